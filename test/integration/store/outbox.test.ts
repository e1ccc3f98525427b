import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { NewWrite } from '#src/engine/ports/outbox.ts';
import { createPool, type Pool } from '#src/store/pool.ts';
import { createStore } from '#src/store/store.ts';
import { useDatabase } from '../../support/database.ts';

const database = useDatabase();
let pool: Pool;
let store: ReturnType<typeof createStore>;
let connectionId: number;
let recordId: number;
let runId: number;

const LIMIT = () => 100;

beforeAll(() => {
  pool = createPool(database.url, { max: 4, applicationName: 'test' });
  store = createStore(pool);
});
afterAll(() => pool.end());

beforeEach(async () => {
  await pool.query('truncate connection, run, golden_record restart identity cascade');
  const [connection] = await store.source.syncConnections([
    { name: 'crm', kind: 'salesforce', mode: 'live', trust: 1, goLiveAt: null },
  ]);
  connectionId = connection?.id ?? 0;
  await store.source.upsertRecords({ connectionId, stream: 'account', entity: 'account' }, [
    {
      externalId: '001',
      modifiedAt: '2026-01-01T00:00:00Z',
      payload: {},
      payloadHash: 'h',
      deleted: false,
      mergedInto: null,
    },
  ]);
  const { rows } = await pool.query<{ id: number }>('select id from source_record');
  recordId = rows[0]?.id ?? 0;
  const { run } = await store.run.startOrResume(
    { connections: null, full: false, dryRun: false },
    new Date(),
  );
  runId = run.id;
});

function update(fields: NewWrite['fields'], over: Partial<NewWrite> = {}): NewWrite {
  return {
    connectionId,
    stream: 'account',
    operation: 'update',
    target: '001',
    recordId,
    fields,
    oldFields: {},
    relatedTo: [],
    lane: 2,
    reason: 'test',
    ...over,
  };
}

function claim(token: string, ms = 60_000) {
  return store.outbox.claim(connectionId, LIMIT, { token, ms, runId, restCreatesMs: 0 });
}

const T1 = '00000000-0000-4000-8000-000000000001';
const T2 = '00000000-0000-4000-8000-000000000002';

describe('outbox', () => {
  it('a newer plan replaces an unsent one', async () => {
    await store.outbox.plan([update({ A: 1 })], runId);
    await store.outbox.plan([update({ A: 2 })], runId);
    expect((await claim(T1)).map((write) => write.fields)).toEqual([{ A: 2 }]);
  });

  it('never has two writes to one record in flight', async () => {
    await store.outbox.plan([update({ A: 1 })], runId);
    await claim(T1);
    await store.outbox.plan([update({ A: 2 })], runId);
    expect(await claim(T2)).toEqual([]);
    await store.outbox.settle(T1, [{ id: 1, state: 'written', externalId: null, error: null, delayMs: 0 }]);
    expect(await claim(T2)).toHaveLength(1);
  });

  it('what a dead worker left is taken over, and known to be uncertain', async () => {
    await store.outbox.plan([update({ A: 1 })], runId);
    await claim(T1, -1);
    const [again] = await claim(T2);
    expect(again).toMatchObject({ fields: { A: 1 }, uncertain: true, attempts: 2 });
  });

  it('a worker that was only slow cannot settle what another one has taken over', async () => {
    await store.outbox.plan([update({ A: 1 })], runId);
    const [first] = await claim(T1, -1);
    await claim(T2);
    await store.outbox.settle(T1, [
      { id: first?.id ?? 0, state: 'written', externalId: null, error: null, delayMs: 0 },
    ]);
    const { rows } = await pool.query('select state from outbox');
    expect(rows).toEqual([{ state: 'sending' }]);
  });

  it('remembers a confirmed write as what the CRM holds', async () => {
    await store.outbox.plan([update({ A: 1 })], runId);
    const [write] = await claim(T1);
    await store.outbox.settle(T1, [
      { id: write?.id ?? 0, state: 'written', externalId: '001', error: null, delayMs: 0 },
    ]);
    const { rows } = await pool.query('select ours from source_record');
    expect(rows).toEqual([{ ours: { A: 1 } }]);
  });

  it('tells the plan which fields an unconfirmed write may have changed', async () => {
    await pool.query(`insert into golden_record (id, entity, born_at) values ('ga_1', 'account', now())`);
    await pool.query(`insert into golden_member values ($1, 'ga_1')`, [recordId]);
    await store.outbox.plan([update({ A: 1 })], runId);
    await claim(T1);
    const [target] = await store.outbox.targetsOfGolden(['ga_1']);
    expect(target?.uncertain).toEqual(['A']);
  });

  it('a create is planned once for ever under its key', async () => {
    const task = update({ Subject: 'x' }, { operation: 'create', stream: 'task', target: 'key-1' });
    await store.outbox.plan([task], runId);
    const [write] = await claim(T1);
    await store.outbox.settle(T1, [
      { id: write?.id ?? 0, state: 'written', externalId: '00T', error: null, delayMs: 0 },
    ]);
    await store.outbox.plan([task], runId);
    expect(await claim(T2)).toEqual([]);
  });

  describe('given up because the CRM was not well', () => {
    const givenUp = (id: number) => ({
      id,
      state: 'rejected' as const,
      externalId: null,
      error: { kind: 'transient', message: 'busy' },
      delayMs: 0,
    });

    it('an update is planned again by the next run', async () => {
      await pool.query(`insert into golden_record (id, entity, born_at) values ('ga_1', 'account', now())`);
      await pool.query(`insert into golden_member values ($1, 'ga_1')`, [recordId]);
      await store.outbox.plan([update({ A: 1 })], runId);
      await claim(T1);
      await store.outbox.settle(T1, [givenUp(1)]);
      expect((await store.outbox.takePlanDue(10)).goldenIds).toEqual(['ga_1']);
    });

    it('a create is tried again, and looked for first', async () => {
      const task = update({ Subject: 'x' }, { operation: 'create', stream: 'task', target: 'key-1' });
      await store.outbox.plan([task], runId);
      await claim(T1);
      await store.outbox.settle(T1, [givenUp(1)]);
      expect(await claim(T2)).toEqual([]);
      expect(await store.outbox.reviveCreates(runId)).toBe(1);
      expect(await claim(T2)).toMatchObject([{ target: 'key-1', uncertain: true, attempts: 1 }]);
    });

    it('what the CRM refused for good stays refused', async () => {
      const task = update({ Subject: 'x' }, { operation: 'create', stream: 'task', target: 'key-1' });
      await store.outbox.plan([task], runId);
      await claim(T1);
      await store.outbox.settle(T1, [{ ...givenUp(1), error: { kind: 'rejected' } }]);
      expect(await store.outbox.reviveCreates(runId)).toBe(0);
    });
  });

  it('the rest of a refused update never replaces a newer plan', async () => {
    await store.outbox.plan([update({ A: 2, B: 2 })], runId);
    await store.outbox.planRest([update({ A: 1 })], runId);
    expect((await claim(T1)).map((write) => write.fields)).toEqual([{ A: 2, B: 2 }]);
  });

  it('tells which writes a token still holds', async () => {
    await store.outbox.plan([update({ A: 1 })], runId);
    await claim(T1, -1);
    await claim(T2);
    const outcome = { id: 1, state: 'written', externalId: null, error: null, delayMs: 0 } as const;
    expect(await store.outbox.settle(T1, [outcome])).toEqual(new Set());
    expect(await store.outbox.settle(T2, [outcome])).toEqual(new Set([1]));
  });

  it('sends alerts before scores', async () => {
    await store.outbox.plan([update({ A: 1 })], runId);
    await store.outbox.plan(
      [update({ S: 1 }, { operation: 'create', stream: 'task', target: 'k', lane: 0 })],
      runId,
    );
    expect((await claim(T1)).map((write) => write.stream)).toEqual(['task']);
  });
});
