/** Runs the pipeline once and waits for its end, with a worker of its own where nobody else serves the queues. */
import { setTimeout as sleep } from 'node:timers/promises';
import { CancelledError, TransientError } from '../../core/errors.ts';
import type { PartRow, RunRequest, RunRow } from '../../engine/ports/run.ts';
import { CONTROL_QUEUE } from '../../queue/queue-names.ts';
import { HEARTBEAT_DEAD_MS, runWorkerProcess } from '../../queue/worker-process.ts';
import type { Runtime } from '../../runtime.ts';
import { isDatabaseAway } from '../../store/database-away.ts';
import { servedQueues } from '../../store/worker.ts';
import type { Log } from '../../util/log.ts';
import { covers } from './covers.ts';

const POLL_EVERY_MS = 100;
/** A worker that vanished while we wait is replaced by one of ours. */
const WORKER_CHECK_EVERY_MS = 5_000;

/** A database that starts anew is waited for; one that is away longer has to be looked after. */
const LONGEST_AWAY_MS = 60_000;

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

/**
 * Joins a run that is under way when it does what was asked for; waits for the end of any other one (a tick of the
 * clocks reads nothing) before it starts its own. A dry run never helps a run that writes: it is refused meanwhile.
 */
export async function runSync(options: SyncOptions): Promise<FinishedRun> {
  const { runtime, request, asOf, signal, log } = options;
  const active = await runtime.store.run.active();
  if (active !== null) refuseDryRun(request, active);
  const ended = new AbortController();
  const worker = new OwnWorker(runtime, log, AbortSignal.any([signal, ended.signal]));
  try {
    await worker.startIfNeeded();
    for (;;) {
      const { run, resumed } = await runtime.engine.startRun(request, asOf);
      if (resumed) refuseDryRun(request, run);
      const finished = await follow(run.id, worker, options);
      if (!resumed || covers(run.request, request)) return { ...finished, resumed };
    }
  } finally {
    ended.abort();
    await worker.stopped();
  }
}

function refuseDryRun(request: RunRequest, { id, request: running }: RunRow): void {
  if (!request.dryRun || running.dryRun) return;
  throw new TransientError({
    code: 'RUN_UNDER_WAY',
    message: `run ${id} is under way and writes; let it end first (goldenrod sync), then make the dry run`,
  });
}

async function follow(
  runId: number,
  worker: OwnWorker,
  { runtime, signal, onProgress }: SyncOptions,
): Promise<{ run: RunRow; parts: PartRow[] }> {
  let [checkAt, answeredAt] = [Date.now() + WORKER_CHECK_EVERY_MS, Date.now()];
  for (;;) {
    const look = await lookAt(runId, runtime, answeredAt);
    if (look !== null) {
      answeredAt = Date.now();
      onProgress(look.run, look.parts);
      if (look.run.state !== 'active') return look;
    }
    worker.throwIfFailed();
    if (signal.aborted) {
      throw new CancelledError({
        code: 'INTERRUPTED',
        message: 'interrupted; the state is kept, run it again to go on',
      });
    }
    if (look !== null && Date.now() >= checkAt) {
      await worker.startIfNeeded().catch(unlessAway);
      checkAt = Date.now() + WORKER_CHECK_EVERY_MS;
    }
    await sleep(POLL_EVERY_MS);
  }
}

type Look = { run: RunRow; parts: PartRow[] };

/** Null while the database is away, as long as that is not too long since `answeredAt`. */
async function lookAt(runId: number, { store }: Runtime, answeredAt: number): Promise<Look | null> {
  try {
    const run = await store.run.get(runId);
    return run === null ? null : { run, parts: await store.run.parts(runId) };
  } catch (error) {
    if (!isDatabaseAway(error) || Date.now() - answeredAt > LONGEST_AWAY_MS) throw error;
    return null;
  }
}

function unlessAway(error: unknown): void {
  if (!isDatabaseAway(error)) throw error;
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
