import { TransientError } from '../core/errors.ts';
import { errorCode } from '../util/error-code.ts';

/** Of SQLSTATE: connection exceptions, shutdown, start-up, too many connections; of the system: nobody there, or cut off. */
const AWAY =
  /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/;
/** What `pg` (8.23) and `pg-pool` say without a code. */
const AWAY_IN_WORDS =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/;
/** Lost against other transactions, as often as it is tried in a row. */
const LOST = /^40(001|P01)$/;

/** Whether the database could not be reached, or went away before it answered: whether it did the work is unknown. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof TransientError) return error.code === 'DATABASE_AWAY';
  const code = errorCode(error);
  return code === undefined ? error instanceof Error && AWAY_IN_WORDS.test(error.message) : AWAY.test(code);
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
  if (LOST.test(errorCode(error) ?? ''))
    return new TransientError({ code: 'DATABASE_CONTENDED', message: error.message, cause: error });
  return error;
}
