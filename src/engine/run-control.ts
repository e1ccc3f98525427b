/** Starts runs and moves them from phase to phase. Any worker may do it; the run's row lock lets one at a time. */
import type { EngineContext } from './context.ts';
import { PHASES } from './phase.ts';
import type { RunRequest, RunRow } from './ports/run.ts';
import type { PartRef } from './stage.ts';

/** Starts a run, or joins the one that is under way; wakes workers for whatever is due in it. */
export async function startRun(
  context: EngineContext,
  request: RunRequest,
  asOf: Date,
): Promise<{ run: RunRow; resumed: boolean }> {
  const { store } = context;
  const started = await store.transaction(async (tx) => {
    const outcome = await tx.run.startOrResume(request, asOf);
    if (!outcome.resumed) {
      await tx.source.forgetConnections([...context.connections.values()].map(({ row }) => row.id));
      for (const { row, streams } of context.connections.values())
        await tx.source.registerStreams(
          row.id,
          streams.map(({ name, entity }) => ({ name, entity })),
        );
      await tx.run.addParts(outcome.run.id, 0, 'extract', partsOf(context, 0, request));
    }
    return outcome;
  });
  await advanceRun(context, started.run.id);
  await wakeDue(context, started.run.id);
  return started;
}

/** Opens the next phase when every part of this one is done; finishes the run after the last. */
export async function advanceRun(context: EngineContext, runId: number): Promise<void> {
  const advanced = await context.store.transaction(async (tx) => {
    const run = await tx.run.lock(runId);
    if (run === null || run.state !== 'active') return false;
    if ((await tx.run.openPartCount(runId)) > 0) return false;
    for (let phase = run.phase + 1; phase < PHASES.length; phase++) {
      const parts = partsOf(context, phase, run.request);
      if (parts.length === 0) continue;
      await tx.run.addParts(runId, phase, PHASES[phase]?.stage ?? 'push', parts);
      return true;
    }
    await tx.run.finish(runId, 'done', null);
    return false;
  });
  // After the commit: a job must never run ahead of the row it speaks of.
  if (advanced) await wakeDue(context, runId);
}

function partsOf(context: EngineContext, phase: number, request: RunRequest) {
  return PHASES[phase]?.parts(context, request) ?? [];
}

async function wakeDue(context: EngineContext, runId: number): Promise<void> {
  const due: PartRef[] = await context.store.run.dueParts(runId);
  await context.wake(due, 0);
}
