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
  let count = 0;
  for (let at = 0; at < pairs.weight.length; at++) {
    const weight = pairs.weight[at] as number;
    if (weight >= match || weight < review) continue;
    if (clusterOfNode[pairs.left[at] as number] !== clusterOfNode[pairs.right[at] as number]) count++;
  }
  return count;
}
