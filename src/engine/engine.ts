/** What processes ask of the engine. */
import type { EngineContext } from './context.ts';
import type { RunRequest, RunRow } from './ports/run.ts';
import { advanceRun, startRun } from './run-control.ts';
import { runPart } from './run-part.ts';
import type { PartRef } from './stage.ts';

export interface Engine {
  /** Starts a run, or joins the one under way. */
  startRun(request: RunRequest, asOf: Date): Promise<{ run: RunRow; resumed: boolean }>;
  /** Does one part's work unless somebody else holds it. Failures end in the part's row, not in a throw. */
  runPart(part: PartRef, signal: AbortSignal): Promise<void>;
  /** Parts that nobody holds; also moves on a run whose worker died between two phases. */
  listDueParts(): Promise<PartRef[]>;
  /** Starts a run without reading anything when a clock's deadline has passed. */
  tickSla(now: Date): Promise<void>;
}

export function createEngine(context: EngineContext): Engine {
  return {
    startRun: (request, asOf) => startRun(context, request, asOf),
    runPart: (part, signal) => runPart(context, part, signal),
    async listDueParts() {
      const active = await context.store.run.active();
      if (active === null) return [];
      await advanceRun(context, active.id);
      return context.store.run.dueParts(null);
    },
    async tickSla(now) {
      if ((await context.store.sla.dueCount(now)) === 0) return;
      if ((await context.store.run.active()) !== null) return;
      await startRun(context, { connections: [], full: false, dryRun: false }, now);
    },
  };
}
