/** Connections to the store. Every one has time-outs: a half-open connection would otherwise hang for ever. */
import pg from 'pg';
import { type Log, silentLog } from '../util/log.ts';
import { toSafeInteger } from './row-types.ts';

export type Pool = pg.Pool;
/** A pool or a client inside a transaction: whatever can run a statement. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

export type PoolOptions = {
  /** Most connections at once; a full process has three, so that 20 processes stay under 60. */
  max: number;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /** Longest statement; bulk work may ask for more. */
  queryTimeoutMs?: number;
  /** How much longer the client waits than the server, for a server that has fallen silent. */
  silenceMs?: number;
  log?: Log;
};

const int8 = 20;
const numeric = 1700;

/**
 * A pool in which int8 arrives as a number (an error when not exact), numeric too, timestamptz as Date,
 * jsonb parsed, and every session speaks UTC.
 */
export function createPool(url: string, options: PoolOptions): Pool {
  const { max, applicationName, queryTimeoutMs = 120_000, silenceMs = 5_000, log = silentLog } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
    // The server gives up first, with a proper error; the client only when the server is silent.
    statement_timeout: queryTimeoutMs,
    query_timeout: queryTimeoutMs + silenceMs,
    idle_in_transaction_session_timeout: queryTimeoutMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    options: '-c timezone=UTC',
    types: { getTypeParser },
    // Statements of one connection that are begun without waiting are sent at once, and answered in their order.
    pipeline: true,
  });
  // An idle connection that breaks raises it here; without a listener it would end the process. A pool that is closing
  // does not wait for its connections: a server that stops right after it cuts them, and nobody misses them.
  pool.on('error', (error) => {
    if (!pool.ending) log.warn('a database connection was lost', { error: error.message });
  });
  // One that breaks while it is lent out raises it as well, to nobody; its statements fail of it, which is enough.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') => {
  if (format !== 'binary') {
    if (oid === int8) return toSafeInteger;
    if (oid === numeric) return Number;
  }
  return pg.types.getTypeParser(oid, format) as (text: string) => unknown;
};
