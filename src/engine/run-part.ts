/**
 * Works on one part of a run.
 *
 * A part is held by lease and token. The lease is extended while the work goes on; a worker that dies lets it run
 * out, and the part is taken up by another one. Every transaction of the work checks the token, so a worker that
 * was only slow cannot commit beside its successor.
 */
import { CancelledError, describeError, GoldenrodError } from '../core/errors.ts';
import type { JsonObject } from '../util/json.ts';
import type { EngineContext } from './context.ts';
import type { HeldPart } from './ports/run.ts';
import { advanceRun } from './run-control.ts';
import type { PartRef } from './stage.ts';
import { STAGE_WORK } from './stage-work.ts';

/** How long after a kill the work lies still at most; the sweeper looks more often than that. */
export const LEASE_MS = 12_000;
const RENEW_EVERY_MS = 4_000;

/** Claims the part and does its work. Does nothing when it is done, held by another worker, or not due yet. */
export async function runPart(context: EngineContext, ref: PartRef, stop: AbortSignal): Promise<void> {
  const held = await context.store.run.claim(ref.partId, LEASE_MS);
  if (held === null) return;
  const lost = new AbortController();
  const renewal = setInterval(() => {
    context.store.run.extendLease(held, LEASE_MS).then(
      (kept) => kept || lost.abort(),
      // The database is away: whether the lease held is decided by the next transaction's check.
      () => undefined,
    );
  }, RENEW_EVERY_MS);
  try {
    const result = await STAGE_WORK[held.stage](context, held, AbortSignal.any([stop, lost.signal]));
    await context.store.transaction(async (tx) => {
      await tx.run.assertHeld(held);
      await tx.run.complete(held, result);
    });
  } catch (error) {
    await handOver(context, held, stop.aborted || lost.signal.aborted ? cancelled(error) : error);
    return;
  } finally {
    clearInterval(renewal);
  }
  await advanceRun(context, held.runId);
}

function cancelled(cause: unknown): CancelledError {
  return new CancelledError({ code: 'STOPPED', message: 'the worker was asked to stop', cause });
}

async function handOver(context: EngineContext, held: HeldPart, error: unknown): Promise<void> {
  const failures = await context.store.run.attempts(held);
  const { retryInMs, countsAttempt } = context.disposition(error, failures + 1);
  const where = { run: held.runId, stage: held.stage, part: held.part };
  const description: JsonObject = { ...describeError(error), stage: held.stage, part: held.part };
  if (retryInMs === null) {
    if (!(error instanceof GoldenrodError))
      context.log.error('a part failed unexpectedly', { ...where, stack: stackOf(error) });
    await context.store.transaction(async (tx) => {
      await tx.run.failPart(held, description);
      await tx.run.finish(held.runId, 'failed', description);
    });
    return;
  }
  context.log.info('a part is tried again', {
    ...where,
    inMs: retryInMs,
    error: description['message'] ?? null,
  });
  await context.store.run.release(held, retryInMs, countsAttempt, description);
  await context.wake([held], retryInMs);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
