/** Jobs at a time in each queue of one process. Waiting for a CRM is cheap; computing shares the two cores. */
import type { Stage } from '../engine/stage.ts';

const byStage: Readonly<Record<Stage, number>> = {
  // Streams of one connection; its own pace keeper divides the calls.
  extract: 3,
  map: 2,
  match: 1,
  merge: 2,
  score: 1,
  sla: 1,
  // Writes of one connection go out in one line, so that two never meet at one record.
  push: 1,
};

/** For `startWorkers`. */
export function concurrencyOf(queues: readonly string[]): Record<string, number> {
  return Object.fromEntries(queues.map((queue) => [queue, byStage[queue.split('.')[0] as Stage] ?? 2]));
}
