import { TransientError } from '../core/errors.ts';
import { errorCode } from '../util/error-code.ts';

/** Of SQLSTATE: connection exceptions, shutdown, start-up, too many connections; of the system: nobody there, or cut off. */
const AWAY =
  /^(0800[013467]|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/;
/** What `pg` says of any statement on a connection that broke before. */
const BROKEN_BEFORE = /^Client has encountered a connection error/;
/** What `pg` (8.23) and `pg-pool` say without a code. */
const AWAY_IN_WORDS = /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout)/;
/** Deadlock, serialisation failure. */
const CONTENTION = /^40(P01|001)$/;
/** The transaction has failed already; the statement was not prepared, for what was to prepare it failed. */
const AFTERMATH = /^(25P02|26000)$/;

/** Whether the database could not be reached, or went away before it answered: whether it did the work is unknown. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof TransientError) return error.code === 'DATABASE_AWAY';
  const code = errorCode(error);
  if (code !== undefined) return AWAY.test(code);
  return error instanceof Error && (AWAY_IN_WORDS.test(error.message) || BROKEN_BEFORE.test(error.message));
}

/** Whether it was lost against another transaction: nothing happened, and doing it again is right. */
export function isContention(error: unknown): boolean {
  return CONTENTION.test(errorCode(error) ?? '');
}

/** Whether it only says that something failed before. */
export function isAftermath(error: unknown): boolean {
  if (AFTERMATH.test(errorCode(error) ?? '')) return true;
  return error instanceof Error && BROKEN_BEFORE.test(error.message);
}

/** The same error, or what it is to the engine: something that passes by itself. */
export function asTransient(error: unknown): unknown {
  if (error instanceof TransientError || !(error instanceof Error)) return error;
  if (isDatabaseAway(error))
    return new TransientError({
      code: 'DATABASE_AWAY',
      message: `the database is out of reach (${error.message}); nothing is lost, start it or mend its address`,
      cause: error,
    });
  if (isContention(error))
    return new TransientError({ code: 'DATABASE_CONTENDED', message: error.message, cause: error });
  return error;
}
