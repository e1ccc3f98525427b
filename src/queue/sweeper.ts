/**
 * Finds work that is due and that no job speaks of, and makes a job for it: after a kill, after a queue was
 * emptied, after a wake-up was lost.
 *
 * It cannot see the queue's jobs, so it goes by time. A part that was due at the last look and is due still has
 * either lost its job or waits behind others; one more job does no harm, for parts are claimed by lease. To keep
 * such jobs few, one process makes at most one of them for a part in a minute. They carry no deduplication id: a
 * killed worker's job would hold it until its lock runs out.
 */
import type { PartRef } from '../engine/stage.ts';
import type { Log } from '../util/log.ts';
import { partRun } from './jobs/part-run.ts';
import { periodically } from './periodically.ts';
import { quietWarn } from './quiet-warn.ts';
import type { QueueRuntime } from './runtime.ts';
import { nameOnly } from './wake-parts.ts';

export interface SweepPort {
  /**
   * Parts of active runs that are due, not held by a live lease, and not put off. Should move on a run whose
   * worker died between its last part and the next phase.
   */
  listDueParts(): Promise<PartRef[]>;
}

export type SweeperOptions = {
  port: SweepPort;
  queue: Pick<QueueRuntime, 'enqueueAll'>;
  log: Log;
  /** How often it looks. A lease that ran out is noticed after at most twice that. */
  everyMs?: number;
  /** How long it does not repeat itself for a part. */
  repeatMs?: number;
  now?: () => number;
};

export const SWEEP_EVERY_MS = 2_000;
const REPEAT_MS = 60_000;

export interface Sweeper {
  /** One look; returns how many parts got a job. */
  sweep(): Promise<number>;
  /** Looks until the signal. */
  run(signal: AbortSignal): Promise<void>;
}

/** The first look takes nothing for granted: whatever is due gets a job at once. */
export function createSweeper(options: SweeperOptions): Sweeper {
  const { port, queue, log, everyMs = SWEEP_EVERY_MS, repeatMs = REPEAT_MS, now = Date.now } = options;
  let seen: ReadonlySet<number> | null = null;
  const sweptAt = new Map<number, number>();

  async function sweep(): Promise<number> {
    const due = await port.listDueParts();
    const ids = new Set(due.map((part) => part.partId));
    const at = now();
    for (const [id, when] of sweptAt) if (!ids.has(id) || at - when >= repeatMs) sweptAt.delete(id);
    const forgotten = due.filter(({ partId }) => !sweptAt.has(partId) && (seen === null || seen.has(partId)));
    seen = ids;
    await queue.enqueueAll(partRun, forgotten.map(nameOnly));
    for (const { partId } of forgotten) sweptAt.set(partId, at);
    if (forgotten.length > 0) log.info('parts without a job were given one', { parts: forgotten.length });
    return forgotten.length;
  }

  const warn = quietWarn(log);
  const onError = (error: unknown) => warn('a sweep failed; it is repeated', error);
  return {
    sweep,
    run: (signal) => periodically({ everyMs, signal, onError, work: async () => void (await sweep()) }),
  };
}
