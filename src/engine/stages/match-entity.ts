import type { RecordDecision } from '../../core/match/cluster-contents.ts';
import type { MatchModel } from '../../core/match/model.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { JsonObject } from '../../util/json.ts';
import type { EngineContext } from '../context.ts';
import type { MatchRecord } from '../ports/match.ts';
import type { HeldPart } from '../ports/run.ts';
import type { Store } from '../ports/store.ts';
import { judgedPairs } from './judged-pairs.ts';
import { MATCH_BATCH, matchBatch } from './match-batch.ts';
import { regroup } from './regroup.ts';

/** What matching needs of the engine's context. */
export type MatchContext = Pick<EngineContext, 'store' | 'matcher' | 'log' | 'now'>;

const INSERT_CHUNK = 20_000;

/**
 * Finds the records that describe the same account (contact).
 *
 * The first model is estimated when every first load is complete, and the whole load is matched with it in one
 * transaction. After that only what changed is compared, through the stored keys, and only the components that it
 * touches are clustered anew; with the model fixed both ways end in the same clusters.
 */
export async function matchEntity(
  context: MatchContext,
  held: HeldPart,
  signal: AbortSignal,
): Promise<JsonObject> {
  const entity = held.part as GoldenType;
  const due = await context.store.match.dueCount(entity);
  if (due === 0) return { matched: 0 };
  const version = await context.store.match.modelVersion(entity);
  if (version !== null) {
    const model = await context.matcher.model(entity, version, () => context.store.match.model(entity));
    return matchChanges(context, { held, entity, model, due, signal });
  }
  const waitingFor = await context.store.source.unfinishedFirstLoads(entity);
  if (waitingFor.length > 0) {
    context.log.warn('matching waits until every first load is complete', { entity, waitingFor });
    return { matched: 0, waitingFor };
  }
  return matchFirstLoad(context, held, entity);
}

async function matchFirstLoad(
  context: MatchContext,
  held: HeldPart,
  entity: GoldenType,
): Promise<JsonObject> {
  const { store, matcher } = context;
  const records = await store.match.allLive(entity);
  if (records.length === 0) return { matched: 0 };
  await store.run.progress(held, 0, records.length);
  const decisions = await decisionsAmong(store, entity, records);
  const matched = await matcher.matchAll(entity, { records, decisions });
  const recordOf = new Map(records.map((record) => [record.id, record]));
  await store.transaction(async (tx) => {
    await tx.run.assertHeld(held);
    await tx.match.addModel(entity, 1, matched.model, context.now());
    for (const chunk of chunks(matched.contents)) await tx.match.addContents(entity, chunk);
    for (const chunk of chunks(matched.records)) await tx.match.saveRecords(entity, chunk, []);
    for (const chunk of chunks(matched.pairs)) {
      await tx.match.insertPairs(entity, judgedPairs(matched.model, chunk));
    }
    const { gone } = await tx.match.takeDue(entity, Number.MAX_SAFE_INTEGER);
    await regroup(tx, {
      entity,
      clusters: matched.clusters.map((cluster) => cluster.flatMap((id) => recordOf.get(id) ?? [])),
      departed: gone,
      held,
      cause: 'first load, model 1',
      at: context.now(),
    });
    await tx.match.clearDue([...records, ...gone].map((record) => record.id));
  });
  await store.run.progress(held, records.length, records.length);
  return { matched: records.length, pairs: matched.pairs.length, model: 1 };
}

type ChangeWork = {
  held: HeldPart;
  entity: GoldenType;
  model: MatchModel;
  due: number;
  signal: AbortSignal;
};

async function matchChanges(context: MatchContext, work: ChangeWork): Promise<JsonObject> {
  let matched = 0;
  await context.store.run.progress(work.held, 0, work.due);
  for (;;) {
    work.signal.throwIfAborted();
    const taken = await context.store.transaction((tx) => matchBatch(tx, { ...work, at: context.now() }));
    matched += taken;
    await context.store.run.progress(work.held, matched, work.due);
    if (taken < MATCH_BATCH) return { matched };
  }
}

/** Before the first load no record has a content yet: keys are all there is to find a decision's records by. */
async function decisionsAmong(
  store: Store,
  entity: GoldenType,
  records: readonly MatchRecord[],
): Promise<RecordDecision[]> {
  const decisions = await store.match.decisions(entity);
  if (decisions.length === 0) return [];
  const byKey = new Map(records.map((record) => [record.key, record.id]));
  return decisions.flatMap(({ leftKey, rightKey, verdict }) => {
    const [leftId, rightId] = [byKey.get(leftKey), byKey.get(rightKey)];
    return leftId === undefined || rightId === undefined ? [] : [{ leftId, rightId, verdict }];
  });
}

function* chunks<T>(items: readonly T[]): Generator<T[]> {
  for (let from = 0; from < items.length; from += INSERT_CHUNK) yield items.slice(from, from + INSERT_CHUNK);
}
