import type { RequestHandler } from 'express';
import { statusPage } from '../../page/status-page.ts';
import type { ApiPorts } from '../../ports.ts';
import { readStatus } from '../../status-document.ts';

/** The status page. */
export function getIndex(ports: ApiPorts): RequestHandler {
  return async (_request, response) => {
    response.type('html').send(statusPage(await readStatus(ports)));
  };
}
