import { describe, expect, it } from 'vitest';
import {
  AuthError,
  CancelledError,
  ConfigError,
  ConflictError,
  type ErrorKind,
  type GoldenrodError,
  InvariantError,
  MalformedDataError,
  MappingError,
  NotFoundError,
  PermissionError,
  RateLimitedError,
  RejectedError,
  TransientError,
} from '#src/core/errors.ts';
import {
  backOffMs,
  dispositionOf,
  dispositions,
  RETRY_BASE_MS,
  RETRY_CAP_MS,
} from '#src/queue/disposition.ts';

const details = { code: 'X', message: 'x' };

/** Every kind with what happens after the first failure: the action, and whether there is a second try. */
const expected: Record<
  ErrorKind,
  { error: GoldenrodError; action: string; again: boolean; counts: boolean }
> = {
  config: { error: new ConfigError(details), action: 'refuse_to_start', again: false, counts: true },
  auth: { error: new AuthError(details), action: 'pause_connection', again: false, counts: true },
  permission: { error: new PermissionError(details), action: 'pause_stream', again: false, counts: true },
  rate_limited: {
    error: new RateLimitedError({ ...details, retryAfterMs: 700 }),
    action: 'pause_lane',
    again: true,
    counts: false,
  },
  transient: { error: new TransientError(details), action: 'retry', again: true, counts: true },
  conflict: { error: new ConflictError(details), action: 'replan', again: true, counts: true },
  rejected: { error: new RejectedError(details), action: 'quarantine_field', again: false, counts: true },
  malformed_data: {
    error: new MalformedDataError(details),
    action: 'quarantine_record',
    again: false,
    counts: true,
  },
  mapping: { error: new MappingError(details), action: 'quarantine_record', again: false, counts: true },
  not_found: { error: new NotFoundError(details), action: 'tombstone', again: false, counts: true },
  cancelled: { error: new CancelledError(details), action: 'hand_back', again: true, counts: false },
  invariant: { error: new InvariantError(details), action: 'fail', again: false, counts: true },
};

describe('disposition of an error', () => {
  it.each(Object.entries(expected))('%s', (kind, { error, action, again, counts }) => {
    const found = dispositionOf(error, 1, 0.5);
    expect(found).toMatchObject({ kind, action, countsAttempt: counts });
    expect(found.retryInMs !== null).toBe(again);
  });

  it('has one row for each kind and no other', () => {
    expect(Object.keys(dispositions).sort()).toEqual(Object.keys(expected).sort());
  });

  it('takes an unknown throw for a bug of ours: no second try', () => {
    for (const thrown of [
      new Error('boom'),
      new TypeError('x is undefined'),
      'text',
      undefined,
      { code: 'ECONNRESET' },
    ]) {
      expect(dispositionOf(thrown, 1, 0)).toMatchObject({
        kind: 'invariant',
        action: 'fail',
        retryInMs: null,
        tell: true,
      });
    }
  });

  it('waits as long as the other side asked, however often it happens', () => {
    const error = new RateLimitedError({ ...details, retryAfterMs: 86_400_000 });
    expect(dispositionOf(error, 1_000, 0.9)).toMatchObject({ retryInMs: 86_400_000, countsAttempt: false });
    expect(dispositionOf(new RateLimitedError({ ...details, retryAfterMs: -5 }), 1, 0).retryInMs).toBe(0);
  });

  it('hands cancelled work back at once, however often', () => {
    expect(dispositionOf(new CancelledError(details), 99, 0.9)).toMatchObject({
      retryInMs: 0,
      countsAttempt: false,
    });
  });

  it('ends retries at the bound, and only then tells somebody', () => {
    const bound = dispositions.transient.maxAttempts ?? 0;
    expect(dispositionOf(new TransientError(details), bound - 1, 0)).toMatchObject({ tell: false });
    expect(dispositionOf(new TransientError(details), bound - 1, 0).retryInMs).not.toBeNull();
    expect(dispositionOf(new TransientError(details), bound, 0)).toMatchObject({
      retryInMs: null,
      tell: true,
    });
  });
});

describe('back-off', () => {
  it('doubles from the base to the cap and never exceeds it', () => {
    expect([1, 2, 3].map((attempt) => backOffMs(attempt, 1))).toEqual([
      RETRY_BASE_MS,
      2 * RETRY_BASE_MS,
      4 * RETRY_BASE_MS,
    ]);
    for (const attempt of [10, 100, 5_000]) expect(backOffMs(attempt, 1)).toBe(RETRY_CAP_MS);
  });

  it('spreads over the upper half', () => {
    expect(backOffMs(3, 0)).toBe(2 * RETRY_BASE_MS);
    expect(backOffMs(3, 0.5)).toBe(3 * RETRY_BASE_MS);
  });
});
