import type { RequestHandler } from 'express';
import { within } from '../../../util/within.ts';
import type { ApiPorts } from '../../ports.ts';

const TIMEOUT_MS = 2_000;

/** 200 when database and queue answer within two seconds each, else 503 with the one that does not. */
export function getReadyz({ status, queue }: ApiPorts): RequestHandler {
  return async (_request, response) => {
    const [database, queued] = await Promise.all([
      answers(() => status.ping()),
      answers(async () => {
        if (!(await queue.isHealthy())) throw new Error('queue does not answer');
      }),
    ]);
    response.status(database && queued ? 200 : 503).json({
      status: database && queued ? 'ready' : 'not ready',
      database: database ? 'ok' : 'unreachable',
      queue: queued ? 'ok' : 'unreachable',
    });
  };
}

async function answers(ask: () => Promise<void>): Promise<boolean> {
  try {
    await within(ask(), TIMEOUT_MS);
    return true;
  } catch {
    return false;
  }
}
