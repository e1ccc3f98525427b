/**
 * Identity over time: which golden id each cluster keeps when clusters change.
 *
 * States of a golden id: live (has members) → retired (redirects to the record it merged into, or to nothing
 * when its last member left).
 * Invariants: every clustered record has exactly one live golden id; a golden id is held by one cluster at
 * most; the outcome depends on the clusters and on the former assignment, never on the order they are given in.
 */
import type { GoldenType } from '../model/entity.ts';
import { mintGoldenId } from './golden-id.ts';

export type ClusterRecord = {
  recordId: number;
  /** `connection/stream/external id`. */
  key: string;
  /** Golden id the record belonged to before, if any. */
  goldenId: string | null;
};

export type KnownGolden = { id: string; bornAtMs: number };

export type LineageEvent = {
  goldenId: string;
  event: 'born' | 'merged' | 'split' | 'joined' | 'left' | 'retired';
  otherGoldenId: string | null;
  recordKey: string | null;
};

export type IdentityOutcome = {
  /** Golden id of every record of the clusters given. */
  membership: Map<number, string>;
  born: string[];
  /** Retired golden id → the one it redirects to; null when it simply emptied. */
  retired: Map<string, string | null>;
  /** Golden ids whose set of members changed, the retired ones left out. */
  changed: Set<string>;
  lineage: LineageEvent[];
};

type Cluster = { records: ClusterRecord[]; smallestKey: string };

/**
 * Assigns golden ids to new clusters.
 *
 * @param clusters every cluster of the components that changed
 * @param departed records that were members and are in no cluster any more (deleted)
 * @param known golden ids met in the records, with their birth
 * @param isTaken whether an id exists already (in any state)
 */
export function assignIdentity(
  entity: GoldenType,
  {
    clusters,
    departed,
    known,
    isTaken,
  }: {
    clusters: readonly (readonly ClusterRecord[])[];
    departed: readonly ClusterRecord[];
    known: readonly KnownGolden[];
    isTaken: (id: string) => boolean;
  },
): IdentityOutcome {
  const bornAt = new Map(known.map((golden) => [golden.id, golden.bornAtMs]));
  const ordered = clusters.map(orderCluster).sort((a, b) => compareText(a.smallestKey, b.smallestKey));
  const keptBy = claimIds(ordered, bornAt);
  const outcome: IdentityOutcome = {
    membership: new Map(),
    born: [],
    retired: new Map(),
    changed: new Set(),
    lineage: [],
  };
  const minted = new Set<string>();
  for (const cluster of ordered) {
    let id = keptBy.get(cluster);
    if (id === undefined) {
      id = mintFree(entity, cluster.smallestKey, (candidate) => isTaken(candidate) || minted.has(candidate));
      minted.add(id);
      outcome.born.push(id);
      recordBirth(outcome, cluster, id);
    }
    enrol(outcome, cluster, id);
  }
  leave(outcome, departed);
  retireEmptied(outcome, ordered, departed, new Set(keptBy.values()));
  return outcome;
}

function orderCluster(records: readonly ClusterRecord[]): Cluster {
  const sorted = [...records].sort((a, b) => compareText(a.key, b.key));
  return { records: sorted, smallestKey: sorted[0]?.key ?? '' };
}

/** The pair (cluster, former id) with most members in common wins; ties: the older id, then the smaller. */
function claimIds(clusters: readonly Cluster[], bornAt: ReadonlyMap<string, number>): Map<Cluster, string> {
  const claims: { cluster: Cluster; id: string; shared: number }[] = [];
  for (const cluster of clusters) {
    const shared = new Map<string, number>();
    for (const { goldenId } of cluster.records) {
      if (goldenId !== null) shared.set(goldenId, (shared.get(goldenId) ?? 0) + 1);
    }
    for (const [id, count] of shared) claims.push({ cluster, id, shared: count });
  }
  claims.sort(
    (a, b) =>
      b.shared - a.shared ||
      (bornAt.get(a.id) ?? 0) - (bornAt.get(b.id) ?? 0) ||
      compareText(a.id, b.id) ||
      compareText(a.cluster.smallestKey, b.cluster.smallestKey),
  );
  const keptBy = new Map<Cluster, string>();
  const taken = new Set<string>();
  for (const { cluster, id } of claims) {
    if (keptBy.has(cluster) || taken.has(id)) continue;
    keptBy.set(cluster, id);
    taken.add(id);
  }
  return keptBy;
}

function mintFree(entity: GoldenType, smallestKey: string, isTaken: (id: string) => boolean): string {
  for (let ordinal = 0; ; ordinal++) {
    const id = mintGoldenId(entity, smallestKey, ordinal);
    if (!isTaken(id)) return id;
  }
}

function recordBirth(outcome: IdentityOutcome, cluster: Cluster, id: string): void {
  const from = cluster.records.find((record) => record.goldenId !== null)?.goldenId ?? null;
  outcome.lineage.push({
    goldenId: id,
    event: from === null ? 'born' : 'split',
    otherGoldenId: from,
    recordKey: cluster.smallestKey,
  });
}

function enrol(outcome: IdentityOutcome, cluster: Cluster, id: string): void {
  for (const record of cluster.records) {
    outcome.membership.set(record.recordId, id);
    if (record.goldenId === id) continue;
    outcome.changed.add(id);
    outcome.lineage.push({
      goldenId: id,
      event: 'joined',
      otherGoldenId: record.goldenId,
      recordKey: record.key,
    });
    if (record.goldenId !== null) outcome.changed.add(record.goldenId);
  }
}

function leave(outcome: IdentityOutcome, departed: readonly ClusterRecord[]): void {
  for (const { goldenId, key } of [...departed].sort((a, b) => compareText(a.key, b.key))) {
    if (goldenId === null) continue;
    outcome.changed.add(goldenId);
    outcome.lineage.push({ goldenId, event: 'left', otherGoldenId: null, recordKey: key });
  }
}

function retireEmptied(
  outcome: IdentityOutcome,
  clusters: readonly Cluster[],
  departed: readonly ClusterRecord[],
  kept: ReadonlySet<string>,
): void {
  const heirs = new Map<string, Map<string, number>>();
  for (const { records } of clusters) {
    for (const { recordId, goldenId } of records) {
      if (goldenId === null || kept.has(goldenId)) continue;
      const heir = outcome.membership.get(recordId) ?? '';
      const counts = heirs.get(goldenId) ?? new Map<string, number>();
      counts.set(heir, (counts.get(heir) ?? 0) + 1);
      heirs.set(goldenId, counts);
    }
  }
  for (const { goldenId } of departed) {
    if (goldenId !== null && !kept.has(goldenId) && !heirs.has(goldenId)) heirs.set(goldenId, new Map());
  }
  for (const [id, counts] of [...heirs].sort(([a], [b]) => compareText(a, b))) {
    const heir = [...counts].sort(([a, n], [b, m]) => m - n || compareText(a, b))[0]?.[0] ?? null;
    outcome.retired.set(id, heir);
    outcome.changed.delete(id);
    outcome.lineage.push({
      goldenId: id,
      event: heir === null ? 'retired' : 'merged',
      otherGoldenId: heir,
      recordKey: null,
    });
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
