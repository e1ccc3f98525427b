/**
 * The queue of one process. Jobs are hints: what is due stands in the database, and a sweeper makes new hints of
 * it, so that a queue that is lost, or that loses or doubles a job, does no harm.
 */
import type { Queue } from 'bullmq';
import { InvariantError } from '../core/errors.ts';
import type { Json } from '../util/json.ts';
import { type Log, silentLog } from '../util/log.ts';
import { toStorableJson, toStorableText } from '../util/storable-text.ts';
import { within } from '../util/within.ts';
import type { QueueBackend, QueueBackendConfig } from './backend.ts';
import type { JobDefinition } from './define-job.ts';
import { jobOptions } from './job-options.ts';
import { defaultQueueLimits, type QueueLimits } from './limits.ts';
import { openPostgresBackend } from './postgres-backend.ts';
import type { JobHandlers } from './process-job.ts';
import { CONTROL_QUEUE } from './queue-names.ts';
import { type QuietWarn, quietWarn } from './quiet-warn.ts';
import { openRedisBackend } from './redis-backend.ts';
import { applySchedules, type Schedule } from './schedules.ts';
import { startWorkerSet, type WorkerSet, type WorkerSetOptions } from './worker-set.ts';

export type QueueRuntimeOptions = {
  backend: QueueBackendConfig;
  /** PostgreSQL schema, or prefix of the keys in Redis. Installations that share a server need different ones. */
  schema?: string;
  limits?: Partial<QueueLimits>;
  log?: Log;
};

export type EnqueueOptions = {
  delayMs?: number;
  /** While a job with this id waits or runs, another one is not added. */
  dedupId?: string;
};

/** Jobs in each state. */
export type QueueCounts = {
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
  completed: number;
};

export interface QueueRuntime {
  readonly kind: QueueBackendConfig['kind'];
  enqueue<Payload extends Json>(
    job: JobDefinition<Payload>,
    payload: Payload,
    options?: EnqueueOptions,
  ): Promise<void>;
  /** Many jobs of one kind in as few calls as there are queues. */
  enqueueAll<Payload extends Json>(job: JobDefinition<Payload>, payloads: readonly Payload[]): Promise<void>;
  /** May be called again for other queues. Jobs without a handler go back to their queue. */
  startWorkers(handlers: JobHandlers, options: WorkerSetOptions): WorkerSet;
  /**
   * All schedules of the installation: others are removed. Safe in many processes at once. Returns how many were
   * changed; none, when they stand already.
   */
  upsertSchedules(schedules: readonly Schedule[]): Promise<number>;
  counts(queues: readonly string[]): Promise<Record<string, QueueCounts>>;
  isHealthy(): Promise<boolean>;
  /** Stops the workers within the grace, then lets go of the server. */
  close(options?: { graceMs?: number }): Promise<void>;
}

/** Below the ten seconds that a service manager commonly waits. */
export const DEFAULT_GRACE_MS = 8_000;

/** Connects to the queue. ConfigError when Redis may evict; TransientError when it does not answer. */
export async function createQueueRuntime(options: QueueRuntimeOptions): Promise<QueueRuntime> {
  const limits = { ...defaultQueueLimits, ...options.limits };
  const log = options.log ?? silentLog;
  const complaints = quietWarn(log);
  let letGo = false;
  // A pool counts as closed before its sockets are: a server that stops meanwhile is nobody's trouble.
  const warn: QuietWarn = (message, error) => void (letGo || complaints(message, error));
  const name = options.schema ?? 'bullmq';
  const backend =
    options.backend.kind === 'postgres'
      ? await openPostgresBackend({ url: options.backend.url, schema: name, limits, warn })
      : await openRedisBackend({ url: options.backend.url, prefix: name, limits, warn });
  return new Runtime({
    kind: options.backend.kind,
    backend,
    limits,
    log,
    warn,
    onLetGo: () => void (letGo = true),
  });
}

type RuntimeParts = {
  kind: QueueBackendConfig['kind'];
  backend: QueueBackend;
  limits: QueueLimits;
  log: Log;
  warn: QuietWarn;
  /** Called before the connections close. */
  onLetGo: () => void;
};

class Runtime implements QueueRuntime {
  readonly kind: QueueBackendConfig['kind'];
  readonly #backend: QueueBackend;
  readonly #limits: QueueLimits;
  readonly #log: Log;
  readonly #warn: QuietWarn;
  readonly #onLetGo: () => void;
  /** Opened at first use: a process that only adds to two queues does not hold thirteen. */
  readonly #queues = new Map<string, Queue>();
  readonly #workerSets: WorkerSet[] = [];
  #closed: Promise<void> | undefined;

  constructor({ kind, backend, limits, log, warn, onLetGo }: RuntimeParts) {
    this.kind = kind;
    this.#backend = backend;
    this.#limits = limits;
    this.#log = log;
    this.#warn = warn;
    this.#onLetGo = onLetGo;
  }

  async enqueue<Payload extends Json>(
    job: JobDefinition<Payload>,
    payload: Payload,
    { delayMs, dedupId }: EnqueueOptions = {},
  ): Promise<void> {
    const data = checked(job, payload);
    await this.#queue(job.queue(data)).add(job.name, data, {
      ...jobOptions(job),
      ...(delayMs === undefined ? {} : { delay: delayMs }),
      ...(dedupId === undefined ? {} : { deduplication: { id: toStorableText(dedupId) } }),
    });
  }

  async enqueueAll<Payload extends Json>(
    job: JobDefinition<Payload>,
    payloads: readonly Payload[],
  ): Promise<void> {
    const byQueue = Map.groupBy(
      payloads.map((payload) => checked(job, payload)),
      (data) => job.queue(data),
    );
    for (const [queue, group] of byQueue) {
      const opts = jobOptions(job);
      await this.#queue(queue).addBulk(group.map((data) => ({ name: job.name, data, opts })));
    }
  }

  startWorkers(handlers: JobHandlers, options: WorkerSetOptions): WorkerSet {
    const parts = {
      backend: this.#backend,
      handlers,
      limits: this.#limits,
      log: this.#log,
      warn: this.#warn,
    };
    const set = startWorkerSet(parts, options);
    this.#workerSets.push(set);
    return set;
  }

  async upsertSchedules(schedules: readonly Schedule[]): Promise<number> {
    const byQueue = Map.groupBy(schedules, ({ job, payload }) => job.queue(payload));
    if (!byQueue.has(CONTROL_QUEUE)) byQueue.set(CONTROL_QUEUE, []);
    return this.#backend.exclusively(async () => {
      let changed = 0;
      for (const [queue, group] of byQueue) changed += await applySchedules(this.#queue(queue), group);
      return changed;
    });
  }

  async counts(queues: readonly string[]): Promise<Record<string, QueueCounts>> {
    const rows = await Promise.all(queues.map(async (name) => [name, await this.#countsOf(name)] as const));
    return Object.fromEntries(rows);
  }

  async #countsOf(queue: string): Promise<QueueCounts> {
    const states = ['waiting', 'prioritized', 'active', 'delayed', 'failed', 'completed'] as const;
    const found = await this.#queue(queue).getJobCounts(...states);
    const count = (state: (typeof states)[number]): number => found[state] ?? 0;
    return {
      waiting: count('waiting') + count('prioritized'),
      active: count('active'),
      delayed: count('delayed'),
      failed: count('failed'),
      completed: count('completed'),
    };
  }

  async isHealthy(): Promise<boolean> {
    try {
      await within(this.#backend.ping(), HEALTH_TIMEOUT_MS);
      return true;
    } catch {
      return false;
    }
  }

  close({ graceMs = DEFAULT_GRACE_MS } = {}): Promise<void> {
    this.#closed ??= this.#close(graceMs);
    return this.#closed;
  }

  async #close(graceMs: number): Promise<void> {
    await Promise.all(this.#workerSets.map((set) => set.stop(graceMs)));
    this.#onLetGo();
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
    await this.#backend.close();
  }

  #queue(name: string): Queue {
    const open = this.#queues.get(name);
    if (open) return open;
    const queue = this.#backend.openQueue(name, { streams: { events: { maxLen: this.#limits.eventsKept } } });
    queue.on('error', (error) => this.#warn('the queue is out of reach', error));
    this.#queues.set(name, queue);
    return queue;
  }
}

const HEALTH_TIMEOUT_MS = 2_000;

/** The payload as the definition reads it, fit for the store. A wrong one is a bug of the caller. */
function checked<Payload extends Json>(job: JobDefinition<Payload>, payload: Payload): Payload {
  const parsed = job.payload.safeParse(toStorableJson(payload));
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new InvariantError({
    code: 'JOB_PAYLOAD_INVALID',
    message: `${job.name} was given an invalid payload at "${where}": ${parsed.error.issues[0]?.message ?? ''}`,
  });
}
