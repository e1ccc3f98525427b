/**
 * Matches a batch of changed records, in one transaction and both rounds. Before and after it the store holds, of each
 * round: the contents of the records, the pairs that a whole load would find, and the clusters that those come to;
 * the first round's by name, the second's as golden records. Who is told something else by a cluster that changed is
 * due afterwards.
 */
import { clusterContents, type RecordDecision } from '../../core/match/cluster-contents.ts';
import { withCollective } from '../../core/match/collective.ts';
import { type Content, contentReader } from '../../core/match/content.ts';
import { prepareRecords } from '../../core/match/match-records.ts';
import type { MatchModel } from '../../core/match/model.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { MatchRecord, ReachedRecord, RoundPair, SavedRecord } from '../ports/match.ts';
import type { HeldPart } from '../ports/run.ts';
import type { Store } from '../ports/store.ts';
import { KnownContents } from './known-contents.ts';
import { regroup } from './regroup.ts';
import { relink, tellOthers } from './tell-others.ts';
import { addContents, type TwoContents, updatePairs } from './update-pairs.ts';

/** Records matched in one transaction of a change run. */
export const MATCH_BATCH = 500;

export type BatchWork = { held: HeldPart; entity: GoldenType; model: MatchModel; at: Date };

/** Matches the next records that are due, in a `smallChange`; returns how many there were. */
export async function matchBatch(tx: Store, { held, entity, model, at }: BatchWork): Promise<number> {
  // A wait costs as much as a statement: what need not wait for each other's answers is called together.
  const [, { live, gone }] = await Promise.all([
    tx.run.assertHeld(held),
    tx.match.takeDue(entity, MATCH_BATCH),
  ]);
  const taken = [...live, ...gone].map((record) => record.id);
  if (taken.length === 0) return 0;
  const links = await relink(tx, entity, { live, gone });
  const records = await prepare(tx, { entity, model, live });
  const change = { entity, model, present: records };
  const [{ former, hasDecisions }, arrived] = await Promise.all([
    tx.match.saveRecords(
      entity,
      records,
      gone.map(({ id }) => id),
    ),
    addContents(tx, change),
  ]);
  const contents = new KnownContents(tx, entity, records.flatMap(contentsOf(entity)));
  const { touched, found } = await updatePairs(tx, { ...change, arrived, former, contents });
  const [, component] = await Promise.all([
    tx.match.insertPairs(entity, found),
    tx.match.component(entity, {
      contents: touched,
      recordIds: taken,
      hasDecisions,
      firstClusters: former.flatMap(({ firstCluster }) => firstCluster ?? []),
    }),
  ]);
  const [clusters] = await Promise.all([
    clustersOf(tx, { entity, model, contents, records: component, hasDecisions }),
    tx.match.clearDue({ live: live.map(({ id }) => id), gone: gone.map(({ id }) => id) }),
  ]);
  await tellOthers(tx, entity, { clusters: clusters.first, gone, former, links });
  await regroup(tx, {
    entity,
    clusters: clusters.second,
    former: new Map(
      component.flatMap(({ id, goldenId, bornAt }) =>
        goldenId === null || bornAt === null ? [] : [[id, { goldenId, bornAt }] as const],
      ),
    ),
    departed: gone,
    held,
    cause: 'source change',
    at,
  });
  return taken.length;
}

type Preparation = { entity: GoldenType; model: MatchModel; live: readonly MatchRecord[] };

/** Records with their contents of both rounds, by what the other type tells now. */
async function prepare(
  tx: Store,
  { entity, model, live }: Preparation,
): Promise<(SavedRecord & TwoContents)[]> {
  const told =
    model.collective === true
      ? await tx.match.collectives(
          entity,
          live.map(({ id }) => id),
        )
      : new Map<number, string>();
  const read = contentReader(entity);
  return prepareRecords(entity, live).map((record) => {
    const collective = told.get(record.id) ?? '';
    const second =
      collective === ''
        ? record.content
        : read(withCollective(entity, record.standardised, collective)).content;
    return { ...record, second, collective };
  });
}

/** Of both rounds. */
function contentsOf(entity: GoldenType) {
  return ({ content, standardised, second, collective }: TwoContents): Content[] => [
    { content, standardised },
    ...(collective === ''
      ? []
      : [{ content: second, standardised: withCollective(entity, standardised, collective) }]),
  ];
}

type ComponentWork = {
  entity: GoldenType;
  model: MatchModel;
  contents: KnownContents;
  records: readonly ReachedRecord[];
  hasDecisions: boolean;
};

type RoundClusters = { first: ReachedRecord[][]; second: ReachedRecord[][] };

/** The clusters of whole components, in both rounds. */
async function clustersOf(tx: Store, work: ComponentWork): Promise<RoundClusters> {
  const { records } = work;
  const [pairs, decisions] = records.length > 1 ? await readComponent(tx, work) : [[], []];
  const first = { ...work, pairs, decisions, round: 1 as const };
  // Nearly everywhere the other type tells nothing that matters here, and both rounds are one.
  const areOne = records.every((record) => record.rounds === 3 && record.second === record.content);
  if (areOne && pairs.every(({ rounds }) => rounds === 3)) {
    const clusters = await clusterRound(first);
    return { first: clusters, second: clusters };
  }
  return { first: await clusterRound(first), second: await clusterRound({ ...first, round: 2 }) };
}

type RoundWork = ComponentWork & {
  round: 1 | 2;
  pairs: readonly RoundPair[];
  decisions: readonly RecordDecision[];
};

async function readComponent(
  tx: Store,
  { entity, contents, records, hasDecisions }: ComponentWork,
): Promise<[RoundPair[], RecordDecision[]]> {
  const reached = [...new Set(records.flatMap(({ content, second }) => [content, second]))];
  const ids = records.map(({ id }) => id);
  const [pairs, decisions] = await Promise.all([
    tx.match.pairsAmong(entity, reached),
    hasDecisions ? tx.match.decisionsAmong(entity, ids) : [],
    contents.read(reached),
  ]);
  return [pairs, decisions];
}

async function clusterRound({
  model,
  contents,
  records,
  round,
  pairs,
  decisions,
}: RoundWork): Promise<ReachedRecord[][]> {
  const own = new Map(
    records.filter(({ rounds }) => (rounds & round) > 0).map((record) => [record.id, record]),
  );
  if (own.size <= 1) return [...own.values()].map((record) => [record]);
  const inRound = [...own.values()].map((record) => ({
    ...record,
    content: round === 1 ? record.content : record.second,
  }));
  const reached = await contents.read(inRound.map(({ content }) => content));
  const clusters = clusterContents(model, {
    records: inRound,
    standardisedOf: new Map(reached.map(({ content, standardised }) => [content, standardised])),
    pairs: pairs.filter(({ rounds }) => (rounds & round) > 0),
    decisions,
  });
  return clusters.map((cluster) => cluster.flatMap((id) => own.get(id) ?? []));
}
