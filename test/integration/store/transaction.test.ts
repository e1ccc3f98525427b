import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool, type Pool, type Queryable } from '../../../src/store/pool.ts';
import { sql } from '../../../src/store/sql.ts';
import { inTransaction } from '../../../src/store/transaction.ts';
import { useDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';

const database = useDatabase({ empty: true });
let pool: Pool;

beforeAll(async () => {
  pool = createPool(database.url, { max: 4, applicationName: 'test' });
  await pool.query(
    'create table account (id int primary key, balance int); insert into account values (1, 100), (2, 100)',
  );
});
afterAll(() => pool.end());

const balances = async () =>
  (await pool.query<{ balance: number }>('select balance from account order by id')).rows.map(
    (row) => row.balance,
  );

test('what throws leaves nothing behind, and its connection to the next one', async () => {
  for (let attempt = 0; attempt < 10; attempt++) {
    const failed = inTransaction(pool, async (client) => {
      await client.query('update account set balance = 0');
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
  }
  expect(await balances()).toEqual([100, 100]);
});

test('two that lock in opposite order both get through', async () => {
  let runs = 0;
  const move = (from: number, to: number) =>
    inTransaction(pool, async (client) => {
      runs += 1;
      await client.query(sql`update account set balance = balance - 10 where id = ${from}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await client.query(sql`update account set balance = balance + 10 where id = ${to}`);
    });
  await Promise.all([move(1, 2), move(2, 1)]);
  expect(runs).toBeGreaterThan(2);
  expect(await balances()).toEqual([100, 100]);
});

test('serialisable increments lose none', async () => {
  const before = (await balances())[0] ?? 0;
  const increment = () =>
    inTransaction(
      pool,
      async (client) => {
        const { rows } = await client.query<{ balance: number }>('select balance from account where id = 1');
        await client.query(sql`update account set balance = ${(rows[0]?.balance ?? 0) + 1} where id = 1`);
      },
      { isolation: 'serializable' },
    );
  await Promise.all([increment(), increment(), increment()]);
  expect((await balances())[0]).toBe(before + 3);
});

test('an error that trying again cannot mend is not tried again', async () => {
  let runs = 0;
  const broken = inTransaction(pool, async (client) => {
    runs += 1;
    await client.query('select no_such_column');
  });
  await expect(broken).rejects.toMatchObject({ code: '42703' });
  expect(runs).toBe(1);
});

test('statements called together are run in their order, and waited for once', async () => {
  const seen = await inTransaction(pool, async (client) => {
    const [, { rows }, updated] = await Promise.all([
      client.query('insert into account values (3, 1)'),
      client.query<{ balance: number }>('select balance from account where id = 3'),
      client.query('delete from account where id = 3'),
    ]);
    return [rows, updated.rowCount];
  });
  expect(seen).toEqual([[{ balance: 1 }], 1]);
});

test('what was called together with a statement that fails does not go on after it', async () => {
  const before = await balances();
  let refused: unknown;
  const failed = inTransaction(pool, (client) =>
    Promise.all([
      client
        .query('select 1')
        .then(() => sleep(50))
        .then(() => client.query('update account set balance = 0'))
        .catch((error: unknown) => {
          refused = error;
        }),
      client.query('select no_such_column'),
    ]),
  );
  await expect(failed).rejects.toMatchObject({ code: '42703' });
  await until('the other to go on', () => refused);
  expect(refused).toMatchObject({ message: 'the transaction is over' });
  expect(await balances()).toEqual(before);
});

test('of statements called together it is the one that failed first that counts', async () => {
  let runs = 0;
  const lost = `do $$ begin raise exception 'lost' using errcode = '40P01'; end $$`;
  const deep = async (levels: number, client: Queryable): Promise<void> => {
    if (levels > 0) await deep(levels - 1, client);
    else await client.query(lost);
  };
  await inTransaction(pool, async (client) => {
    runs += 1;
    if (runs > 1) return;
    const both = Promise.all([deep(3, client), client.query('select 1')]);
    // Both answers are there before the first is read.
    const until = performance.now() + 50;
    while (performance.now() < until);
    await both;
  });
  expect(runs).toBe(2);
});

test('a transaction that rests too long fails of that, not of a database that is away', async () => {
  const rested = inTransaction(
    pool,
    async (client) => {
      await sleep(200);
      await client.query('select 1');
    },
    { settings: `set local idle_in_transaction_session_timeout = '50ms'` },
  );
  await expect(rested).rejects.toMatchObject({ code: '25P03' });
});

test('a connection that is cut fails all that was called together, as something that passes', async () => {
  let outcomes: PromiseSettledResult<unknown>[] = [];
  const cut = inTransaction(pool, async (client) => {
    const all = [
      client.query('select pg_terminate_backend(pg_backend_pid())'),
      client.query('select 1'),
      client.query('select 2'),
    ];
    outcomes = await Promise.allSettled(all);
    await Promise.all(all);
  });
  await expect(cut).rejects.toMatchObject({ kind: 'transient', code: 'DATABASE_AWAY' });
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  // The pool has another one.
  expect(await balances()).toHaveLength(2);
});

test('a connection that is cut while a transaction computes fails its next statement', async () => {
  const cut = inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await sleep(100);
    await client.query('select 1');
  });
  await expect(cut).rejects.toMatchObject({ kind: 'transient', code: 'DATABASE_AWAY' });
});
