import { connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { checkClock } from '../../../src/store/check-clock.ts';
import { toJsonb } from '../../../src/store/jsonb.ts';
import { createPool, type Pool } from '../../../src/store/pool.ts';
import { sql } from '../../../src/store/sql.ts';
import { useDatabase } from '../../support/database.ts';

const database = useDatabase({ empty: true });
let pool: Pool;

beforeAll(() => {
  pool = createPool(database.url, { max: 3, applicationName: 'goldenrod test' });
});
afterAll(() => pool.end());

test('values arrive as what they are', async () => {
  const { rows } = await pool.query(
    sql`select 9007199254740991::int8 as big, 1.25::numeric as exact, '2026-01-31 12:00+01'::timestamptz as at,
        ${toJsonb({ a: ['x\0'] })}::jsonb as document, ${[1, 2]}::bigint[] @> array[2::bigint] as held`,
  );
  expect(rows).toEqual([
    {
      big: 9007199254740991,
      exact: 1.25,
      at: new Date('2026-01-31T11:00:00Z'),
      document: { a: ['x\uFFFD'] },
      held: true,
    },
  ]);
});

test('a count beyond the exact integers is an error, and no rounded id', async () => {
  await expect(pool.query('select 9007199254740993::int8 as id')).rejects.toMatchObject({
    code: 'INTEGER_TOO_LARGE',
  });
});

test('every session speaks UTC and says who it is', async () => {
  const { rows } = await pool.query(
    "select current_setting('timezone') as zone, current_setting('application_name') as name",
  );
  expect(rows).toEqual([{ zone: 'UTC', name: 'goldenrod test' }]);
});

test('a connection that is cut costs one statement, and not the process', async () => {
  const client = await pool.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  client.release();
  await pool.query(sql`select pg_terminate_backend(${rows[0]?.pid})`).catch(() => {});
  await expect
    .poll(() =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
});

test('a server that falls silent is given up after the time-out', async () => {
  const { port, hostname } = new URL(database.url);
  const sockets: Socket[] = [];
  let isSilent = false;
  const proxy = createServer((socket) => {
    const upstream = connect(Number(port), hostname);
    sockets.push(socket, upstream);
    socket.on('data', (chunk) => void (isSilent || upstream.write(chunk)));
    upstream.on('data', (chunk) => void (isSilent || socket.write(chunk)));
    for (const end of [socket, upstream]) end.on('error', () => {});
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  const address = proxy.address() as { port: number };
  const through = database.url.replace(`:${port}/`, `:${address.port}/`);
  const slow = createPool(through, { max: 1, applicationName: 'x', queryTimeoutMs: 300, silenceMs: 200 });
  await slow.query('select 1');
  isSilent = true;
  const started = performance.now();
  await expect(slow.query('select 2')).rejects.toThrow(/timeout/i);
  expect(performance.now() - started).toBeLessThan(3_000);
  for (const socket of sockets) socket.destroy();
  await slow.end();
});

test('a clock that is off is refused, with how far', async () => {
  await checkClock(pool);
  await expect(checkClock(pool, () => Date.now() - 5_000)).rejects.toMatchObject({
    code: 'CLOCK_SKEW',
    message: expect.stringMatching(/ (4\.\d|5\.0) s off/),
  });
  await expect(checkClock(pool, () => Date.now() + 3_000)).rejects.toMatchObject({ code: 'CLOCK_SKEW' });
});
