import { ConflictError } from '../../core/errors.ts';
import type { RecordDecision } from '../../core/match/cluster-contents.ts';
import type { KeyedDecision } from '../../core/match/contradiction.ts';
import type { MatchedRecords } from '../../core/match/match-records.ts';
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
  const adopted = await context.store.model.adopted(entity);
  if (adopted !== null) return matchWhole(context, held, entity, adopted);
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
  return matchWhole(context, held, entity, null);
}

/**
 * Matches everything in one transaction: a first load, which estimates its model, or all there is under a version that
 * was adopted. Whatever ends the work in the middle leaves everything as it was, and the next worker begins again.
 */
async function matchWhole(
  context: MatchContext,
  held: HeldPart,
  entity: GoldenType,
  adopted: { version: number; model: MatchModel } | null,
): Promise<JsonObject> {
  const { store, matcher } = context;
  const version = adopted?.version ?? 1;
  const records = await store.match.allLive(entity);
  if (records.length === 0 && adopted === null) return { matched: 0 };
  await store.run.progress(held, 0, records.length);
  const known = await store.match.decisions(entity);
  const decisions = decisionsAmong(known, records);
  const matched = await matcher.matchAll(entity, { records, model: adopted?.model ?? null, decisions });
  const recordOf = new Map(records.map((record) => [record.id, record]));
  await store.transaction(async (tx) => {
    await tx.run.assertHeld(held);
    await putInForce(tx, entity, { version, matched, adopted: adopted !== null, at: context.now() });
    for (const chunk of chunks(matched.contents)) await tx.match.addContents(entity, chunk);
    for (const chunk of chunks(matched.records)) await tx.match.saveRecords(entity, chunk, []);
    for (const chunk of chunks(matched.pairs)) {
      await tx.match.insertPairs(entity, judgedPairs(matched.model, chunk));
    }
    const { live, gone } = await tx.match.takeDue(entity, Number.MAX_SAFE_INTEGER);
    await regroup(tx, {
      entity,
      clusters: matched.clusters.map((cluster) => cluster.flatMap((id) => recordOf.get(id) ?? [])),
      departed: gone,
      held,
      cause: adopted === null ? 'first load, model 1' : `model ${version} adopted`,
      at: context.now(),
    });
    await tx.golden.markMergeDueByRecords(live.map((record) => record.id));
    await tx.match.clearDue([...records, ...gone].map((record) => record.id));
    await remarkDecided(tx, entity, known);
  });
  await store.run.progress(held, records.length, records.length);
  return { matched: records.length, pairs: matched.pairs.length, model: version };
}

type ModelChange = { version: number; matched: MatchedRecords; adopted: boolean; at: Date };

async function putInForce(
  tx: Store,
  entity: GoldenType,
  { version, matched, adopted, at }: ModelChange,
): Promise<void> {
  if (!adopted) return tx.match.addModel(entity, version, matched.model, at);
  await tx.match.forget(entity);
  if (await tx.model.putInForce(entity, version, at)) return;
  throw new ConflictError({
    code: 'ADOPTION_TAKEN_BACK',
    message: `version ${version} of the ${entity} model was discarded while it was put in force`,
  });
}

/** Decisions that came while everything was matched: their records are matched again. */
async function remarkDecided(tx: Store, entity: GoldenType, known: readonly KeyedDecision[]): Promise<void> {
  const asText = (decision: KeyedDecision): string => JSON.stringify(decision);
  const now = await tx.match.decisions(entity);
  const [before, after] = [new Set(known.map(asText)), new Set(now.map(asText))];
  const changed = [
    ...known.filter((decision) => !after.has(asText(decision))),
    ...now.filter((decision) => !before.has(asText(decision))),
  ];
  await tx.match.markDue(
    entity,
    changed.flatMap(({ leftKey, rightKey }) => [leftKey, rightKey]),
  );
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
function decisionsAmong(
  decisions: readonly KeyedDecision[],
  records: readonly MatchRecord[],
): RecordDecision[] {
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
