import { TransientError } from '../core/errors.ts';
import type { Queryable } from './pool.ts';

const toleranceMs = 2_000;

/**
 * Refuses a process whose clock is more than 2 s off the database's: leases, locks and delays are instants that
 * one process writes and another one reads.
 */
export async function checkClock(database: Queryable, now: () => number = Date.now): Promise<void> {
  const before = now();
  const { rows } = await database.query<{ now_ms: number }>(
    'select extract(epoch from clock_timestamp())::float8 * 1000 as now_ms',
  );
  const after = now();
  const theirs = rows[0]?.now_ms ?? Number.NaN;
  // The answer was read somewhere between asking and hearing.
  const offMs = theirs < before ? before - theirs : Math.max(0, theirs - after);
  if (offMs <= toleranceMs) return;
  throw new TransientError({
    code: 'CLOCK_SKEW',
    message: `This machine's clock is ${(offMs / 1000).toFixed(1)} s off the database's; synchronise it (NTP) and start again.`,
    context: { offMs: Math.round(offMs) },
  });
}
