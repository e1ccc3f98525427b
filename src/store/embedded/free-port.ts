import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below 32768, where the kernel takes its own from: a port from there could be gone a moment later. */
const lowest = 20_000;
const highest = 32_768;

/** A port of 127.0.0.1 that nobody listens on; `preferred` if it is free. */
export async function findFreePort(preferred?: number): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = attempt === 0 && preferred !== undefined ? preferred : randomInt(lowest, highest);
    if (await isFree(port)) return port;
  }
  throw new Error('no free port between 20000 and 32767');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
