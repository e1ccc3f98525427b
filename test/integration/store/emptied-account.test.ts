import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPool, type Pool } from '#src/store/pool.ts';
import { accountsAtRisk, scoreCounts } from '#src/store/report.ts';
import { createStore } from '#src/store/store.ts';
import { useDatabase } from '../../support/database.ts';

const database = useDatabase();
const NOW = new Date('2026-06-01T00:00:00Z');
let pool: Pool;
let store: ReturnType<typeof createStore>;
let recordId: number;

beforeAll(() => {
  pool = createPool(database.url, { max: 2, applicationName: 'test' });
  store = createStore(pool);
});
afterAll(() => pool.end());

beforeEach(async () => {
  await pool.query('truncate connection, golden_record restart identity cascade');
  const [connection] = await store.source.syncConnections([
    { name: 'crm', kind: 'salesforce', mode: 'live', trust: 1, goLiveAt: null },
  ]);
  const { rows } = await pool.query<{ id: number }>(
    `insert into source_record (connection_id, stream, entity, external_id, payload, payload_hash, source_modified_at)
     values ($1, 'account', 'account', '001', '{}', 'h', now()) returning id`,
    [connection?.id],
  );
  recordId = rows[0]?.id ?? 0;
  await pool.query(`insert into golden_record (id, entity, born_at) values ('ga_1', 'account', now())`);
  await pool.query(`insert into golden_member values ($1, 'ga_1')`, [recordId]);
  await store.score.save(
    (['value', 'churn_risk'] as const).map((kind) => ({
      goldenId: 'ga_1',
      kind,
      body: { kind, status: 'scored', value: 0.9 },
      asOf: NOW,
      modelVersion: 1,
    })),
    ['ga_1'],
    NOW,
  );
});

/** As when its last record was deleted in the CRM. */
async function empty(): Promise<void> {
  await store.golden.applyIdentity({
    entity: 'account',
    membership: new Map(),
    departed: [recordId],
    born: [],
    retired: new Map([['ga_1', null]]),
    changed: [],
    lineage: [],
    cause: 'test',
    runId: 1,
    at: NOW,
  });
}

const NEXT_DAY = new Date('2026-06-02T00:00:00Z');

describe('an account whose last record was deleted', () => {
  it('is no longer scored', async () => {
    expect(await store.score.dueAccounts(NEXT_DAY, 10)).toEqual(['ga_1']);
    await empty();
    expect(await store.score.dueAccounts(NEXT_DAY, 10)).toEqual([]);
    expect(await store.score.dueCount(NEXT_DAY)).toBe(0);
    expect(await store.score.allAccountIds()).toEqual([]);
  });

  it('is no longer reported', async () => {
    expect(await accountsAtRisk(pool, 5)).toHaveLength(1);
    await empty();
    expect(await accountsAtRisk(pool, 5)).toEqual([]);
    expect(await scoreCounts(pool)).toEqual({});
  });
});
