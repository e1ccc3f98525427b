import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareEndStates, doubledRecords, type EndState } from '../support/end-state.ts';
import { hasRedis } from '../support/redis.ts';
import { Scenario } from '../support/scenario.ts';

describe('sync', () => {
  let scenario: Scenario;
  let afterFirst: EndState;

  beforeAll(async () => {
    scenario = await Scenario.start({ accounts: 150 });
    const first = await scenario.sync();
    expect(first.push.failed).toBe(0);
    expect(first.push.written).toBeGreaterThan(0);
    expect(first.push.written).toBe(first.push.planned);
    expect(first.jobs.failed).toBe(0);
    afterFirst = await scenario.endState();
  });

  afterAll(() => scenario?.close());

  it('gives every account and contact of both CRMs its golden id, and creates nothing twice', () => {
    for (const [crm, type, field] of [
      ['salesforce', 'Account', 'Goldenrod_Id__c'],
      ['salesforce', 'Contact', 'Goldenrod_Id__c'],
      ['hubspot', 'companies', 'goldenrod_id'],
      ['hubspot', 'contacts', 'goldenrod_id'],
    ] as const) {
      const records = (afterFirst[crm]?.[type] ?? []).filter((record) => !record.deleted);
      expect(records.length).toBeGreaterThan(0);
      expect(records.filter((record) => !/^g[ac]_[0-9a-z]{16}$/.test(String(record.fields[field])))).toEqual(
        [],
      );
    }
    expect(doubledRecords(afterFirst)).toEqual([]);
  });

  it('writes nothing when nothing has changed', async () => {
    const again = await scenario.sync();
    expect(again.push).toMatchObject({ planned: 0, written: 0, failed: 0 });
    expect(compareEndStates(afterFirst, await scenario.endState())).toEqual([]);
  });

  it('writes exactly what follows from one edit', async () => {
    const account = afterFirst['salesforce']?.['Account']?.find((record) => !record.deleted);
    await scenario.doors.salesforce.edit({
      type: 'Account',
      id: account?.id ?? '',
      fields: { Fax: '+1 212 555 0100' },
    });
    const edited = await scenario.endState();
    const run = await scenario.sync();
    expect(run.push).toMatchObject({ planned: 0, written: 0, failed: 0 });
    expect(compareEndStates(edited, await scenario.endState())).toEqual([]);
  });
});

describe.skipIf(!hasRedis)('sync with the queue on Redis', () => {
  it('ends in the same state as with the queue on PostgreSQL', async () => {
    const [plain, redis] = [
      await Scenario.start({ accounts: 150 }),
      await Scenario.start({ accounts: 150, redis: true }),
    ];
    try {
      await plain.sync();
      await redis.sync();
      expect(compareEndStates(await plain.endState(), await redis.endState())).toEqual([]);
    } finally {
      await Promise.all([plain.close(), redis.close()]);
    }
  });
});
