/** A TCP proxy that can go silent: connections stay open and nothing passes, as behind a firewall that forgot them. */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export type HalfOpenProxy = {
  /** The address with the proxy in the place of its target. */
  readonly url: string;
  /** The connections that exist now go silent, without a word to either side; new ones pass. */
  silence(): void;
  close(): Promise<void>;
};

export async function openHalfOpenProxy(targetUrl: string): Promise<HalfOpenProxy> {
  const target = new URL(targetUrl);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(targetUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.toString(),
    silence() {
      for (const socket of sockets) socket.unpipe().resume().removeAllListeners('end');
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
