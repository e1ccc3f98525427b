/**
 * Matches a batch of changed records, in one transaction and both rounds. Before and after it the store holds, of each
 * round: the contents of the records, the pairs that a whole load would find, and the clusters that those come to;
 * the first round's by name, the second's as golden records. Who is told something else by a cluster that changed is
 * due afterwards.
 */
import { clusterContents } from '../../core/match/cluster-contents.ts';
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
import { type TwoContents, updatePairs } from './update-pairs.ts';

/** Records matched in one transaction of a change run. */
export const MATCH_BATCH = 500;

export type BatchWork = { held: HeldPart; entity: GoldenType; model: MatchModel; at: Date };

/** Matches the next records that are due, in a `smallChange`; returns how many there were. */
export async function matchBatch(tx: Store, { held, entity, model, at }: BatchWork): Promise<number> {
  await tx.run.assertHeld(held);
  const { live, gone } = await tx.match.takeDue(entity, MATCH_BATCH);
  const taken = [...live, ...gone].map((record) => record.id);
  if (taken.length === 0) return 0;
  const links = await relink(tx, entity, { live, gone });
  const records = await prepare(tx, { entity, model, live });
  const { former, hasDecisions } = await tx.match.saveRecords(
    entity,
    records,
    gone.map(({ id }) => id),
  );
  const contents = new KnownContents(tx, entity, records.flatMap(contentsOf(entity)));
  const touched = await updatePairs(tx, { entity, model, present: records, former, contents });
  const component = await tx.match.component(entity, {
    contents: touched,
    recordIds: taken,
    hasDecisions,
    firstClusters: former.flatMap(({ firstCluster }) => firstCluster ?? []),
  });
  const clusters = await clustersOf(tx, { entity, model, contents, records: component, hasDecisions });
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
  await tx.match.clearDue({ live: live.map(({ id }) => id), gone: gone.map(({ id }) => id) });
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
  const { entity, records, hasDecisions } = work;
  const reached = [...new Set(records.flatMap(({ content, second }) => [content, second]))];
  const pairs = records.length > 1 ? await tx.match.pairsAmong(entity, reached) : [];
  const decisions =
    records.length > 1 && hasDecisions
      ? await tx.match.decisionsAmong(
          entity,
          records.map(({ id }) => id),
        )
      : [];
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
  decisions: Awaited<ReturnType<Store['match']['decisionsAmong']>>;
};

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
