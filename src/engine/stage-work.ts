import type { JsonObject } from '../util/json.ts';
import type { EngineContext } from './context.ts';
import type { HeldPart } from './ports/run.ts';
import type { Stage } from './stage.ts';
import { applyScores } from './stages/apply-scores.ts';
import { extractStream } from './stages/extract-stream.ts';
import { fitScores } from './stages/fit-scores.ts';
import { mapStream } from './stages/map-stream.ts';
import { matchEntity } from './stages/match-entity.ts';
import { mergeEntity } from './stages/merge-entity.ts';
import { planWrites } from './stages/plan-writes.ts';
import { replayClocks } from './stages/replay-clocks.ts';
import { sendWrites } from './stages/send-writes.ts';

/** Does one part's work in short transactions, and returns what it has to report. May be repeated at any point. */
export type PartWork = (context: EngineContext, held: HeldPart, signal: AbortSignal) => Promise<JsonObject>;

export const STAGE_WORK: { readonly [S in Stage]: PartWork } = {
  extract: extractStream,
  map: mapStream,
  match: matchEntity,
  merge: mergeEntity,
  sla: replayClocks,
  score: (context, held, signal) =>
    held.part === 'fit' ? fitScores(context, held) : applyScores(context, held, signal),
  push: (context, held, signal) =>
    held.part === 'plan' ? planWrites(context, held, signal) : sendWrites(context, held, signal),
};
