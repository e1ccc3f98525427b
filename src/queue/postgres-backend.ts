/**
 * BullMQ on PostgreSQL, with one small pool and one LISTEN connection for all queues and workers of the process.
 *
 * BullMQ's own factory gives each worker a pool and a LISTEN connection: thirteen queues would hold about forty
 * connections. Its connection object is made to be shared (flows do so), the LISTEN client stands apart from the
 * pool, and wake-ups carry the queue's name; what must not happen is that one worker's close ends it for all.
 */
import type { EventEmitter } from 'node:events';
import {
  type BackendFactory,
  PostgresConnection,
  PostgresQueueBackend,
  Queue,
  type RedisQueueBackend,
  Worker,
} from 'bullmq';
import type { QueueBackend } from './backend.ts';
import type { QueueLimits } from './limits.ts';
import type { QuietWarn } from './quiet-warn.ts';

type ListenClient = Awaited<ReturnType<PostgresConnection['getListenClient']>>;
type PostgresQueueOptions = ConstructorParameters<typeof PostgresQueueBackend>[2];

/** Many workers share one LISTEN client: its listeners are no leak, and their LISTENs take turns. */
class SharedConnection extends PostgresConnection {
  readonly #prepared = new WeakSet<object>();

  override async getListenClient(): Promise<ListenClient> {
    const client = await super.getListenClient();
    if (!this.#prepared.has(client)) {
      this.#prepared.add(client);
      prepareForMany(client);
    }
    return client;
  }
}

type ListenEmitter = Pick<EventEmitter, 'setMaxListeners' | 'listenerCount' | 'emit'>;

function prepareForMany(client: ListenClient & Partial<ListenEmitter>): void {
  client.setMaxListeners?.(0);
  const query = client.query.bind(client);
  let last: Promise<unknown> = Promise.resolve();
  client.query = ((text: string, values?: readonly unknown[]) => {
    const next = last.then(() => query(text, values));
    // Nothing but its connection can make a LISTEN fail. BullMQ would try it for ever on the one that has gone silent,
    // and look for no jobs meanwhile; told that it broke, it opens another. Nobody is told of one that is being closed.
    last = next.catch((error: unknown) => {
      if ((client.listenerCount?.('error') ?? 0) > 0) client.emit?.('error', error);
    });
    return next;
  }) as typeof client.query;
}

/** A queue's view of the shared connection: hears its reconnects, never closes it. */
class SharedConnectionBackend extends PostgresQueueBackend {
  readonly #idlePollSeconds: number;

  constructor(
    connection: SharedConnection,
    name: string,
    { options, idlePollSeconds }: { options: PostgresQueueOptions; idlePollSeconds: number },
  ) {
    super(connection, name, options);
    this.#idlePollSeconds = idlePollSeconds;
  }

  /**
   * A worker whose connection breaks while it begins to listen waits this long (BullMQ's own hour) whatever was
   * announced meanwhile: a job would lie there until the next one is added.
   */
  override get maximumBlockTimeout(): number {
    return this.#idlePollSeconds;
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }

  override disconnect(): Promise<void> {
    return this.disconnectBlocking();
  }
}

export type PostgresBackendOptions = { url: string; schema: string; limits: QueueLimits; warn: QuietWarn };

/** Connects and brings BullMQ's schema up to date (BullMQ's own lock makes a concurrent start safe). */
export async function openPostgresBackend(options: PostgresBackendOptions): Promise<QueueBackend> {
  const { url, schema, limits, warn } = options;
  await migrateQueue(options);
  const connection = new SharedConnection({
    connectionString: url,
    schema,
    max: limits.poolSize,
    query_timeout: limits.queryTimeoutMs,
    connectionTimeoutMillis: limits.connectTimeoutMs,
    keepAlive: true,
    application_name: 'goldenrod-queue',
  });
  connection.setMaxListeners(0);
  connection.on('error', (error) => warn('the queue is out of reach', error));
  // BullMQ's types take Redis for granted; we use nothing of a queue that only Redis has.
  const factory = ((name: string, given: PostgresQueueOptions) =>
    new SharedConnectionBackend(connection, name, {
      options: given,
      idlePollSeconds: limits.idlePollSeconds,
    })) as unknown as BackendFactory<RedisQueueBackend>;
  try {
    await connection.waitUntilReady();
  } catch (error) {
    await connection.close();
    throw error;
  }
  // The factory ignores `connection`, but BullMQ's constructors insist on one.
  return {
    openQueue: (name, queueOptions) => new Queue(name, { ...queueOptions, connection: {} }, factory),
    openWorker: (name, processor, workerOptions) =>
      new Worker(name, processor, { ...workerOptions, connection: {} }, factory),
    exclusively: (work) => underAdvisoryLock(connection, work),
    ping: async () => void (await connection.pool.query('select 1')),
    close: () => connection.close(),
  };
}

/** On a connection of its own: on a busy server, or behind other processes that start, it may take its time. */
async function migrateQueue({ url, schema, limits }: PostgresBackendOptions): Promise<void> {
  const connection = new PostgresConnection({
    connectionString: url,
    schema,
    migrate: true,
    max: 1,
    query_timeout: MIGRATION_TIMEOUT_MS,
    connectionTimeoutMillis: limits.connectTimeoutMs,
    application_name: 'goldenrod-queue',
  });
  try {
    await connection.waitUntilReady();
  } finally {
    await connection.close();
  }
}

const MIGRATION_TIMEOUT_MS = 60_000;

/** Any number will do that nobody else uses as an advisory lock. */
const LOCK_KEY = 4_715_203_811;

async function underAdvisoryLock<T>(connection: PostgresConnection, work: () => Promise<T>): Promise<T> {
  const client = await connection.pool.connect();
  let broken = true;
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    const result = await work();
    await client.query('select pg_advisory_unlock($1)', [LOCK_KEY]);
    broken = false;
    return result;
  } finally {
    // A session that may still hold the lock is not returned to the pool.
    client.release(broken);
  }
}
