/** Times and sizes of the queue. All may be overridden, for tests and for odd surroundings. */
export type QueueLimits = {
  /** How long a job may go unrenewed before another worker may take it. Renewed at half of it. */
  lockMs: number;
  /** How often expired locks are looked for; a job is taken back on the second look. */
  stalledEveryMs: number;
  /** Losses of one job's lock before it counts as failed; a busy event loop loses a lock without any fault. */
  maxStalled: number;
  /** Idle workers look for themselves this often, should a wake-up get lost. */
  idlePollSeconds: number;
  /** PostgreSQL: pooled connections of all queues and workers of the process together, besides one for LISTEN. */
  poolSize: number;
  /** A half-open connection hangs for ever without these two. */
  queryTimeoutMs: number;
  connectTimeoutMs: number;
  /** Redis: must exceed the longest blocking command, 10 s. */
  socketTimeoutMs: number;
  /** Entries kept of each queue's event stream, which nothing of ours reads. */
  eventsKept: number;
};

export const defaultQueueLimits: QueueLimits = {
  lockMs: 60_000,
  stalledEveryMs: 15_000,
  maxStalled: 3,
  idlePollSeconds: 5,
  poolSize: 4,
  queryTimeoutMs: 10_000,
  connectTimeoutMs: 5_000,
  socketTimeoutMs: 15_000,
  eventsKept: 100,
};
