import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/util/json.ts';
import { changedRecords, compareEndStates, doubledRecords, type EndState } from '../support/end-state.ts';
import type { CrmRecord } from '../support/sandbox-door.ts';
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

  it('writes nothing when an edit changes nothing that is ours to write', async () => {
    const account = original('Account', ['Name']);
    await scenario.doors.salesforce.edit({
      type: 'Account',
      id: account.id,
      fields: { Fax: '+1 212 555 0100' },
    });
    const { push, changed } = await syncAndLook();
    expect(push).toMatchObject({ planned: 0, written: 0, failed: 0 });
    expect(changed).toEqual([]);
  });

  it('gives a new duplicate of an account the golden id and the scores of its twin, and writes nothing else', async () => {
    const twin = original('Account', ['Name', 'Website', 'Phone', 'BillingStreet', 'Goldenrod_Health__c']);
    const copy = await scenario.doors.salesforce.edit({
      type: 'Account',
      fields: pick(twin.fields, accountFields),
    });
    const { push, changed, record } = await syncAndLook();
    expect(push).toMatchObject({ planned: 1, written: 1, failed: 0 });
    expect(changed).toEqual([`salesforce Account ${copy.id}`]);
    expect(ours(record('Account', copy.id))).toEqual(ours(record('Account', twin.id)));
  });

  it('gives a new duplicate of a contact the golden id of its twin, and writes nothing else', async () => {
    const twin = original('Contact', ['FirstName', 'LastName', 'Email', 'AccountId']);
    const copy = await scenario.doors.salesforce.edit({
      type: 'Contact',
      fields: pick(twin.fields, contactFields),
    });
    const { push, changed, record } = await syncAndLook();
    expect(push).toMatchObject({ planned: 1, written: 1, failed: 0 });
    expect(changed).toEqual([`salesforce Contact ${copy.id}`]);
    expect(ours(record('Contact', copy.id))).toEqual(ours(record('Contact', twin.id)));
  });

  /** A record of the first state that has values in all of these fields. */
  function original(type: string, fields: readonly string[]): CrmRecord {
    const found = afterFirst['salesforce']?.[type]?.find(
      (record) => !record.deleted && fields.every((field) => (record.fields[field] ?? null) !== null),
    );
    if (!found) throw new Error(`no ${type} has ${fields.join(', ')}`);
    return found;
  }

  async function syncAndLook() {
    const before = await scenario.endState();
    const { push } = await scenario.sync();
    const after = await scenario.endState();
    const record = (type: string, id: string): CrmRecord | undefined =>
      after['salesforce']?.[type]?.find((candidate) => candidate.id === id);
    return { push, changed: changedRecords(before, after), record };
  }
});

const accountFields =
  'Name Website Phone Industry BillingStreet BillingCity BillingState BillingPostalCode BillingCountry';
const contactFields =
  'FirstName LastName Email Phone MobilePhone Title AccountId MailingStreet MailingCity MailingPostalCode MailingCountry';

function pick(fields: JsonObject, names: string): JsonObject {
  return Object.fromEntries(
    names.split(' ').flatMap((name) => (fields[name] == null ? [] : [[name, fields[name]]])),
  );
}

function ours(record: CrmRecord | undefined): JsonObject {
  return Object.fromEntries(
    Object.entries(record?.fields ?? {}).filter(([name]) => name.startsWith('Goldenrod_')),
  );
}
