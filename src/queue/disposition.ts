/**
 * What the queue does with a failure: one row for each kind of error, and nothing decided anywhere else.
 * Pure; the documentation's table is printed from these rows.
 */
import { type ErrorKind, GoldenrodError, RateLimitedError } from '../core/errors.ts';

export type DispositionAction =
  | 'refuse_to_start'
  | 'pause_connection'
  | 'pause_stream'
  | 'pause_lane'
  | 'retry'
  | 'replan'
  | 'quarantine_field'
  | 'quarantine_record'
  | 'tombstone'
  | 'hand_back'
  | 'fail';

export type DispositionRule = {
  action: DispositionAction;
  /** Tries in all before it counts as failed; null: as often as it takes, for it uses no attempt. */
  maxAttempts: number | null;
  /** Whether somebody must be told, for it does not mend itself. */
  tell: boolean;
  why: string;
};

export const dispositions: Readonly<Record<ErrorKind, DispositionRule>> = {
  config: {
    action: 'refuse_to_start',
    maxAttempts: 1,
    tell: true,
    why: 'wrong until someone edits the configuration',
  },
  auth: {
    action: 'pause_connection',
    maxAttempts: 1,
    tell: true,
    why: 'refreshed once already; more tries lock accounts',
  },
  permission: {
    action: 'pause_stream',
    maxAttempts: 1,
    tell: true,
    why: 'the other streams of the connection still work',
  },
  rate_limited: {
    action: 'pause_lane',
    maxAttempts: null,
    tell: false,
    why: 'the other side named the instant to go on',
  },
  transient: { action: 'retry', maxAttempts: 8, tell: false, why: 'network, 5xx, locks: passes by itself' },
  conflict: {
    action: 'replan',
    maxAttempts: 5,
    tell: false,
    why: 'changed under us: read again, decide again, bounded',
  },
  rejected: {
    action: 'quarantine_field',
    maxAttempts: 1,
    tell: true,
    why: 'the same values would be refused again',
  },
  malformed_data: {
    action: 'quarantine_record',
    maxAttempts: 1,
    tell: true,
    why: 'unreadable: kept with its raw payload',
  },
  mapping: {
    action: 'quarantine_record',
    maxAttempts: 1,
    tell: true,
    why: 'waits for the mapping or the record to change',
  },
  not_found: {
    action: 'tombstone',
    maxAttempts: 1,
    tell: false,
    why: 'gone over there: an answer, not a failure',
  },
  cancelled: {
    action: 'hand_back',
    maxAttempts: null,
    tell: false,
    why: 'we were asked to stop; someone else goes on',
  },
  invariant: {
    action: 'fail',
    maxAttempts: 1,
    tell: true,
    why: 'a bug of ours does not go away by trying again',
  },
};

/** First wait and longest wait between tries: half a second of trouble costs little, an outage is not hammered. */
export const RETRY_BASE_MS = 500;
export const RETRY_CAP_MS = 60_000;

export type Disposition = {
  kind: ErrorKind;
  action: DispositionAction;
  tell: boolean;
  /** Wait before the next try; null: there is none. */
  retryInMs: number | null;
  countsAttempt: boolean;
};

/**
 * What to do after the `attempt`-th try (from 1) has thrown. A throw of an unknown kind is a bug of ours.
 * `random` in [0, 1) spreads the retries of many workers.
 */
export function dispositionOf(error: unknown, attempt: number, random: number): Disposition {
  const kind: ErrorKind = error instanceof GoldenrodError ? error.kind : 'invariant';
  const { action, maxAttempts, tell } = dispositions[kind];
  const countsAttempt = maxAttempts !== null;
  const exhausted = maxAttempts !== null && attempt >= maxAttempts;
  if (error instanceof RateLimitedError) {
    return { kind, action, tell, retryInMs: Math.max(0, error.retryAfterMs), countsAttempt };
  }
  if (kind === 'cancelled') return { kind, action, tell, retryInMs: 0, countsAttempt };
  return {
    kind,
    action,
    tell: tell || exhausted,
    retryInMs: exhausted ? null : backOffMs(attempt, random),
    countsAttempt,
  };
}

/** Doubles with each try up to the cap; between half and the whole of that, so that workers do not march in step. */
export function backOffMs(attempt: number, random: number): number {
  const full = Math.min(RETRY_CAP_MS, RETRY_BASE_MS * 2 ** Math.min(attempt - 1, 30));
  return Math.round(full / 2 + (full / 2) * random);
}
