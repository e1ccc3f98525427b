import { boundedGroups, type Edge, UnionFind } from './components.ts';
import type { NodeDecisions, NodeMatcher } from './node-matcher.ts';

/** A component of more nodes is first cut at its lightest edges: clustering costs their square. */
export const MOST_NODES = 250;

export type NodeClusters = {
  /** Per node: the smallest node of its cluster. */
  clusterOf: Int32Array;
  components: number;
  /** Components that were too big and were cut: one of their nodes each. */
  cut: number;
  oversized: number[];
  collisions: Edge[];
};

/** Clusters every component that the pairs (and `same` decisions) hold together. */
export function clusterNodes(
  nodes: NodeMatcher,
  pairs: readonly Edge[],
  decisions?: NodeDecisions,
): NodeClusters {
  const count = nodes.corpus.nodes;
  const decided = (decisions?.same ?? []).map(
    ([left, right]): Edge => ({ left, right, weight: Number.POSITIVE_INFINITY }),
  );
  const edges = [...decided, ...pairs];
  const sets = new UnionFind(count);
  for (const edge of edges) sets.union(edge.left, edge.right);
  const byRoot = new Map<number, { nodes: number[]; edges: Edge[] }>();
  for (const edge of edges) {
    const root = sets.find(edge.left);
    const found = byRoot.get(root);
    if (found) found.edges.push(edge);
    else byRoot.set(root, { nodes: [], edges: [edge] });
  }
  for (let node = 0; node < count; node++) byRoot.get(sets.find(node))?.nodes.push(node);
  const result: NodeClusters = {
    clusterOf: Int32Array.from({ length: count }, (_, node) => node),
    components: byRoot.size,
    cut: 0,
    oversized: [],
    collisions: [],
  };
  for (const component of byRoot.values()) {
    const bounded = boundedGroups(component.nodes, component.edges, MOST_NODES);
    if (bounded.cut) {
      result.cut++;
      result.oversized.push(component.nodes[0] as number);
    }
    for (const group of bounded.groups) if (group.length > 1) clusterGroup(nodes, group, decisions, result);
  }
  return result;
}

function clusterGroup(
  nodes: NodeMatcher,
  group: readonly number[],
  decisions: NodeDecisions | undefined,
  result: NodeClusters,
): void {
  const { clusterOf, collisions } = nodes.cluster(group, decisions);
  result.collisions.push(...collisions);
  const first = new Map<number, number>();
  group.forEach((node, index) => {
    const cluster = clusterOf[index] as number;
    if (!first.has(cluster)) first.set(cluster, node);
    result.clusterOf[node] = first.get(cluster) as number;
  });
}

/**
 * From nodes to records: equal records are one node, and stay together when their own pair reaches the threshold.
 * Else each is a cluster of its own, numbered beyond the nodes.
 */
export function spread(nodes: NodeMatcher, nodeCluster: Int32Array): Int32Array {
  const { corpus, model } = nodes;
  const alone = new Uint8Array(corpus.nodes);
  for (let node = 0; node < corpus.nodes; node++) {
    if ((corpus.multiplicity[node] as number) < 2) continue;
    alone[node] = Number(model.linkOnly || nodes.weigh(node, node) < model.thresholds.match);
  }
  const seen = new Uint8Array(corpus.nodes);
  return corpus.nodeOfRecord.map((node, record) => {
    const isCopy = seen[node] === 1;
    seen[node] = 1;
    return alone[node] === 1 && isCopy ? corpus.nodes + record : (nodeCluster[node] as number);
  });
}
