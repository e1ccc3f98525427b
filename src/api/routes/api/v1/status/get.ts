import type { RequestHandler } from 'express';
import type { ApiPorts } from '../../../../ports.ts';
import { readStatus } from '../../../../status-document.ts';

/** Runs with their stages, connections, workers, queues; instants in ISO 8601, UTC. */
export function getStatus(ports: ApiPorts): RequestHandler {
  return async (_request, response) => {
    response.json(await readStatus(ports));
  };
}
