/** BullMQ on Redis: one connection for producers, one shared by the workers, and one blocking one for each worker. */

import { randomUUID } from 'node:crypto';
import { Queue, Worker } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import { ConfigError, TransientError } from '../core/errors.ts';
import type { QueueBackend } from './backend.ts';
import type { QueueLimits } from './limits.ts';
import type { QuietWarn } from './quiet-warn.ts';

export type RedisBackendOptions = { url: string; prefix: string; limits: QueueLimits; warn: QuietWarn };

/** Connects; refuses a server that may evict keys, for it would drop jobs without a word. */
export async function openRedisBackend(options: RedisBackendOptions): Promise<QueueBackend> {
  const { url, prefix, limits, warn } = options;
  const shared: RedisOptions = {
    connectTimeout: limits.connectTimeoutMs,
    // Alone among ioredis' time-outs this one notices a connection that is half open.
    socketTimeout: limits.socketTimeoutMs,
    keepAlive: 5_000,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
  };
  // A producer fails at once, for its caller has written the work down and the sweeper follows.
  const producer = new Redis(url, {
    ...shared,
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
  });
  const consumer = new Redis(url, { ...shared, lazyConnect: true, maxRetriesPerRequest: null });
  // ioredis throws no more than "Connection is closed" from connect; why stands in this event.
  let opened = false;
  let reason: unknown;
  const note = (error: Error): void => {
    reason = error;
    if (opened) warn('the queue is out of reach', error);
  };
  for (const client of [producer, consumer]) client.on('error', note);
  try {
    await producer.connect();
    await refuseEviction(producer);
    await consumer.connect();
    opened = true;
  } catch (error) {
    producer.disconnect();
    consumer.disconnect();
    throw error instanceof ConfigError ? error : unreachable(url, reason ?? error);
  }
  return {
    openQueue: (name, queueOptions) => new Queue(name, { ...queueOptions, prefix, connection: producer }),
    openWorker: (name, processor, workerOptions) =>
      new Worker(name, processor, { ...workerOptions, prefix, connection: consumer }),
    exclusively: (work) => underKey(producer, `${prefix}:lock`, work),
    ping: async () => void (await producer.ping()),
    close: async () => {
      producer.disconnect();
      consumer.disconnect();
    },
  };
}

function unreachable(url: string, cause: unknown): TransientError {
  const { host } = new URL(url);
  const words = cause instanceof Error ? cause.message : String(cause);
  return new TransientError({
    code: 'REDIS_UNREACHABLE',
    message: `Redis at ${host} does not answer (${words}); start it, or mend REDIS_URL, or unset it to keep the queue in PostgreSQL.`,
    cause,
  });
}

async function refuseEviction(client: Redis): Promise<void> {
  const policy = await evictionPolicy(client);
  if (policy === 'noeviction') return;
  throw new ConfigError({
    code: 'REDIS_EVICTS',
    message: `Redis may evict queue entries (maxmemory-policy is ${policy ?? 'unknown'}); set maxmemory-policy noeviction.`,
  });
}

/** Managed servers often refuse CONFIG; INFO says the same. */
async function evictionPolicy(client: Redis): Promise<string | undefined> {
  try {
    const answer = (await client.config('GET', 'maxmemory-policy')) as string[];
    if (answer[1] !== undefined) return answer[1];
  } catch {
    // Falls through to INFO.
  }
  return /^maxmemory_policy:(\S+)/m.exec(await client.info('memory'))?.[1];
}

const LOCK_MS = 30_000;

async function underKey<T>(client: Redis, key: string, work: () => Promise<T>): Promise<T> {
  const token = randomUUID();
  const deadline = Date.now() + LOCK_MS;
  while ((await client.set(key, token, 'PX', LOCK_MS, 'NX')) !== 'OK') {
    if (Date.now() > deadline) {
      throw new TransientError({
        code: 'QUEUE_LOCK_BUSY',
        message: 'The queue is being set up by another process; try again.',
      });
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  try {
    return await work();
  } finally {
    const mine = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end";
    await client.eval(mine, 1, key, token);
  }
}
