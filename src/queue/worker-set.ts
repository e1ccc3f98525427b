/**
 * The workers of one process, one for each queue it serves.
 *
 * running → stopping (no new job is taken; running ones may finish) → aborting (half of the grace is over: their
 * signals fire, and they hand their parts back) → stopped (the grace is over: what still runs is left to its lease).
 */
import type { Worker } from 'bullmq';
import type { Log } from '../util/log.ts';
import { within } from '../util/within.ts';
import type { QueueBackend } from './backend.ts';
import type { QueueLimits } from './limits.ts';
import { backoffStrategy, createProcessor, type JobHandlers, pauseLane } from './process-job.ts';
import { isLane } from './queue-names.ts';
import type { QuietWarn } from './quiet-warn.ts';

export type WorkerSetOptions = {
  queues: readonly string[];
  /** Jobs at a time in each queue; a number for all, or by queue. Default 1. */
  concurrency?: number | Readonly<Record<string, number>>;
};

export interface WorkerSet {
  readonly queues: readonly string[];
  /** Resolves within `graceMs`, whatever the jobs do. */
  stop(graceMs: number): Promise<void>;
}

export type WorkerSetParts = {
  backend: QueueBackend;
  handlers: JobHandlers;
  limits: QueueLimits;
  log: Log;
  warn: QuietWarn;
};

export function startWorkerSet(parts: WorkerSetParts, options: WorkerSetOptions): WorkerSet {
  const workers = options.queues.map((queue) => startWorker(queue, concurrencyOf(queue, options), parts));
  return { queues: options.queues, stop: (graceMs) => stopWorkers(workers, graceMs) };
}

function concurrencyOf(queue: string, { concurrency = 1 }: WorkerSetOptions): number {
  return typeof concurrency === 'number' ? concurrency : (concurrency[queue] ?? 1);
}

function startWorker(queue: string, concurrency: number, parts: WorkerSetParts): Worker {
  const { backend, handlers, limits, log, warn } = parts;
  const pause = (milliseconds: number) => pauseLane(worker)(milliseconds);
  const worker: Worker = backend.openWorker(queue, createProcessor({ handlers, log, pause }), {
    concurrency,
    lockDuration: limits.lockMs,
    stalledInterval: limits.stalledEveryMs,
    maxStalledCount: limits.maxStalled,
    drainDelay: limits.idlePollSeconds,
    runRetryDelay: 1_000,
    settings: { backoffStrategy },
    // Never reached; without a limiter BullMQ ignores a pause of the lane.
    ...(isLane(queue) ? { limiter: { max: 1_000, duration: 1_000 } } : {}),
  });
  worker.on('error', (error) => warn('the queue is out of reach', error));
  // Another worker may have the job by now; the part's lease is the fence, this only saves work.
  worker.on('lockRenewalFailed', (ids) => ids.forEach((id) => worker.cancelJob(id, 'lock lost')));
  return worker;
}

async function stopWorkers(workers: readonly Worker[], graceMs: number): Promise<void> {
  const closed = Promise.all(workers.map((worker) => worker.close()));
  if (await settles(closed, graceMs / 2)) return;
  for (const worker of workers) worker.cancelAllJobs('shutting down');
  await settles(closed, graceMs / 2);
}

async function settles(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  return within(promise, milliseconds).then(
    () => true,
    () => false,
  );
}
