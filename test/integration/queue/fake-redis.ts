/** As much of a Redis server as a client needs to be told whether it may evict keys. */

import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

export type FakeRedis = { url: string; close(): void };

/** @param configAllowed false: CONFIG is refused, as managed servers do */
export async function startFakeRedis(policy: string, configAllowed: boolean): Promise<FakeRedis> {
  const answer = (command: string): string => {
    if (command === 'CONFIG') {
      return configAllowed
        ? `*2\r\n${bulk('maxmemory-policy')}${bulk(policy)}`
        : '-ERR unknown command CONFIG\r\n';
    }
    return command === 'INFO'
      ? bulk(`redis_version:7.0.0\r\nloading:0\r\nmaxmemory_policy:${policy}\r\n`)
      : '+OK\r\n';
  };
  const server = createServer((socket) => {
    socket.on('error', () => {});
    // The client sends each command whole; the name stands in the third line.
    socket.on('data', (data) => {
      for (const message of data.toString().split(/(?=^\*\d+\r\n)/m)) {
        socket.write(answer((message.split('\r\n')[2] ?? '').toUpperCase()));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `redis://127.0.0.1:${port}`, close: () => void server.close() };
}

function bulk(text: string): string {
  return `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
}
