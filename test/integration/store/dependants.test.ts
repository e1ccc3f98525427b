import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EntityType } from '#src/core/model/entity.ts';
import { createPool, type Pool } from '#src/store/pool.ts';
import { createStore } from '#src/store/store.ts';
import { useDatabase } from '../../support/database.ts';

const database = useDatabase();
let pool: Pool;
let store: ReturnType<typeof createStore>;
let idOf: Map<string, number>;

beforeAll(() => {
  pool = createPool(database.url, { max: 2, applicationName: 'test' });
  store = createStore(pool);
});
afterAll(() => pool.end());

beforeEach(async () => {
  await pool.query('truncate connection, golden_record restart identity cascade');
  await store.source.syncConnections([
    { name: 'crm', kind: 'salesforce', mode: 'live', trust: 1, goLiveAt: null },
  ]);
  idOf = new Map();
  for (const account of ['001', '002', '003']) {
    const id = await addRecord('account', account, {});
    await pool.query(
      `insert into golden_record (id, entity, born_at, score_due) values ($1, 'account', now(), false)`,
      [account],
    );
    await pool.query(`insert into golden_member values ($1, $2)`, [id, account]);
  }
  await addRecord('case', '500', { account: '001' });
  await addRecord('case', '501', null);
  await addRecord('case_event', '9', { case: '500' });
});

async function addRecord(entity: string, externalId: string, mapped: object | null): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `insert into source_record (connection_id, stream, entity, external_id, payload, payload_hash, mapped,
       sla_due, source_modified_at)
     select id, $1, $1, $2, '{}', 'h', $3, false, now() from connection returning id`,
    [entity, externalId, JSON.stringify(mapped)],
  );
  idOf.set(externalId, rows[0]?.id ?? 0);
  return rows[0]?.id ?? 0;
}

const touch = (entity: EntityType, externalId: string, mapped: Record<string, string>) =>
  store.source.touchDependants(entity, [{ id: idOf.get(externalId) ?? 0, mapped }]);

async function due(table: string, column: string, name: string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select ${name} as name from ${table} where ${column} order by 1`,
  );
  return rows.map((row) => row.name);
}

describe('a change that is about to be saved', () => {
  it('of a case that moves makes the accounts due that it leaves and comes to', async () => {
    await touch('case', '500', { account: '002' });
    expect(await due('golden_record', 'score_due', 'id')).toEqual(['001', '002']);
  });

  it('of a case that was not mapped before makes its account due', async () => {
    await touch('case', '501', { account: '003' });
    expect(await due('golden_record', 'score_due', 'id')).toEqual(['003']);
  });

  it('of an event that moves makes both cases due for their clocks, and no account', async () => {
    await touch('case_event', '9', { case: '501' });
    expect(await due('source_record', 'sla_due', 'external_id')).toEqual(['500', '501']);
    expect(await due('golden_record', 'score_due', 'id')).toEqual([]);
  });
});
