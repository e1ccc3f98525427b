/**
 * `npm run bench -- incremental [records] [home] [seed]`: one changed account against many stored ones, in the pipeline's
 * own transaction, commit included, without queue latency. A home that is named is kept, and used again the next time;
 * another seed then makes other changes, as the same ones twice would be no changes.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withConfig } from '#src/core/match/match-records.ts';
import type { CanonicalRecord } from '#src/core/model/field.ts';
import type { HeldPart } from '#src/engine/ports/run.ts';
import { matchBatch } from '#src/engine/stages/match-batch.ts';
import { acquireDatabase } from '#src/store/embedded/acquire-database.ts';
import { migrate } from '#src/store/migrate.ts';
import { createPool, type Pool } from '#src/store/pool.ts';
import { createStore } from '#src/store/store.ts';
import { accountRecords } from './account-records.ts';
import { fillStore } from './fill-store.ts';

const AT = new Date('2026-01-01T00:00:00Z');
const CHANGES = 2_000;
const WARM_UP = 100;

const records = Number(process.argv[2] ?? 1_000_000);
const given = process.argv[3];
const seed = Number(process.argv[4] ?? 42);
const home = given ?? (await mkdtemp(join(tmpdir(), 'goldenrod-bench-')));
const database = await acquireDatabase(home);
try {
  await migrate(database.url);
  const pool = createPool(database.url, { max: 2, applicationName: 'bench', queryTimeoutMs: 600_000 });
  try {
    await measure(pool);
  } finally {
    await pool.end();
  }
} finally {
  await database.release();
  if (given === undefined) await rm(home, { recursive: true, force: true });
}

async function measure(pool: Pool): Promise<void> {
  const store = createStore(pool);
  const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from match_record');
  if (rows[0]?.count === 0) await fillStore(pool, store, accountRecords(records, 1));
  const stored = await store.match.model('account');
  if (stored === null) throw new Error('the store should hold a model now');
  const model = withConfig(stored.model, {});
  await pool.query('truncate run cascade');
  const held = await hold(store);
  const random = numbers(seed);
  const millis: number[] = [];
  for (let change = -WARM_UP; change < CHANGES; change++) {
    await changeOne(pool, random);
    const begun = performance.now();
    const taken = await store.smallChange((tx) => matchBatch(tx, { held, entity: 'account', model, at: AT }));
    if (taken !== 1) throw new Error(`one record was changed, ${taken} were matched`);
    if (change >= 0) millis.push(performance.now() - begun);
  }
  millis.sort((a, b) => a - b);
  const at = (part: number): number => Number((millis[Math.floor(part * (CHANGES - 1))] ?? 0).toFixed(2));
  const figures = { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
  console.log(JSON.stringify({ records: rows[0]?.count || records, changes: CHANGES, millis: figures }));
}

async function hold(store: ReturnType<typeof createStore>): Promise<HeldPart> {
  const { run } = await store.run.startOrResume({ connections: null, full: false, dryRun: false }, AT);
  await store.run.addParts(run.id, 0, 'match', [{ stage: 'match', part: 'account', connectionName: null }]);
  const [part] = await store.run.dueParts(run.id);
  const held = await store.run.claim(part?.partId ?? 0, 3_600_000);
  if (held === null) throw new Error('the part should have been free');
  return held;
}

/** A record changes as records do: half the time a slip in its name, else another phone; one in ten goes or returns. */
async function changeOne(pool: Pool, random: () => number): Promise<void> {
  const { rows } = await pool.query<{ id: number; mapped: CanonicalRecord; deleted: boolean }>(
    `select id, mapped, deleted_at is not null as deleted from source_record where id >= $1 order by id limit 1`,
    [1 + Math.floor(random() * records * 0.99)],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the store should hold records');
  const mapped = { ...row.mapped };
  const name = String(mapped['name'] ?? '');
  const at = 1 + Math.floor(random() * Math.max(1, name.length - 2));
  if (random() < 0.5) mapped['name'] = name.slice(0, at) + name.slice(at + 1);
  // Of so many that a home that is used often does not fill up with strangers who share a telephone.
  else mapped['phone'] = `+44 20 7${String(Math.floor(random() * 10_000_000)).padStart(7, '0')}`;
  const goes = !row.deleted && random() < 0.1;
  await pool.query(
    `update source_record set mapped = $2, deleted_at = $3::timestamptz, match_due = true where id = $1`,
    [row.id, JSON.stringify(mapped), goes ? AT : null],
  );
}

function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
