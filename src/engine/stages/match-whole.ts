/**
 * Matches everything of a type at once: a first load, which estimates its model, or all there is under a version that
 * was adopted. Two steps, each in one transaction, with the state `second` between them:
 *
 * 1. the first round replaces whatever is stored of the type. Golden records stay as they are.
 * 2. the second round, which asks what the other type tells, makes the golden records.
 *
 * A step checks that its worker still holds the part as its last statement: the check keeps the lease from being extended
 * until the commit, and writing a million records takes longer than a lease.
 *
 * Whatever ends the work in a step leaves everything as it was before the step. A later run that finds the second step
 * pending begins with the first again: records may have changed since.
 */
import { ConflictError, InvariantError } from '../../core/errors.ts';
import type { RecordDecision } from '../../core/match/cluster-contents.ts';
import { clusterName } from '../../core/match/collective.ts';
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
import { regroup } from './regroup.ts';

/** What matching needs of the engine's context. */
export type MatchContext = Pick<EngineContext, 'store' | 'matcher' | 'log' | 'now'>;

/** Whether the version is the type's first, in force already, or has just been adopted. */
export type WholeModel =
  | { state: 'first' }
  | { state: 'in force' | 'adopted'; version: number; model: MatchModel };

export type WholeWork = { held: HeldPart; entity: GoldenType; whole: WholeModel };

const CHUNK = 20_000;

/** The first round of everything; returns how many records there are, none where there is nothing to estimate from. */
export async function firstRoundOfAll(context: MatchContext, work: WholeWork): Promise<number> {
  const { store, matcher } = context;
  const { held, entity, whole } = work;
  const records = await store.match.allLive(entity);
  if (records.length === 0 && whole.state === 'first') return 0;
  await store.run.progress(held, 0, records.length);
  const decisions = await store.match.decisions(entity);
  const matched = await matcher.matchAll(entity, {
    records,
    model: whole.state === 'first' ? null : whole.model,
    decisions: decisionsAmong(decisions, records),
  });
  await store.transaction(async (tx) => {
    await putInForce(tx, entity, { whole, model: matched.model, at: context.now() });
    await tx.match.forgetAll(entity);
    await saveFirstRound(tx, entity, matched);
    if (entity === 'contact') for (const chunk of chunks(records)) await tx.match.saveLinks(chunk, []);
    await tellEverybody(tx, entity, whole);
    await tx.match.setState(entity, { pending: 'second', collective: matched.model.collective === true });
    // Golden records do not change before the second round, but their members' values may have.
    await tx.golden.markMergeDueByMatchDue(entity);
    await tx.match.clearAllDue(entity);
    await remarkDecided(tx, entity, decisions);
    await tx.run.assertHeld(held);
  });
  // Accounts are told later, in a part that counts nothing: each of them is counted once.
  if (entity === 'account') await store.run.progress(held, records.length, records.length);
  return records.length;
}

async function saveFirstRound(tx: Store, entity: GoldenType, matched: MatchedRecords): Promise<void> {
  const keyOf = new Map(matched.records.map(({ id, key }) => [id, key]));
  const nameOf = new Map(
    matched.clusters.flatMap((cluster) => {
      const name = clusterName(cluster.map((id) => keyOf.get(id) ?? ''));
      return cluster.map((id) => [id, name] as const);
    }),
  );
  for (const chunk of chunks(matched.contents)) await tx.match.addContents(entity, chunk, []);
  for (const chunk of chunks(matched.records)) {
    await tx.match.saveRecords(
      entity,
      chunk.map((record) => ({
        ...record,
        second: record.content,
        collective: '',
        firstCluster: nameOf.get(record.id) ?? clusterName([record.key]),
      })),
      [],
    );
  }
  for (const chunk of chunks(matched.pairs))
    await tx.match.insertPairs(
      entity,
      judgedPairs(matched.model, chunk, () => 1),
    );
}

/** What the new clusters tell the other type. Where its model has no weight for that yet, it is asked for one. */
async function tellEverybody(tx: Store, entity: GoldenType, whole: WholeModel): Promise<void> {
  const other = entity === 'account' ? 'contact' : 'account';
  await tx.match.recountAll('account');
  if (entity === 'contact') await tx.match.recountAll('contact');
  const state = await tx.match.state(other);
  if (whole.state !== 'first' || state.collective || state.pending !== null) await tx.match.tellAll(other);
  else if ((await tx.match.modelVersion(other)) !== null)
    await tx.match.setState(other, { pending: 'second', collective: false });
}

type ModelChange = { whole: WholeModel; model: MatchModel; at: Date };

async function putInForce(tx: Store, entity: GoldenType, { whole, model, at }: ModelChange): Promise<void> {
  if (whole.state === 'first') return tx.match.addModel(entity, 1, model, at);
  if (whole.state === 'in force') return;
  if (await tx.model.putInForce(entity, whole.version, at)) return;
  throw new ConflictError({
    code: 'ADOPTION_TAKEN_BACK',
    message: `version ${whole.version} of the ${entity} model was discarded while it was put in force`,
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

/** The second round of everything, and the golden records of both. */
export async function secondRoundOfAll(
  context: MatchContext,
  held: HeldPart,
  entity: GoldenType,
): Promise<JsonObject> {
  const { store } = context;
  const stored = await store.match.model(entity);
  if (stored === null)
    throw new InvariantError({
      code: 'MODEL_MISSING',
      message: `everything of ${entity} is to be matched, without a model`,
    });
  const told = await toldTo(store, entity);
  const matched = told.size === 0 ? null : await matchTold(context, { entity, model: stored.model, told });
  const isTold = matched?.model.collective === true;
  const clusters = isTold ? byId(matched) : byCluster(await store.match.firstClusters(entity));
  await store.transaction(async (tx) => {
    await tx.match.forgetSecondRound(entity);
    if (isTold) await saveSecondRound(tx, entity, { matched, told, version: stored.version });
    else await tx.match.copyFirstRound(entity);
    await regroup(tx, {
      entity,
      clusters,
      departed: await tx.match.departed(entity),
      held,
      cause: `everything matched, model ${stored.version}`,
      at: context.now(),
    });
    await tx.match.setState(entity, {
      pending: null,
      collective: isTold || stored.model.collective === true,
    });
    await tx.run.assertHeld(held);
  });
  const count = clusters.reduce((sum, cluster) => sum + cluster.length, 0);
  if (entity === 'contact') await store.run.progress(held, count, count);
  return { matched: count, told: isTold ? told.size : 0, model: stored.version };
}

type FirstClusters = Awaited<ReturnType<Store['match']['firstClusters']>>;
type RecordName = { id: number; key: string };

function byCluster(firsts: FirstClusters): RecordName[][] {
  return [...Map.groupBy(firsts, ({ cluster }) => cluster).values()];
}

function byId({ records, clusters }: MatchedRecords): RecordName[][] {
  const recordOf = new Map(records.map((record) => [record.id, record]));
  return clusters.map((cluster) => cluster.flatMap((id) => recordOf.get(id) ?? []));
}

/** What the other type tells of every matched record, by id. */
export async function toldTo(store: Store, entity: GoldenType): Promise<Map<number, string>> {
  const told = new Map<number, string>();
  for (const ids of chunks(await store.match.recordIds(entity))) {
    for (const [id, value] of await store.match.collectives(entity, ids)) told.set(id, value);
  }
  return told;
}

type Telling = { entity: GoldenType; model: MatchModel; told: ReadonlyMap<number, string> };

async function matchTold(
  { store, matcher }: MatchContext,
  { entity, model, told }: Telling,
): Promise<MatchedRecords> {
  const records = await store.match.allLive(entity);
  const decisions = decisionsAmong(await store.match.decisions(entity), records);
  return matcher.matchAll(entity, { records, model, decisions, collective: told });
}

type SecondRound = { matched: MatchedRecords; told: ReadonlyMap<number, string>; version: number };

async function saveSecondRound(
  tx: Store,
  entity: GoldenType,
  { matched, told, version }: SecondRound,
): Promise<void> {
  await tx.match.completeModel(entity, version, matched.model);
  const seconds = matched.records.flatMap(({ id, content }) => {
    const collective = told.get(id);
    return collective === undefined ? [] : [{ id, second: content, collective }];
  });
  for (const chunk of chunks(seconds)) await tx.match.saveSeconds(chunk);
  await tx.match.addVariants(entity);
  const keyed = matched.contents.filter(({ keys }) => keys.length > 0);
  for (const chunk of chunks(keyed)) await tx.match.saveVariantKeys(entity, chunk);
  for (const chunk of chunks(matched.pairs))
    await tx.match.insertPairs(
      entity,
      judgedPairs(matched.model, chunk, () => 2),
    );
}

/** Of decisions on records that are there; before the first load keys are all there is to find them by. */
export function decisionsAmong(
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
  for (let from = 0; from < items.length; from += CHUNK) yield items.slice(from, from + CHUNK);
}
