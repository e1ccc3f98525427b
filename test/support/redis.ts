/** The real Redis named by REDIS_URL, a logical database of its own for each caller. */
import { Redis } from 'ioredis';

/** Redis has sixteen logical databases unless told otherwise; 0 is left to whoever uses the URL as it is. */
const databases = 15;
let taken = 0;

export const hasRedis = Boolean(process.env['REDIS_URL']);

/** Address of an empty logical database. A test file that takes more than fifteen meets its own first one again. */
export async function freshRedis(): Promise<string> {
  const address = new URL(process.env['REDIS_URL'] ?? '');
  address.pathname = `/${(taken++ % databases) + 1}`;
  await emptyRedis(address.href);
  return address.href;
}

/** Forgets everything in that logical database, as a Redis does that lost its disk. */
export async function emptyRedis(url: string): Promise<void> {
  const client = new Redis(url, { maxRetriesPerRequest: 1 });
  try {
    await client.flushdb();
  } finally {
    client.disconnect();
  }
}
