import { mintGoldenId } from '../../core/merge/golden-id.ts';
import { assignIdentity, type ClusterRecord } from '../../core/merge/identity.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { HeldPart } from '../ports/run.ts';
import type { Store } from '../ports/store.ts';

/** One more than any record is ever re-born under in one step; more collisions than that are looked up again. */
const ORDINALS_LOOKED_UP = 8;
const CHUNK = 20_000;

export type Former = { goldenId: string; bornAt: Date };

export type Regrouping = {
  entity: GoldenType;
  /** Every live record of the components that changed, in its new cluster. */
  clusters: readonly (readonly { id: number; key: string }[])[];
  departed: readonly { id: number; key: string }[];
  /** Golden records of the clusters' records, where the caller has read them; no entry for those that have none. */
  former?: ReadonlyMap<number, Former>;
  held: HeldPart;
  cause: string;
  at: Date;
};

/** Gives new clusters their golden ids and writes down what that did to the old ones. */
export async function regroup(tx: Store, regrouping: Regrouping): Promise<void> {
  const { entity, clusters, departed, held, cause, at } = regrouping;
  const known = regrouping.former;
  const unread = known === undefined ? [...clusters.flat(), ...departed] : departed;
  const former = new Map([...(known ?? []), ...(await formerOf(tx, unread))]);
  const asClusterRecord = ({ id, key }: { id: number; key: string }): ClusterRecord => ({
    recordId: id,
    key,
    goldenId: former.get(id)?.goldenId ?? null,
  });
  const taken = await takenIds(
    tx,
    entity,
    mayNeedId(clusters, (id) => former.get(id)?.goldenId),
  );
  const outcome = assignIdentity(entity, {
    clusters: clusters.map((cluster) => cluster.map(asClusterRecord)),
    departed: departed.map(asClusterRecord),
    known: [...former.values()].map(({ goldenId, bornAt }) => ({ id: goldenId, bornAtMs: bornAt.getTime() })),
    isTaken: (id) => taken.has(id),
  });
  // Most changes of a record change nobody's cluster.
  if (outcome.lineage.length === 0 && outcome.changed.size === 0) return;
  await tx.golden.applyIdentity({
    entity,
    membership: outcome.membership,
    departed: departed.map((record) => record.id),
    born: outcome.born,
    retired: outcome.retired,
    changed: [...outcome.changed],
    lineage: outcome.lineage,
    cause,
    runId: held.runId,
    at,
  });
}

async function formerOf(tx: Store, records: readonly { id: number }[]): Promise<[number, Former][]> {
  const found: [number, Former][] = [];
  for (let from = 0; from < records.length; from += CHUNK) {
    const ids = records.slice(from, from + CHUNK).map(({ id }) => id);
    for (const { recordId, goldenId, bornAt } of await tx.golden.membershipOf(ids)) {
      found.push([recordId, { goldenId, bornAt }]);
    }
  }
  return found;
}

/** Clusters without a golden id that no other cluster can claim. */
function mayNeedId(
  clusters: Regrouping['clusters'],
  goldenIdOf: (recordId: number) => string | undefined,
): Regrouping['clusters'] {
  const claimants = new Map<string, number>();
  const claimed = clusters.map((cluster) => new Set(cluster.flatMap(({ id }) => goldenIdOf(id) ?? [])));
  for (const ids of claimed) for (const id of ids) claimants.set(id, (claimants.get(id) ?? 0) + 1);
  return clusters.filter((_, index) => ![...(claimed[index] ?? [])].some((id) => claimants.get(id) === 1));
}

/** Ids that could be minted for these clusters and exist already, in any state. */
async function takenIds(
  tx: Store,
  entity: GoldenType,
  clusters: Regrouping['clusters'],
): Promise<Set<string>> {
  const candidates: string[] = [];
  for (const cluster of clusters) {
    const smallest = cluster.reduce((least, { key }) => (key < least ? key : least), cluster[0]?.key ?? '');
    for (let ordinal = 0; ordinal < ORDINALS_LOOKED_UP; ordinal++) {
      candidates.push(mintGoldenId(entity, smallest, ordinal));
    }
  }
  const taken = new Set<string>();
  for (let from = 0; from < candidates.length; from += CHUNK) {
    for (const id of await tx.golden.existingIds(candidates.slice(from, from + CHUNK))) taken.add(id);
  }
  return taken;
}
