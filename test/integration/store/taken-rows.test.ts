import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EntityType } from '#src/core/model/entity.ts';
import type { CanonicalRecord } from '#src/core/model/field.ts';
import type { Store } from '#src/engine/ports/store.ts';
import { createPool, type Pool } from '#src/store/pool.ts';
import { createStore } from '#src/store/store.ts';
import { useDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';

const database = useDatabase();
const NOW = new Date('2026-06-01T12:00:00Z');
let pool: Pool;
let store: ReturnType<typeof createStore>;

beforeAll(() => {
  pool = createPool(database.url, { max: 3, applicationName: 'test' });
  store = createStore(pool);
});
afterAll(() => pool.end());

beforeEach(async () => {
  await pool.query('truncate connection, golden_record restart identity cascade');
  await store.source.syncConnections([
    { name: 'crm', kind: 'salesforce', mode: 'live', trust: 1, goLiveAt: null },
  ]);
  await addRecord('account', '001', {});
  await addRecord('case', '500', { account: '001' });
  await addRecord('case_event', '9', { case: '500' });
  await pool.query(
    `insert into golden_record (id, entity, born_at, merge_due, push_due) values ('ga_1', 'account', now(), true, true)`,
  );
  await pool.query(`insert into golden_member select id, 'ga_1' from source_record where entity = 'account'`);
});

async function addRecord(entity: string, externalId: string, mapped: object): Promise<void> {
  await pool.query(
    `insert into source_record (connection_id, stream, entity, external_id, payload, payload_hash, mapped,
       map_due, push_due, source_modified_at)
     select id, $1, $1, $2, '{}', 'h', $3, true, $1 = 'case', now() from connection`,
    [entity, externalId, JSON.stringify(mapped)],
  );
}

/** What `take` gets, begun while another transaction holds what `hold` has touched. */
async function takenBeside<T>(
  hold: (tx: Store) => Promise<unknown>,
  take: (tx: Store) => Promise<T>,
): Promise<T> {
  let taken: Promise<T> | undefined;
  await store.transaction(async (tx) => {
    await hold(tx);
    let isOver = false;
    taken = store.transaction(take).finally(() => {
      isOver = true;
    });
    await until('the other to wait or to be done', async () => isOver || (await somebodyWaits()));
  });
  if (taken === undefined) throw new Error('nothing was taken');
  return taken;
}

async function somebodyWaits(): Promise<boolean> {
  const { rows } = await pool.query(
    `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
  );
  return rows.length > 0;
}

async function touch(tx: Store, entity: EntityType): Promise<void> {
  const { rows } = await pool.query<{ id: number; mapped: CanonicalRecord }>(
    `select id, mapped from source_record where entity = $1`,
    [entity],
  );
  await tx.source.touchDependants(entity, rows);
}

describe('what another transaction holds for a moment is waited for, not left for the next run', () => {
  it('a case to be mapped, while an event of it is', async () => {
    const taken = await takenBeside(
      (tx) => touch(tx, 'case_event'),
      (tx) => tx.source.takeMapDue(1, 'case', 10),
    );
    expect(taken.map(({ externalId }) => externalId)).toEqual(['500']);
  });

  it.each<[string, (tx: Store) => Promise<string[]>]>([
    ['to be merged', (tx) => tx.golden.takeMergeDue('account', 10)],
    ['to be scored', (tx) => tx.score.dueAccounts(NOW, 10)],
    ['whose writes are to be planned', async (tx) => (await tx.outbox.takePlanDue(10)).goldenIds],
  ])('an account %s, while a case of it is mapped', async (_purpose, take) => {
    expect(await takenBeside((tx) => touch(tx, 'case'), take)).toEqual(['ga_1']);
  });

  it('also a case whose writes are to be planned', async () => {
    const { caseIds } = await takenBeside(
      (tx) => touch(tx, 'case_event'),
      (tx) => tx.outbox.takePlanDue(10),
    );
    expect(caseIds).toHaveLength(1);
  });
});
