/** One emulator on one port of the loopback interface, with its own side door, request log and faults. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxClock } from '../clock.ts';
import { FaultBox, type FaultPlan } from './faults.ts';
import type { Crm, SandboxRequest, SandboxResponse } from './message.ts';
import { RequestLog } from './request-log.ts';
import { SIDE_DOOR_PREFIX, sideDoor } from './side-door.ts';

export type CrmServer = { url: string; close(): Promise<void> };
export type ListenOptions = { port: number; clock: SandboxClock; faults?: readonly FaultPlan[] };

type Parts = { crm: Crm; log: RequestLog; faults: FaultBox; clock: SandboxClock };

/** Longest request line and headers the vendors answer themselves (Salesforce: 16,384, then 414 or 431). */
const MAX_HEADER_BYTES = 64 * 1024;
/** A whole body; the biggest real one is a collection of 200 records. */
const MAX_BODY_BYTES = 50 * 1024 * 1024;

/** Port 0 is a free one. Rejects with Node's own error when the port is taken. */
export async function listen(crm: Crm, { port, clock, faults = [] }: ListenOptions): Promise<CrmServer> {
  const parts: Parts = { crm, log: new RequestLog(), faults: new FaultBox(), clock };
  for (const plan of faults) parts.faults.plant(plan);
  const server = createServer(
    { maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: 65_000 },
    (incoming, outgoing) => {
      serve(parts, incoming, outgoing).catch(() => outgoing.destroy());
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => close(server) };
}

async function serve(parts: Parts, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const request = await readRequest(incoming);
  if (request.path.startsWith(SIDE_DOOR_PREFIX)) return send(outgoing, sideDoor(parts, request));
  const entry = parts.log.add(request, parts.clock.now());
  const fault = parts.faults.strike(request);
  if (fault !== undefined) entry.fault = fault.action;
  if (fault?.action === 'drop_before') return drop(incoming);
  if (fault?.action === 'delay') await sleep(fault.delay_ms);
  const response =
    fault?.action === 'status'
      ? { status: fault.status, headers: fault.headers, body: fault.body }
      : answer(parts.crm, request);
  if (fault?.action === 'drop_after') return drop(incoming);
  entry.status = response.status;
  send(outgoing, fault?.action === 'corrupt' ? corrupted(response, fault) : response);
}

/** An emulator that throws is a bug of the emulator; it must not look like one of the client. */
function answer(crm: Crm, request: SandboxRequest): SandboxResponse {
  try {
    return crm.respond(request);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { status: 500, body: { sandboxBug: message } };
  }
}

async function readRequest(incoming: IncomingMessage): Promise<SandboxRequest> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += (chunk as Buffer).length;
    if (bytes > MAX_BODY_BYTES) throw new RangeError('request body too large');
    chunks.push(chunk as Buffer);
  }
  const url = incoming.url ?? '/';
  const questionMark = url.indexOf('?');
  return {
    method: incoming.method ?? 'GET',
    path: questionMark === -1 ? url : url.slice(0, questionMark),
    query: new URLSearchParams(questionMark === -1 ? '' : url.slice(questionMark + 1)),
    url,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function send(outgoing: ServerResponse, { status, headers = {}, body }: SandboxResponse): void {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const bytes = Buffer.from(text, 'utf8');
  const type = typeof body === 'string' ? 'text/plain;charset=utf-8' : 'application/json;charset=utf-8';
  outgoing.writeHead(status, {
    ...(body === undefined ? {} : { 'content-type': type }),
    ...(status === 204 || status === 304 ? {} : { 'content-length': String(bytes.length) }),
    ...headers,
  });
  outgoing.end(bytes);
}

/** The first half of the answer: broken JSON under a promise of JSON. */
function corrupted({ status, headers = {}, body }: SandboxResponse, fault: FaultPlan): SandboxResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? {});
  return {
    status,
    headers: { 'content-type': 'application/json;charset=utf-8', ...headers, ...fault.headers },
    body: fault.body === undefined ? text.slice(0, Math.ceil(text.length / 2)) : String(fault.body),
  };
}

function drop(incoming: IncomingMessage): void {
  incoming.socket.destroy();
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
