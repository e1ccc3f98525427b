import type { RunRequest } from '../../engine/ports/run.ts';

/** Whether a run that was started for `running` does all that `asked` asks for. */
export function covers(running: RunRequest, asked: RunRequest): boolean {
  if (running.dryRun !== asked.dryRun) return false;
  if (asked.full && !running.full) return false;
  if (running.connections === null) return true;
  const read = new Set(running.connections);
  return asked.connections !== null && asked.connections.every((name) => read.has(name));
}
