import type { RequestHandler } from 'express';

/** The process is alive and its event loop turns. Says nothing of the database: a restart would not mend that. */
export const getHealthz: RequestHandler = (_request, response) => {
  response.json({ status: 'ok' });
};
