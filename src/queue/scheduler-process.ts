import type { Log } from '../util/log.ts';
import { periodically } from './periodically.ts';
import type { QueueRuntime } from './runtime.ts';
import type { Schedule } from './schedules.ts';

export type SchedulerProcessOptions = {
  queue: QueueRuntime;
  schedules: readonly Schedule[];
  log: Log;
  signal: AbortSignal;
  everyMs?: number;
};

const RENEW_EVERY_MS = 30_000;

/** Keeps the schedules in the queue until the signal; an emptied queue has them back within half a minute. */
export async function runSchedulerProcess(options: SchedulerProcessOptions): Promise<void> {
  const { queue, schedules, log, signal, everyMs = RENEW_EVERY_MS } = options;
  // The first time, a failure is the caller's to see.
  await queue.upsertSchedules(schedules);
  await periodically({
    everyMs,
    signal,
    work: async () => {
      const changed = await queue.upsertSchedules(schedules);
      if (changed > 0) log.info('schedules were set up again', { changed });
    },
    onError: (error) => log.warn('schedules could not be renewed', { error }),
  });
}
