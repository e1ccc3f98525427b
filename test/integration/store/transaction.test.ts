import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool, type Pool } from '../../../src/store/pool.ts';
import { sql } from '../../../src/store/sql.ts';
import { inTransaction } from '../../../src/store/transaction.ts';
import { useDatabase } from '../../support/database.ts';

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
