/** Which queue a piece of work waits in. Connections have their own, so that a slow one never holds up another. */
import { STAGES, type Stage } from '../engine/stage.ts';

export const CONTROL_QUEUE = 'control';

/** Extract and push speak to one CRM each and are paced by it: these are the lanes that can be paused. */
const perConnection: ReadonlySet<Stage> = new Set(['extract', 'push']);

/** `extract.<connection>`, `push.<connection>`, else the stage's own name. */
export function queueOfStage(stage: Stage, connectionName: string | null): string {
  return perConnection.has(stage) && connectionName !== null ? `${stage}.${connectionName}` : stage;
}

/** Every queue of an installation with these connections, in the order of the walk. */
export function queueNames(connectionNames: readonly string[]): string[] {
  const stages = STAGES.flatMap((stage) =>
    perConnection.has(stage) ? [stage, ...connectionNames.map((name) => queueOfStage(stage, name))] : [stage],
  );
  return [...stages, CONTROL_QUEUE];
}

/** True for a queue whose pace one CRM sets. */
export function isLane(queue: string): boolean {
  return queue.startsWith('extract.') || queue.startsWith('push.');
}
