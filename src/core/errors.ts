/**
 * The taxonomy of failure. Each class has exactly one disposition; what the queue does with it stands as a
 * table in `src/queue/disposition.ts`. A throw of any other kind is a bug of ours (InvariantError).
 */
import type { Json, JsonObject } from '../util/json.ts';

export type ErrorKind =
  | 'config'
  | 'auth'
  | 'permission'
  | 'rate_limited'
  | 'transient'
  | 'conflict'
  | 'rejected'
  | 'malformed_data'
  | 'mapping'
  | 'not_found'
  | 'cancelled'
  | 'invariant';

export type ErrorDetails = {
  /** Stable, upper snake case, documented; never changes meaning. */
  code: string;
  /** One line: what happened, where, how to mend it. */
  message: string;
  context?: JsonObject;
  cause?: unknown;
};

export abstract class GoldenrodError extends Error {
  abstract readonly kind: ErrorKind;
  readonly code: string;
  readonly context: JsonObject;

  constructor({ code, message, context = {}, cause }: ErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.context = context;
  }
}

/** Wrong usage, configuration or input file: refuse to start, exit code 2. */
export class ConfigError extends GoldenrodError {
  readonly kind = 'config';
}
/** Credentials refused: refresh once, then pause the connection and tell. */
export class AuthError extends GoldenrodError {
  readonly kind = 'auth';
}
/** The credentials work but may not do this: pause the stream and tell. */
export class PermissionError extends GoldenrodError {
  readonly kind = 'permission';
}
/** The other side asked us to wait; costs no attempt. */
export class RateLimitedError extends GoldenrodError {
  readonly kind = 'rate_limited';
  readonly retryAfterMs: number;

  constructor(details: ErrorDetails & { retryAfterMs: number }) {
    super(details);
    this.retryAfterMs = details.retryAfterMs;
  }
}
/** Network, 5xx, lock: try again later with back-off. The outcome of a write is unknown. */
export class TransientError extends GoldenrodError {
  readonly kind = 'transient';
}
/** The record changed under us: re-read, re-plan, bounded. */
export class ConflictError extends GoldenrodError {
  readonly kind = 'conflict';
}
/** The other side refused this record's values, for good. */
export class RejectedError extends GoldenrodError {
  readonly kind = 'rejected';
  /** Vendor field name → the vendor's own words. Empty when the whole record is refused. */
  readonly fieldErrors: Readonly<Record<string, string>>;

  constructor(details: ErrorDetails & { fieldErrors?: Record<string, string> }) {
    super(details);
    this.fieldErrors = details.fieldErrors ?? {};
  }
}
/** A record that cannot be read: quarantined with its raw payload. */
export class MalformedDataError extends GoldenrodError {
  readonly kind = 'malformed_data';
}
/** A mapping that does not fit its record: quarantined, naming mapping and field. */
export class MappingError extends GoldenrodError {
  readonly kind = 'mapping';
}
/** The target is gone: tombstone. */
export class NotFoundError extends GoldenrodError {
  readonly kind = 'not_found';
}
/** We were asked to stop: hand the work back silently. */
export class CancelledError extends GoldenrodError {
  readonly kind = 'cancelled';
}
/** Our own bug; fails at once and is never retried. */
export class InvariantError extends GoldenrodError {
  readonly kind = 'invariant';
}

/** What a log line, a quarantine row or a JSON answer says of any thrown value. */
export function describeError(error: unknown): {
  kind: ErrorKind;
  code: string;
  message: string;
  context: JsonObject;
} {
  if (error instanceof GoldenrodError) {
    return { kind: error.kind, code: error.code, message: error.message, context: error.context };
  }
  const message: Json = error instanceof Error ? error.message : String(error);
  return { kind: 'invariant', code: 'UNEXPECTED', message, context: {} };
}
