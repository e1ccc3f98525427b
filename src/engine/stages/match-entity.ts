import type { RecordDecision } from '../../core/match/match-records.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { Json, JsonObject } from '../../util/json.ts';
import type { EngineContext } from '../context.ts';
import type { Matched } from '../matcher.ts';
import type { MatchRecord, StoredPair } from '../ports/match.ts';
import type { HeldPart } from '../ports/run.ts';
import type { Store } from '../ports/store.ts';
import { regroup } from './regroup.ts';

/** Records matched in one transaction of a change run. */
const BATCH = 500;
const INSERT_CHUNK = 20_000;

/**
 * Finds the records that describe the same account (contact).
 *
 * The first model is estimated when every first load is complete, and the whole load is matched with it in one
 * transaction. After that only records that changed are compared, through the stored keys, and only the
 * components they touch are clustered anew; with the model fixed both ways end in the same clusters.
 */
export async function matchEntity(
  context: EngineContext,
  held: HeldPart,
  signal: AbortSignal,
): Promise<JsonObject> {
  const entity = held.part as GoldenType;
  const due = await context.store.match.dueCount(entity);
  if (due === 0) return { matched: 0 };
  const stored = await context.store.match.model(entity);
  if (stored !== null) return matchChanges(context, { held, entity, model: stored.model, due, signal });
  const waitingFor = await context.store.source.unfinishedFirstLoads(entity);
  if (waitingFor.length > 0) {
    context.log.warn('matching waits until every first load is complete', { entity, waitingFor });
    return { matched: 0, waitingFor };
  }
  return matchFirstLoad(context, held, entity);
}

async function matchFirstLoad(
  context: EngineContext,
  held: HeldPart,
  entity: GoldenType,
): Promise<JsonObject> {
  const { store, matcher } = context;
  const records = await store.match.allLive(entity);
  if (records.length === 0) return { matched: 0 };
  await store.run.progress(held, 0, records.length);
  const decisions = await decisionsAmong(store, entity, records);
  const { model, pairs, clusters } = await matcher.match(entity, { records, model: null, decisions });
  const keys = matcher.keys(entity, records, model);
  await store.transaction(async (tx) => {
    await tx.run.assertHeld(held);
    await tx.match.addModel(entity, 1, model, context.now());
    for (const chunk of chunks(keys)) await tx.match.replaceKeys(entity, chunk);
    for (const chunk of chunks(pairs)) await tx.match.insertPairs(entity, chunk);
    const { gone } = await tx.match.takeDue(entity, Number.MAX_SAFE_INTEGER);
    await regroup(tx, {
      entity,
      clusters,
      departed: gone,
      held,
      cause: 'first load, model 1',
      at: context.now(),
    });
    await tx.match.clearDue([...records, ...gone].map((record) => record.id));
  });
  await store.run.progress(held, records.length, records.length);
  return { matched: records.length, pairs: pairs.length, model: 1 };
}

type ChangeWork = { held: HeldPart; entity: GoldenType; model: Json; due: number; signal: AbortSignal };

async function matchChanges(context: EngineContext, work: ChangeWork): Promise<JsonObject> {
  let matched = 0;
  await context.store.run.progress(work.held, 0, work.due);
  for (;;) {
    work.signal.throwIfAborted();
    const taken = await context.store.transaction((tx) => matchBatch(tx, context, work));
    matched += taken;
    await context.store.run.progress(work.held, matched, work.due);
    if (taken < BATCH) return { matched };
  }
}

async function matchBatch(tx: Store, context: EngineContext, work: ChangeWork): Promise<number> {
  const { held, entity, model } = work;
  await tx.run.assertHeld(held);
  const { live, gone } = await tx.match.takeDue(entity, BATCH);
  const touched = [...live, ...gone].map((record) => record.id);
  if (touched.length === 0) return 0;
  const formerPartners = await tx.match.deletePairsOf(touched);
  const keys = context.matcher.keys(entity, live, model);
  await tx.match.replaceKeys(entity, [...keys, ...gone.map(({ id }) => ({ recordId: id, keys: [] }))]);
  await tx.match.insertPairs(entity, await pairsOf(tx, context, live, work));
  const component = await tx.match.component([...touched, ...formerPartners]);
  const { clusters, pairs } = await matchAmong(tx, context, await tx.match.byIds(component), work);
  await tx.match.insertPairs(entity, pairs);
  await regroup(tx, { entity, clusters, departed: gone, held, cause: 'source change', at: context.now() });
  await tx.golden.markMergeDueByRecords(live.map((record) => record.id));
  await tx.match.clearDue(touched);
  return touched.length;
}

/** Pairs of the changed records with whatever shares a key with them. */
async function pairsOf(
  tx: Store,
  context: EngineContext,
  live: readonly MatchRecord[],
  work: ChangeWork,
): Promise<StoredPair[]> {
  const liveIds = new Set(live.map((record) => record.id));
  const partners = await tx.match.partners(work.entity, [...liveIds]);
  const { pairs } = await matchAmong(tx, context, await tx.match.byIds([...liveIds, ...partners]), work);
  return pairs.filter(({ leftId, rightId }) => liveIds.has(leftId) || liveIds.has(rightId));
}

async function matchAmong(
  tx: Store,
  context: EngineContext,
  records: readonly MatchRecord[],
  { entity, model }: ChangeWork,
): Promise<Matched> {
  const decisions = await decisionsAmong(tx, entity, records);
  return context.matcher.match(entity, { records, model, decisions });
}

async function decisionsAmong(
  store: Store,
  entity: GoldenType,
  records: readonly MatchRecord[],
): Promise<RecordDecision[]> {
  const byKey = new Map(records.map((record) => [record.key, record.id]));
  const decisions: RecordDecision[] = [];
  for (const { leftKey, rightKey, verdict } of await store.match.decisions(entity)) {
    const leftId = byKey.get(leftKey);
    const rightId = byKey.get(rightKey);
    if (leftId !== undefined && rightId !== undefined) decisions.push({ leftId, rightId, verdict });
  }
  return decisions;
}

function* chunks<T>(items: readonly T[]): Generator<T[]> {
  for (let from = 0; from < items.length; from += INSERT_CHUNK) yield items.slice(from, from + INSERT_CHUNK);
}
