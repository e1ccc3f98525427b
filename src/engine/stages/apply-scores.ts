import type { PreviousScores, Score } from '../../core/score/score.ts';
import { scoreAccount } from '../../core/score/score-account.ts';
import type { ScoreModels } from '../../core/score/score-models.ts';
import type { JsonObject } from '../../util/json.ts';
import { accountFacts } from '../account-facts.ts';
import type { EngineContext } from '../context.ts';
import type { HeldPart } from '../ports/run.ts';
import type { StoredScore } from '../ports/score.ts';
import type { Store } from '../ports/store.ts';

const BATCH = 500;

/** Scores every golden account whose facts changed, and every one that was last scored on another day. */
export async function applyScores(
  context: EngineContext,
  held: HeldPart,
  signal: AbortSignal,
): Promise<JsonObject> {
  const { store } = context;
  const stored = await store.score.model();
  const total = await store.score.dueCount(held.asOf);
  if (stored === null || total === 0) return { scored: 0 };
  const models = stored.model as unknown as ScoreModels;
  const known = await store.score.knownEntities();
  let scored = 0;
  for (;;) {
    signal.throwIfAborted();
    const work = { held, models, version: stored.version, known };
    const taken = await store.transaction((tx) => scoreBatch(tx, work));
    scored += taken;
    await store.run.progress(held, scored, total);
    if (taken < BATCH) return { scored };
  }
}

type Work = { held: HeldPart; models: ScoreModels; version: number; known: ReadonlySet<string> };

async function scoreBatch(tx: Store, { held, models, version, known }: Work): Promise<number> {
  await tx.run.assertHeld(held);
  const ids = await tx.score.dueAccounts(held.asOf, BATCH);
  const previous = new Map<string, PreviousScores>();
  for (const { goldenId, kind, body } of await tx.score.scores(ids)) {
    previous.set(goldenId, { ...previous.get(goldenId), [kind]: body as Score });
  }
  const asOf = held.asOf.toISOString();
  const scores: StoredScore[] = [];
  for (const source of await tx.score.facts(ids)) {
    const { goldenId } = source;
    for (const score of scoreAccount(
      accountFacts(source, known),
      models,
      previous.get(goldenId) ?? null,
      asOf,
    )) {
      scores.push({
        goldenId,
        kind: score.kind,
        body: score as JsonObject,
        asOf: held.asOf,
        modelVersion: version,
      });
    }
  }
  await tx.score.save(scores, ids, held.asOf);
  return ids.length;
}
