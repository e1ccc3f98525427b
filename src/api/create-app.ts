import express, { type Express } from 'express';
import type { Log } from '../util/log.ts';
import { answerErrors } from './middleware/answer-errors.ts';
import { localHostOnly } from './middleware/local-host-only.ts';
import { requireToken } from './middleware/require-token.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { styleHash } from './page/style.ts';
import type { ApiPorts } from './ports.ts';
import { getStatus } from './routes/api/v1/status/get.ts';
import { getHealthz } from './routes/healthz/get.ts';
import { getIndex } from './routes/index/get.ts';
import { getReadyz } from './routes/readyz/get.ts';

export type AppOptions = {
  ports: ApiPorts;
  log: Log;
  /** Null: no token is asked for, and only requests to localhost are answered. */
  token: string | null;
};

/** The HTTP application. Health and readiness need no token: those who ask cannot keep one, and learn nothing. */
export function createApp({ ports, log, token }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders(styleHash));
  app.get('/healthz', getHealthz);
  app.get('/readyz', getReadyz(ports));
  app.use(token === null ? localHostOnly : requireToken(token));
  app.get('/', getIndex(ports));
  app.get('/api/v1/status', getStatus(ports));
  app.use((_request, response) => void response.status(404).json({ error: 'No such page.' }));
  app.use(answerErrors(log));
  return app;
}
