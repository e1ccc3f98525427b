import { clusterContents } from '../../core/match/cluster-contents.ts';
import { prepareRecords } from '../../core/match/match-records.ts';
import type { MatchModel } from '../../core/match/model.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { ReachedRecord } from '../ports/match.ts';
import type { HeldPart } from '../ports/run.ts';
import type { Store } from '../ports/store.ts';
import { KnownContents } from './known-contents.ts';
import { regroup } from './regroup.ts';
import { updatePairs } from './update-pairs.ts';

/** Records matched in one transaction of a change run. */
export const MATCH_BATCH = 500;

export type BatchWork = { held: HeldPart; entity: GoldenType; model: MatchModel; at: Date };

/** Matches the next records that are due; returns how many there were. */
export async function matchBatch(tx: Store, { held, entity, model, at }: BatchWork): Promise<number> {
  await tx.match.beginChanges();
  await tx.run.assertHeld(held);
  const { live, gone } = await tx.match.takeDue(entity, MATCH_BATCH);
  const taken = [...live, ...gone].map((record) => record.id);
  if (taken.length === 0) return 0;
  const records = prepareRecords(entity, live);
  const former = await tx.match.saveRecords(
    entity,
    records,
    gone.map(({ id }) => id),
  );
  const contents = new KnownContents(tx, entity, records);
  const touched = await updatePairs(tx, { entity, model, present: records, former, contents });
  const component = await tx.match.component(entity, touched, taken);
  await regroup(tx, {
    entity,
    clusters: await clustersOf(tx, { entity, model, contents, records: component }),
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
  await tx.golden.markMergeDueByRecords(live.map((record) => record.id));
  await tx.match.clearDue(taken);
  return taken.length;
}

type ComponentWork = {
  entity: GoldenType;
  model: MatchModel;
  contents: KnownContents;
  records: readonly ReachedRecord[];
};

/** The clusters of whole components. */
async function clustersOf(
  tx: Store,
  { entity, model, contents, records }: ComponentWork,
): Promise<{ id: number; key: string }[][]> {
  if (records.length <= 1) return records.map((record) => [record]);
  const reached = [...new Set(records.map((record) => record.content))];
  const recordOf = new Map(records.map((record) => [record.id, record]));
  const clusters = clusterContents(model, {
    records,
    standardisedOf: new Map(
      (await contents.read(reached)).map(({ content, standardised }) => [content, standardised]),
    ),
    pairs: await tx.match.pairsAmong(entity, reached),
    decisions: await tx.match.decisionsAmong(entity, [...recordOf.keys()]),
  });
  return clusters.map((cluster) => cluster.flatMap((id) => recordOf.get(id) ?? []));
}
