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

export type GroupedNodes = NodeClusters & {
  /** Groups of nodes that still are to be clustered; whatever is not in one is decided. */
  groups: number[][];
};

/** Clusters every component that the pairs (and `same` decisions) hold together. */
export function clusterNodes(
  nodes: NodeMatcher,
  pairs: readonly Edge[],
  decisions?: NodeDecisions,
): NodeClusters {
  const { groups, ...result } = groupComponents(nodes, pairs, decisions);
  for (const group of groups) {
    const { clusterOf, collisions } = nodes.cluster(group, decisions);
    result.collisions.push(...collisions);
    writeGroup(group, clusterOf, result.clusterOf);
  }
  return result;
}

/** Finds the components, cuts those that are too big, and decides those of two nodes: their pair is all there is. */
export function groupComponents(
  nodes: NodeMatcher,
  pairs: readonly Edge[],
  decisions?: NodeDecisions,
): GroupedNodes {
  const count = nodes.corpus.nodes;
  const decided = (decisions?.same ?? []).map(
    ([left, right]): Edge => ({ left, right, weight: Number.POSITIVE_INFINITY }),
  );
  const edges = [...decided, ...pairs];
  const sets = new UnionFind(count);
  for (const edge of edges) sets.union(edge.left, edge.right);
  const clusterOf = Int32Array.from({ length: count }, (_, node) => node);
  const found: GroupedNodes = { clusterOf, components: 0, cut: 0, oversized: [], collisions: [], groups: [] };
  for (const component of componentsOf(sets, count, edges)) {
    found.components++;
    const [only] = component.edges;
    if (component.edges.length === 1 && only && decisions === undefined) {
      if (only.weight >= nodes.model.thresholds.match)
        clusterOf[Math.max(only.left, only.right)] = Math.min(only.left, only.right);
      continue;
    }
    const bounded = boundedGroups(component.nodes, component.edges, MOST_NODES);
    if (bounded.cut) {
      found.cut++;
      found.oversized.push(component.nodes[0] as number);
    }
    for (const group of bounded.groups) if (group.length > 1) found.groups.push(group);
  }
  return found;
}

type ComponentEdges = { nodes: number[]; edges: Edge[] };

function componentsOf(sets: UnionFind, count: number, edges: readonly Edge[]): Iterable<ComponentEdges> {
  const byRoot = new Map<number, ComponentEdges>();
  for (const edge of edges) {
    const root = sets.find(edge.left);
    const known = byRoot.get(root);
    if (known) known.edges.push(edge);
    else byRoot.set(root, { nodes: [], edges: [edge] });
  }
  for (let node = 0; node < count; node++) byRoot.get(sets.find(node))?.nodes.push(node);
  return byRoot.values();
}

/** Writes a group's clusters: each node gets the first node of its cluster. */
export function writeGroup(
  group: readonly number[],
  clusterOfGroup: Int32Array,
  clusterOf: Int32Array,
): void {
  const first = new Map<number, number>();
  group.forEach((node, index) => {
    const cluster = clusterOfGroup[index] as number;
    if (!first.has(cluster)) first.set(cluster, node);
    clusterOf[node] = first.get(cluster) as number;
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
