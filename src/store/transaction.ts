import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { errorCode } from '../util/error-code.ts';
import { asTransient } from './database-away.ts';
import type { Pool, Queryable } from './pool.ts';

/** Lost against another transaction: nothing happened, and doing it again is right. */
const retryable = new Set(['40P01', '40001']);
const attempts = 6;
const firstDelayMs = 20;

/** `settings`: statements that begin it along with `begin`, in one go. Constant text only. */
export type TransactionOptions = {
  isolation?: 'read committed' | 'repeatable read' | 'serializable';
  settings?: string;
};

/**
 * Runs `work` in a transaction and commits it. A deadlock or serialisation failure starts it anew, so `work` must
 * have no other effect than on the database. Anything else rolls back and is thrown on, as a TransientError where it
 * passes by itself. What `work` leaves under way
 * when it fails or returns is refused its next statement.
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: Queryable) => Promise<T>,
  { isolation = 'read committed', settings }: TransactionOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(pool, work, `begin isolation level ${isolation}; ${settings ?? ''}`);
    } catch (error) {
      if (attempt >= attempts || !isRetryable(error)) throw asTransient(error);
      // Jittered, or the two that collided collide again.
      await sleep(firstDelayMs * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}

async function runOnce<T>(pool: Pool, work: (client: Queryable) => Promise<T>, begin: string): Promise<T> {
  const client = await pool.connect();
  const session = openSession(client);
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(session);
    session.isOver = true;
    await client.query('commit');
    return result;
  } catch (error) {
    session.isOver = true;
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    throw error;
  } finally {
    // A connection that cannot even roll back is thrown away.
    client.release(broken);
  }
}

/**
 * A connection for as long as its transaction is open. Of what is called together one may fail while another goes on:
 * its next statement would be run outside, or in the transaction of whoever has the connection then.
 */
function openSession(client: pg.PoolClient): Queryable & { isOver: boolean } {
  const run = client.query.bind(client) as (...statement: unknown[]) => unknown;
  const session = {
    isOver: false,
    query: (...statement: unknown[]) =>
      session.isOver ? Promise.reject(new Error('the transaction is over')) : run(...statement),
  };
  return session as Queryable & { isOver: boolean };
}

function isRetryable(error: unknown): boolean {
  return retryable.has(errorCode(error) ?? '');
}
