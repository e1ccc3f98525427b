import type { MatchModel } from '../../core/match/model.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { JsonObject } from '../../util/json.ts';
import type { HeldPart } from '../ports/run.ts';
import { MATCH_BATCH, matchBatch } from './match-batch.ts';
import { firstRoundOfAll, type MatchContext, secondRoundOfAll, type WholeModel } from './match-whole.ts';

/** The part that matches accounts once more, when contacts tell something else of them than before. */
export const ACCOUNTS_AGAIN = 'account, told by contacts';

/**
 * Finds the records that describe the same account (contact).
 *
 * The first model is estimated when every first load is complete, and the whole load is matched with it. After that
 * only what changed is compared, through the stored keys, and only the components that it touches are clustered anew;
 * with the model fixed both ways end in the same clusters.
 *
 * Accounts come first, then contacts, who are told of their accounts' first-round clusters, then the accounts that the
 * contacts' clusters tell something else. What the first round found tells others, what the second round found nobody:
 * so nothing is due any more when the three are done.
 */
export async function matchEntity(
  context: MatchContext,
  held: HeldPart,
  signal: AbortSignal,
): Promise<JsonObject> {
  if (held.part === ACCOUNTS_AGAIN) return matchAgain(context, held, signal);
  const entity = held.part as GoldenType;
  const whole = await wholeModel(context, entity);
  if (whole === null) return matchChanges(context, { held, entity, signal });
  if (whole.state === 'first') {
    if ((await context.store.match.dueCount(entity)) === 0) return { matched: 0 };
    const waitingFor = await context.store.source.unfinishedFirstLoads(entity);
    if (waitingFor.length > 0) {
      context.log.warn('matching waits until every first load is complete', { entity, waitingFor });
      return { matched: 0, waitingFor };
    }
  }
  const records = await firstRoundOfAll(context, { held, entity, whole });
  signal.throwIfAborted();
  if (entity === 'account' || (records === 0 && whole.state === 'first')) return { matched: records };
  const result = await secondRoundOfAll(context, held, entity);
  return { ...result, ...(await changesAfter(context, { held, entity, signal })) };
}

/** The model that everything is to be matched with; null where only changes are. */
async function wholeModel({ store }: MatchContext, entity: GoldenType): Promise<WholeModel | null> {
  const adopted = await store.model.adopted(entity);
  if (adopted !== null) return { state: 'adopted', ...adopted };
  const version = await store.match.modelVersion(entity);
  if (version === null) return { state: 'first' };
  if ((await store.match.state(entity)).pending === null) return null;
  const stored = await store.match.model(entity);
  return stored === null ? { state: 'first' } : { state: 'in force', ...stored };
}

async function matchAgain(context: MatchContext, held: HeldPart, signal: AbortSignal): Promise<JsonObject> {
  const entity = 'account';
  const { pending } = await context.store.match.state(entity);
  // The whole of the first round comes first, in the next run.
  if (pending === 'whole') return { matched: 0 };
  const result = pending === 'second' ? await secondRoundOfAll(context, held, entity) : {};
  return { ...result, ...(await changesAfter(context, { held, entity, signal })) };
}

type ChangeWork = { held: HeldPart; entity: GoldenType; signal: AbortSignal };

/** What became due in the meantime: decisions, and whoever is told something else. */
async function changesAfter(context: MatchContext, work: ChangeWork): Promise<JsonObject> {
  const { matched } = await matchChanges(context, work);
  return matched === 0 ? {} : { matched_again: matched };
}

async function matchChanges(
  context: MatchContext,
  { held, entity, signal }: ChangeWork,
): Promise<{ matched: number }> {
  const { store } = context;
  const due = await store.match.dueCount(entity);
  const version = due === 0 ? null : await store.match.modelVersion(entity);
  if (version === null) return { matched: 0 };
  const { collective } = await store.match.state(entity);
  const model: MatchModel = await context.matcher.model(entity, { version, collective }, () =>
    store.match.model(entity),
  );
  await store.run.progress(held, 0, due);
  for (let matched = 0; ; ) {
    signal.throwIfAborted();
    const taken = await store.smallChange((tx) => matchBatch(tx, { held, entity, model, at: context.now() }));
    matched += taken;
    await store.run.progress(held, matched, Math.max(due, matched));
    // A contact that comes to an account may make others there due.
    if (taken < MATCH_BATCH && (await store.match.dueCount(entity)) === 0) return { matched };
  }
}
