import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { asTransient, isAftermath, isContention } from './database-away.ts';
import type { Pool, Queryable } from './pool.ts';

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
 * passes by itself. What `work` leaves under way when it fails or returns is refused its next statement.
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
      if (attempt >= attempts || !isContention(error)) throw asTransient(error);
      // Jittered, or the two that collided collide again.
      await sleep(firstDelayMs * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}

async function runOnce<T>(pool: Pool, work: (client: Queryable) => Promise<T>, begin: string): Promise<T> {
  const client = await pool.connect();
  const session = new Session(client);
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(session.queryable);
    session.end();
    await client.query('commit');
    return result;
  } catch (error) {
    session.end();
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    throw isAftermath(error) ? (session.failure ?? error) : error;
  } finally {
    session.close();
    // A connection that cannot even roll back is thrown away.
    client.release(broken);
  }
}

/**
 * A connection for as long as its transaction is open. Of what is called together one may fail while another goes on:
 * its next statement would be run outside, or in the transaction of whoever has the connection then.
 */
class Session {
  readonly queryable: Queryable;
  /** What failed first, the connection itself included: statements behind it only say that something did. */
  failure: unknown;
  readonly #client: pg.PoolClient;
  readonly #note = (error: unknown): void => {
    this.failure ??= error;
  };
  #isOver = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
    client.on('error', this.#note);
    const run = client.query.bind(client) as (...statement: unknown[]) => Promise<unknown>;
    const query = (...statement: unknown[]) => {
      if (this.#isOver) return Promise.reject(new Error('the transaction is over'));
      const answer = run(...statement);
      // Here, and not where it is awaited: answers come in the order of the statements, and are awaited in any.
      answer.catch(this.#note);
      return answer;
    };
    this.queryable = { query } as unknown as Queryable;
  }

  end(): void {
    this.#isOver = true;
  }

  close(): void {
    this.#client.removeListener('error', this.#note);
  }
}
