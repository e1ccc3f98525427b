import type { Corpus } from './corpus.ts';
import { FORBIDDEN, type NodeMatcher } from './node-matcher.ts';

/** Nodes that stand for several equal records, and what two of these weigh with each other. */
export type Copies = { nodes: Int32Array; weights: Float64Array };

/** Weighs the copies of the nodes from `from` to `to`. Of one source (link only) none belong together. */
export function weighCopies(matcher: NodeMatcher, from = 0, to = matcher.corpus.nodes): Copies {
  const { multiplicity } = matcher.corpus;
  const nodes: number[] = [];
  for (let node = from; node < to; node++) if ((multiplicity[node] as number) > 1) nodes.push(node);
  const { linkOnly } = matcher.model;
  return {
    nodes: Int32Array.from(nodes),
    weights: Float64Array.from(nodes, (node) => (linkOnly ? FORBIDDEN : matcher.weigh(node, node))),
  };
}

export function joinCopies(parts: readonly Copies[]): Copies {
  return {
    nodes: Int32Array.from(parts.flatMap(({ nodes }) => [...nodes])),
    weights: Float64Array.from(parts.flatMap(({ weights }) => [...weights])),
  };
}

/** Those at or over a threshold. */
export function copiesOver(
  { nodes, weights }: Copies,
  threshold: number,
): { node: number; weight: number }[] {
  const found: { node: number; weight: number }[] = [];
  nodes.forEach((node, at) => {
    const weight = weights[at] as number;
    if (weight >= threshold) found.push({ node, weight });
  });
  return found;
}

/**
 * From nodes to records: equal records are one node, and stay together when their own pair reaches the threshold. Else
 * each is a cluster of its own, numbered beyond the nodes.
 */
export function spread(corpus: Corpus, clusterOfNode: Int32Array, copies: Copies, match: number): Int32Array {
  const alone = new Uint8Array(corpus.nodes);
  copies.nodes.forEach((node, at) => (alone[node] = Number((copies.weights[at] as number) < match)));
  const seen = new Uint8Array(corpus.nodes);
  return corpus.nodeOfRecord.map((node, record) => {
    const isCopy = seen[node] === 1;
    seen[node] = 1;
    return alone[node] === 1 && isCopy ? corpus.nodes + record : (clusterOfNode[node] as number);
  });
}
