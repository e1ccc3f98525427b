import { clusterName } from '#src/core/match/collective.ts';
import type { MatchedRecords } from '#src/core/match/match-records.ts';

/** The name of each record's cluster, by the record's key. */
export function firstClustersOf({ records, clusters }: MatchedRecords): Map<string, string> {
  const keyOf = new Map(records.map(({ id, key }) => [id, key]));
  return new Map(
    clusters.flatMap((cluster) => {
      const keys = cluster.map((id) => keyOf.get(id) ?? '');
      return keys.map((key) => [key, clusterName(keys)] as const);
    }),
  );
}
