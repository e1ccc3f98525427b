import type { PartRef } from '../engine/stage.ts';
import type { Log } from '../util/log.ts';
import { partRun } from './jobs/part-run.ts';
import type { QueueRuntime } from './runtime.ts';

/**
 * Tells workers that these parts are due, now or after a while. Call it after the commit. Never throws: the rows
 * say what is due, and the sweeper makes up for a message that is lost.
 */
export function wakeParts(queue: Pick<QueueRuntime, 'enqueue' | 'enqueueAll'>, log: Log) {
  return async (parts: readonly PartRef[], delayMs: number): Promise<void> => {
    try {
      if (delayMs <= 0) await queue.enqueueAll(partRun, parts.map(nameOnly));
      else for (const part of parts) await queue.enqueue(partRun, nameOnly(part), { delayMs });
    } catch (error) {
      log.warn('the queue did not take a wake-up; the next sweep repeats it', { parts: parts.length, error });
    }
  };
}

/** A held part is handed in as well; its token and request stay out of the queue. */
export function nameOnly({ partId, runId, stage, part, connectionName }: PartRef): PartRef {
  return { partId, runId, stage, part, connectionName };
}
