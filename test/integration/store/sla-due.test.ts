import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPool, type Pool } from '#src/store/pool.ts';
import { createStore } from '#src/store/store.ts';
import { useDatabase } from '../../support/database.ts';

const database = useDatabase();
const NOW = new Date('2026-06-01T12:00:00Z');
let pool: Pool;
let store: ReturnType<typeof createStore>;

beforeAll(() => {
  pool = createPool(database.url, { max: 2, applicationName: 'test' });
  store = createStore(pool);
});
afterAll(() => pool.end());

async function addCase(externalId: string, isDue: boolean, deadlines: readonly string[]): Promise<void> {
  const { rows } = await pool.query<{ id: number }>(
    `insert into source_record (connection_id, stream, entity, external_id, payload, payload_hash, mapped, sla_due,
       source_modified_at)
     select id, 'case', 'case', $1, '{}', 'h', '{}', $2, now() from connection returning id`,
    [externalId, isDue],
  );
  for (const [cycle, deadline] of deadlines.entries()) {
    await pool.query(
      `insert into sla_clock (record_id, metric, cycle, policy, body, state, next_deadline_at)
       values ($1, 'first_reply', $2, 'sla:p', '{}', 'running', $3)`,
      [rows[0]?.id, cycle, deadline],
    );
  }
}

beforeEach(async () => {
  await pool.query('truncate connection restart identity cascade');
  await store.source.syncConnections([
    { name: 'crm', kind: 'salesforce', mode: 'live', trust: 1, goLiveAt: null },
  ]);
  await addCase('changed', true, []);
  await addCase('changed and late', true, ['2026-06-01T11:00:00Z']);
  await addCase('late twice', false, ['2026-06-01T11:00:00Z', '2026-06-01T11:30:00Z']);
  await addCase('in time', false, ['2026-06-01T13:00:00Z']);
});

describe('cases whose clocks must be looked at', () => {
  it('are those that changed and those whose deadline has passed, each once', async () => {
    const taken = await store.sla.takeDue(NOW, 10, 0);
    expect(taken.map(({ externalId }) => externalId)).toEqual(['changed', 'changed and late', 'late twice']);
  });

  it('are also those of an account whose values or members changed', async () => {
    await pool.query(`update source_record set mapped = '{"account":"001"}' where external_id = 'in time'`);
    await pool.query(
      `insert into source_record (connection_id, stream, entity, external_id, payload, payload_hash, source_modified_at)
       select id, 'account', 'account', '001', '{}', 'h', now() from connection`,
    );
    await pool.query(
      `insert into golden_record (id, entity, born_at) values ('ga_1', 'account', now()) on conflict do nothing`,
    );
    await pool.query(
      `insert into golden_member select id, 'ga_1' from source_record where entity = 'account'`,
    );
    await store.golden.saveMerged([{ id: 'ga_1', fields: {}, provenance: {}, hash: 'h' }]);
    const taken = await store.sla.takeDue(NOW, 10, 0);
    expect(taken.map(({ externalId }) => externalId)).toContain('in time');
  });

  it('are counted as they are taken', async () => {
    expect(await store.sla.dueCount(NOW)).toBe(3);
  });
});
