import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { QuarantineEntry } from '#src/engine/ports/quarantine.ts';
import { createPool, type Pool } from '#src/store/pool.ts';
import { createStore } from '#src/store/store.ts';
import { useDatabase } from '../../support/database.ts';

const database = useDatabase();
const now = new Date('2026-01-01T00:00:00Z');
let pool: Pool;
let store: ReturnType<typeof createStore>;
let connectionId: number;

beforeAll(() => {
  pool = createPool(database.url, { max: 2, applicationName: 'test' });
  store = createStore(pool);
});
afterAll(() => pool.end());
beforeEach(async () => {
  await pool.query('truncate connection, run restart identity cascade');
  const [row] = await store.source.syncConnections([
    { name: 'erp', kind: 'csv', mode: 'observe', trust: 1, goLiveAt: null },
  ]);
  connectionId = row?.id ?? 0;
});

function unreadable(payload: string): QuarantineEntry {
  const where = { connectionId, stream: 'customer', externalId: null, field: null };
  return { ...where, stage: 'extract', code: 'CSV_ROW', message: 'broken', payload };
}

it('a row that was mended in the file leaves the quarantine with the next complete read, and no other one', async () => {
  await store.quarantine.add([unreadable('a'), unreadable('b')], 1, now);
  await store.quarantine.add([unreadable('b')], 2, now);
  await store.quarantine.resolveUnseen({ connectionId, stream: 'customer' }, 2, now);
  const { rows } = await pool.query('select payload from quarantine where resolved_at is null');
  expect(rows).toEqual([{ payload: 'b' }]);
});

it('a refused field leaves the quarantine when it is written, not when the rest of its record is', async () => {
  const refused: QuarantineEntry = {
    connectionId,
    stream: 'account',
    externalId: '001',
    field: 'Health',
    stage: 'push',
    code: 'X',
    message: 'no',
    payload: null,
  };
  await store.quarantine.add([refused], 1, now);
  const written = async (fields: object): Promise<number> => {
    const { rows } = await pool.query<{ id: number }>(
      `insert into outbox (connection_id, stream, operation, target, fields, lane, reason, state)
       values ($1, 'account', 'update', '001', $2, 2, 'test', 'written') returning id`,
      [connectionId, JSON.stringify(fields)],
    );
    return rows[0]?.id ?? 0;
  };
  await store.quarantine.resolveWritten([await written({ Trend: 'growing' })], now);
  expect(await store.quarantine.openCount()).toBe(1);
  await store.quarantine.resolveWritten([await written({ Health: 70 })], now);
  expect(await store.quarantine.openCount()).toBe(0);
});

it('progress takes back the failures before it: only failures in a row end a part', async () => {
  const { run } = await store.run.startOrResume({ connections: null, full: false, dryRun: false }, now);
  await store.run.addParts(run.id, 0, 'map', [{ stage: 'map', part: 'erp/customer', connectionName: 'erp' }]);
  const [due] = await store.run.dueParts(run.id);
  const first = await store.run.claim(due?.partId ?? 0, 60_000);
  if (first === null) throw new Error('the claim should have succeeded');
  await store.run.release(first, 0, true, null);
  const second = await store.run.claim(first.partId, 60_000);
  if (second === null) throw new Error('the claim should have succeeded');
  expect(await store.run.attempts(second)).toBe(1);
  await store.run.progress(second, 100, 200);
  expect(await store.run.attempts(second)).toBe(0);
});
