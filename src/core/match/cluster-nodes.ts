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
  const edges = decided.length === 0 ? pairs : [...decided, ...pairs];
  const clusterOf = new Int32Array(count).map((_, node) => node);
  const components = componentsOf(edges, count);
  const arePairsDecided = decisions === undefined;
  if (arePairsDecided) joinPairs(edges, components, { clusterOf, match: nodes.model.thresholds.match });
  const found: GroupedNodes = {
    ...{ clusterOf, components: components.count, cut: 0, oversized: [], collisions: [], groups: [] },
  };
  const oversized = edgesOfGreat(edges, components);
  for (const members of membersOf(components, arePairsDecided ? 3 : 2)) {
    const [first] = members as [number];
    const own = oversized.get(first);
    const bounded =
      own === undefined ? { groups: [members], cut: false } : boundedGroups(members, own, MOST_NODES);
    if (bounded.cut) {
      found.cut++;
      found.oversized.push(first);
    }
    for (const group of bounded.groups) if (group.length > 1) found.groups.push(group);
  }
  return found;
}

/** Per node the first node of its component; per first node how many nodes there are. `count`: of two nodes and more. */
type Components = { first: Int32Array; sizes: Int32Array; count: number };

function componentsOf(edges: readonly Edge[], nodes: number): Components {
  const sets = new UnionFind(nodes);
  for (const edge of edges) sets.union(edge.left, edge.right);
  const [first, sizes] = [new Int32Array(nodes), new Int32Array(nodes)];
  let count = 0;
  for (let node = 0; node < nodes; node++) {
    const root = sets.find(node);
    first[node] = root;
    const size = (sizes[root] as number) + 1;
    sizes[root] = size;
    if (size === 2) count++;
  }
  return { first, sizes, count };
}

/** Joins the components of two nodes whose pair weighs enough. */
function joinPairs(
  edges: readonly Edge[],
  { first, sizes }: Components,
  { clusterOf, match }: { clusterOf: Int32Array; match: number },
): void {
  for (const { left, right, weight } of edges) {
    if (weight >= match && sizes[first[left] as number] === 2)
      clusterOf[Math.max(left, right)] = Math.min(left, right);
  }
}

/** The nodes of each component of so many and more. */
function membersOf({ first, sizes }: Components, least: number): Iterable<number[]> {
  const groups = new Map<number, number[]>();
  for (let node = 0; node < first.length; node++) {
    const root = first[node] as number;
    if ((sizes[root] as number) < least) continue;
    if (root === node) groups.set(root, [node]);
    else groups.get(root)?.push(node);
  }
  return groups.values();
}

/** The edges of each component that is too big, by its first node. */
function edgesOfGreat(edges: readonly Edge[], { first, sizes }: Components): Map<number, Edge[]> {
  const found = new Map<number, Edge[]>();
  for (const edge of edges) {
    const root = first[edge.left] as number;
    if ((sizes[root] as number) <= MOST_NODES) continue;
    const own = found.get(root);
    if (own) own.push(edge);
    else found.set(root, [edge]);
  }
  return found;
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
