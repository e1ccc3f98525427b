/** Periodic jobs. Setting them up is idempotent, and is repeated, so that an emptied queue gets them back. */

import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Queue } from 'bullmq';
import type { JobDefinition } from './define-job.ts';
import { jobOptions } from './job-options.ts';

export type Schedule<Payload = unknown> = {
  id: string;
  everyMs: number;
  job: JobDefinition<Payload>;
  payload: Payload;
};

/**
 * Of one queue: sets up what is missing or different, leaves the rest its rhythm, removes what is not listed.
 * Returns how many of them it changed.
 */
export async function applySchedules(queue: Queue, schedules: readonly Schedule[]): Promise<number> {
  let changed = 0;
  const present = new Map((await queue.getJobSchedulers()).map((scheduler) => [scheduler.key, scheduler]));
  for (const { id, everyMs, job, payload } of schedules) {
    const old = present.get(id);
    present.delete(id);
    const same =
      old?.name === job.name &&
      Number(old.every) === everyMs &&
      isDeepStrictEqual(old.template?.data ?? {}, payload);
    if (same) continue;
    changed += 1;
    const template = { name: job.name, data: payload, opts: jobOptions(job) };
    await retried(() => queue.upsertJobScheduler(id, { every: everyMs }, template));
  }
  for (const id of present.keys()) await queue.removeJobScheduler(id);
  return changed + present.size;
}

const TRIES = 5;

/** Even under our lock a worker may move the same scheduler on at this moment: a deadlock, or "slots already have jobs". */
async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === TRIES) throw error;
      await sleep(20 * attempt + Math.random() * 50);
    }
  }
}
