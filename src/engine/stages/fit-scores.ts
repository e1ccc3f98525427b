import type { AccountFacts } from '../../core/score/account-facts.ts';
import { fitScoreModels } from '../../core/score/fit-score-models.ts';
import type { ScoreModels } from '../../core/score/score-models.ts';
import type { Json, JsonObject } from '../../util/json.ts';
import { accountFacts } from '../account-facts.ts';
import type { EngineContext } from '../context.ts';
import type { HeldPart } from '../ports/run.ts';

const BATCH = 1_000;
/** Customers change slowly; a model that moved with every run would move every score with it. */
const KEEP_FOR_MS = 30 * 86_400_000;

/** Learns from all accounts together, unless the model in force is recent and made with the same settings. */
export async function fitScores(context: EngineContext, held: HeldPart): Promise<JsonObject> {
  const { store, config } = context;
  const stored = await store.score.model();
  if (stored !== null && !held.request.full && isCurrent(stored, held.asOf, context))
    return { model: stored.version };
  const known = await store.score.knownEntities();
  const ids = await store.score.allAccountIds();
  const accounts: AccountFacts[] = [];
  for (let from = 0; from < ids.length; from += BATCH) {
    for (const source of await store.score.facts(ids.slice(from, from + BATCH))) {
      accounts.push(accountFacts(source, known));
    }
    await store.run.progress(held, Math.min(from + BATCH, ids.length), ids.length);
  }
  const models = fitScoreModels(accounts, { asOf: held.asOf.toISOString(), config: config.scores });
  const version = (stored?.version ?? 0) + 1;
  await store.transaction(async (tx) => {
    await tx.run.assertHeld(held);
    await tx.score.addModel(version, models as unknown as Json, held.asOf);
  });
  return { model: version, accounts: accounts.length, kind: models.value.kind };
}

function isCurrent(stored: { model: Json; fittedAt: Date }, asOf: Date, { config }: EngineContext): boolean {
  const models = stored.model as unknown as ScoreModels;
  const ageMs = asOf.getTime() - stored.fittedAt.getTime();
  return ageMs < KEEP_FOR_MS && canonicalJson(models.config) === canonicalJson(config.scores);
}

/** jsonb does not keep the order of keys. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
