import type { ErrorRequestHandler } from 'express';
import type { Log } from '../../util/log.ts';

/** The log has the details; the outside learns that it failed, and nothing of how it is built. */
export function answerErrors(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = clientStatus(error);
    if (status === null) log.error('a request failed', { method: request.method, path: request.path, error });
    response
      .status(status ?? 500)
      .json({ error: status === null ? 'Internal error; see the log.' : 'Bad request.' });
  };
}

/** Express and its parsers mark what the client did wrong. */
function clientStatus(error: unknown): number | null {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : Number.NaN;
  return status >= 400 && status < 500 ? status : null;
}
