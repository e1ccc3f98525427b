/** Runs the pipeline once and waits for its end, with a worker of its own where nobody else serves the queues. */
import { setTimeout as sleep } from 'node:timers/promises';
import { CancelledError } from '../../core/errors.ts';
import type { PartRow, RunRequest, RunRow } from '../../engine/ports/run.ts';
import { CONTROL_QUEUE } from '../../queue/queue-names.ts';
import { HEARTBEAT_DEAD_MS, runWorkerProcess } from '../../queue/worker-process.ts';
import type { Runtime } from '../../runtime.ts';
import { servedQueues } from '../../store/worker.ts';
import type { Log } from '../../util/log.ts';

const POLL_EVERY_MS = 100;
/** A worker that vanished while we wait is replaced by one of ours. */
const WORKER_CHECK_EVERY_MS = 5_000;

export type SyncOptions = {
  runtime: Runtime;
  request: RunRequest;
  asOf: Date;
  signal: AbortSignal;
  log: Log;
  /** Called at every look at the run. */
  onProgress(run: RunRow, parts: readonly PartRow[]): void;
};

export type FinishedRun = { run: RunRow; parts: PartRow[]; resumed: boolean };

export async function runSync({
  runtime,
  request,
  asOf,
  signal,
  log,
  onProgress,
}: SyncOptions): Promise<FinishedRun> {
  const ended = new AbortController();
  const worker = new OwnWorker(runtime, log, AbortSignal.any([signal, ended.signal]));
  await worker.startIfNeeded();
  const { run, resumed } = await runtime.engine.startRun(request, asOf);
  try {
    for (let checkAt = Date.now() + WORKER_CHECK_EVERY_MS; ; ) {
      const current = await runtime.store.run.get(run.id);
      const parts = await runtime.store.run.parts(run.id);
      if (current !== null) onProgress(current, parts);
      if (current !== null && current.state !== 'active') return { run: current, parts, resumed };
      worker.throwIfFailed();
      if (signal.aborted) {
        throw new CancelledError({
          code: 'INTERRUPTED',
          message: 'interrupted; the state is kept, run it again to go on',
        });
      }
      if (Date.now() >= checkAt) {
        await worker.startIfNeeded();
        checkAt = Date.now() + WORKER_CHECK_EVERY_MS;
      }
      await sleep(POLL_EVERY_MS);
    }
  } finally {
    ended.abort();
    await worker.stopped();
  }
}

class OwnWorker {
  readonly #runtime: Runtime;
  readonly #log: Log;
  readonly #signal: AbortSignal;
  #running: Promise<void> | null = null;
  #failure: unknown = null;

  constructor(runtime: Runtime, log: Log, signal: AbortSignal) {
    this.#runtime = runtime;
    this.#log = log;
    this.#signal = signal;
  }

  /** Serves the queues that no live worker serves. */
  async startIfNeeded(): Promise<void> {
    if (this.#running !== null) return;
    const { pool, queues, queue, workerPorts } = this.#runtime;
    const served = await servedQueues(pool, HEARTBEAT_DEAD_MS);
    // Without the control queue: a schedule that fell due long ago is not what was asked for.
    const missing = queues.filter((name) => name !== CONTROL_QUEUE && !served.has(name));
    if (missing.length === 0) return;
    this.#running = runWorkerProcess({
      ports: workerPorts,
      queue,
      queues: missing,
      log: this.#log,
      signal: this.#signal,
    }).catch((error: unknown) => {
      this.#failure = error;
    });
  }

  throwIfFailed(): void {
    if (this.#failure !== null)
      throw this.#failure instanceof Error ? this.#failure : new Error(String(this.#failure));
  }

  async stopped(): Promise<void> {
    await this.#running;
  }
}
