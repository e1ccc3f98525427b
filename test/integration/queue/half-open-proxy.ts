/** A TCP proxy that can go silent: connections stay open and nothing passes, as behind a firewall that forgot them. */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export type HalfOpenProxy = {
  /** The address with the proxy in the place of its target. */
  readonly url: string;
  /** The connections that exist now go silent, without a word to either side; new ones pass. */
  silence(): void;
  /** So does, once, the first connection over which the client is about to say this. */
  silenceBefore(text: string): void;
  close(): Promise<void>;
};

export async function openHalfOpenProxy(targetUrl: string): Promise<HalfOpenProxy> {
  const target = new URL(targetUrl);
  const pairs = new Set<{ sockets: readonly Socket[]; isSilent: boolean }>();
  let trap: string | undefined;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const pair = { sockets: [client, upstream], isSilent: false };
    pairs.add(pair);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      from.on('data', (chunk) => {
        if (from === client && trap !== undefined && chunk.includes(trap)) {
          pair.isSilent = true;
          trap = undefined;
        }
        if (!pair.isSilent) to.write(chunk);
      });
      from.on('end', () => void (pair.isSilent || to.end()));
      from.on('error', () => {});
    }
    client.on('close', () => void (pair.isSilent || pairs.delete(pair)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(targetUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.toString(),
    silence() {
      for (const pair of pairs) pair.isSilent = true;
    },
    silenceBefore(text) {
      trap = text;
    },
    close() {
      for (const { sockets } of pairs) for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
