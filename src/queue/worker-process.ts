/**
 * A worker: serves queues, sweeps, and says that it is alive.
 *
 * starting (the clock is checked) → serving → stopping (by signal, or because the clock went wrong) → gone.
 */
import { randomUUID } from 'node:crypto';
import type { PartRef } from '../engine/stage.ts';
import type { Log } from '../util/log.ts';
import { concurrencyOf } from './concurrency.ts';
import type { RunStartPayload } from './jobs/run-start.ts';
import { periodically } from './periodically.ts';
import type { JobHandlers } from './process-job.ts';
import { quietWarn } from './quiet-warn.ts';
import { DEFAULT_GRACE_MS, type QueueRuntime } from './runtime.ts';
import { createSweeper, type SweepPort } from './sweeper.ts';

export type WorkerIdentity = { id: string; pid: number; queues: readonly string[] };

/** What a worker needs of the engine and the store. */
export interface WorkerPorts extends SweepPort {
  /** Claims the part and does its work; does nothing when it is not due or held by another worker. */
  runPart(part: PartRef, signal: AbortSignal): Promise<void>;
  startRun(request: RunStartPayload): Promise<void>;
  tickSla(signal: AbortSignal): Promise<void>;
  /** Throws when this machine's clock is too far off the database's. */
  checkClock(): Promise<void>;
  heartbeat(worker: WorkerIdentity): Promise<void>;
  /** The worker is gone: takes back its heartbeat. */
  retire(workerId: string): Promise<void>;
}

export type WorkerProcessOptions = {
  ports: WorkerPorts;
  queue: QueueRuntime;
  queues: readonly string[];
  log: Log;
  /** Ends the work: running parts may finish, or are handed back, within the grace. */
  signal: AbortSignal;
  graceMs?: number;
  sweepEveryMs?: number;
  /** Called once the queues are served. */
  onServing?: (worker: WorkerIdentity) => void;
};

/** A heartbeat older than three of these is of a dead worker. */
export const HEARTBEAT_EVERY_MS = 3_000;
export const HEARTBEAT_DEAD_MS = 3 * HEARTBEAT_EVERY_MS;
const CLOCK_CHECK_EVERY_MS = 60_000;

/** Serves until the signal, then stops gracefully. Throws what `checkClock` throws, after having stopped. */
export async function runWorkerProcess(options: WorkerProcessOptions): Promise<void> {
  const { ports, queue, queues, log, signal, graceMs = DEFAULT_GRACE_MS } = options;
  await ports.checkClock();
  const worker: WorkerIdentity = { id: randomUUID(), pid: process.pid, queues };
  await ports.heartbeat(worker);
  const clock = new AbortController();
  const stop = AbortSignal.any([signal, clock.signal]);
  const workers = queue.startWorkers(handlersOf(ports), { queues, concurrency: concurrencyOf(queues) });
  log.info('worker serves', { worker: worker.id, queues });
  options.onServing?.(worker);
  const everyMs = options.sweepEveryMs;
  const sweeper = createSweeper({ port: ports, queue, log, ...(everyMs === undefined ? {} : { everyMs }) });
  await Promise.all([
    sweeper.run(stop),
    keepAlive(ports, worker, { log, stop }),
    watchClock(ports, clock, stop),
  ]);
  await workers.stop(graceMs);
  await ports.retire(worker.id).catch((error: unknown) => log.warn('could not sign off', { error }));
  if (clock.signal.aborted) throw clock.signal.reason;
}

function handlersOf(ports: WorkerPorts): JobHandlers {
  return {
    'part.run': (part, { signal }) => ports.runPart(part, signal),
    'run.start': (request) => ports.startRun(request),
    'sla.tick': (_, { signal }) => ports.tickSla(signal),
  };
}

function keepAlive(
  ports: WorkerPorts,
  worker: WorkerIdentity,
  { log, stop }: { log: Log; stop: AbortSignal },
): Promise<void> {
  const warn = quietWarn(log);
  return periodically({
    everyMs: HEARTBEAT_EVERY_MS,
    signal: stop,
    work: () => ports.heartbeat(worker),
    onError: (error) => warn('no heartbeat could be recorded', error),
  });
}

/** A clock can go wrong while we run: then every lease that we write is wrong too. */
function watchClock(ports: WorkerPorts, clock: AbortController, stop: AbortSignal): Promise<void> {
  return periodically({
    everyMs: CLOCK_CHECK_EVERY_MS,
    signal: stop,
    work: () => ports.checkClock(),
    onError: (error) => isSkew(error) && clock.abort(error),
  });
}

/** A database that is away for a moment says nothing about the clock. */
function isSkew(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'CLOCK_SKEW';
}
