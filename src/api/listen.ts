import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError, TransientError } from '../core/errors.ts';

export type ListenOptions = {
  /** 0: a free port. */
  port: number;
  host: string;
  token: string | null;
};

export type Listening = { url: string; port: number; close(): Promise<void> };

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

/** ConfigError when others could reach it without a token; TransientError when the port is taken. */
export async function listen(app: RequestListener, { port, host, token }: ListenOptions): Promise<Listening> {
  if (token === null && !loopback.has(host)) {
    throw new ConfigError({
      code: 'API_TOKEN_MISSING',
      message: `Listening on ${host} would let others in; set GOLDENROD_API_TOKEN, or listen on 127.0.0.1.`,
    });
  }
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  const taken = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // A browser keeps its connection open; nobody waits for it.
        server.closeAllConnections();
      }),
  };
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use; choose another with --port or GOLDENROD_PORT (0 takes a free one)',
  EACCES: 'may not be opened by this user; choose one above 1023 with --port',
  EADDRNOTAVAIL: 'is not an address of this machine; mend --host',
};

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const reason = reasons[error.code ?? ''];
  if (reason === undefined) return error;
  return new TransientError({
    code: 'PORT_UNAVAILABLE',
    message: `Port ${port} on ${host} ${reason}.`,
    cause: error,
  });
}
