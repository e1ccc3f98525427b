import type { MatchResult } from '../../core/match/match-all.ts';

/**
 * How many pairs wait for a person: at or over the review threshold, below that of a match, and not in one cluster by
 * other evidence. Equal records count as one.
 */
export function reviewCount({ corpus, clusterOf, pairs, model }: MatchResult): number {
  const clusterOfNode = new Int32Array(corpus.nodes).fill(-1);
  corpus.nodeOfRecord.forEach((node, record) => {
    if (clusterOfNode[node] === -1) clusterOfNode[node] = clusterOf[record] as number;
  });
  const { match, review } = model.thresholds;
  return pairs.reduce(
    (count, { left, right, weight }) =>
      count + Number(weight < match && weight >= review && clusterOfNode[left] !== clusterOfNode[right]),
    0,
  );
}
