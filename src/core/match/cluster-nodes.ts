import {
  boundedGroups,
  type Edge,
  type EdgeColumns,
  edgeColumns,
  joinEdges,
  UnionFind,
} from './components.ts';
import { sharedInts } from './corpus.ts';
import { groupAt, type Membership, membersOf, type NodeGroups, packGroups } from './node-groups.ts';
import type { NodeDecisions, NodeMatcher } from './node-matcher.ts';
import type { WeighedPairs } from './weighed-pairs.ts';

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
  groups: NodeGroups;
};

/** Clusters every component that the pairs (and `same` decisions) hold together. */
export function clusterNodes(
  nodes: NodeMatcher,
  pairs: EdgeColumns,
  decisions?: NodeDecisions,
): NodeClusters {
  const { groups, ...result } = groupComponents(nodes, pairs, decisions);
  for (let index = 0; index < groups.ends.length; index++)
    result.collisions.push(...clusterGroup(nodes, groupAt(groups, index), result.clusterOf, { decisions }));
  return result;
}

/** Finds the components, cuts those that are too big, and decides those of two nodes: their pair is all there is. */
export function groupComponents(
  nodes: NodeMatcher,
  pairs: EdgeColumns,
  decisions?: NodeDecisions,
): GroupedNodes {
  const count = nodes.corpus.nodes;
  const decided = (decisions?.same ?? []).map(
    ([left, right]): Edge => ({ left, right, weight: Number.POSITIVE_INFINITY }),
  );
  const edges = decided.length === 0 ? pairs : joinEdges([edgeColumns(decided), pairs]);
  const clusterOf = sharedInts(new Int32Array(count));
  for (let node = 0; node < count; node++) clusterOf[node] = node;
  const components = componentsOf(edges, count);
  const arePairsDecided = decisions === undefined;
  if (arePairsDecided) joinPairs(edges, components, { clusterOf, match: nodes.model.thresholds.match });
  const groups = membersOf(components, arePairsDecided ? 3 : 2);
  const bounded = boundedComponents(groups, edgesOfGreat(edges, components));
  return { clusterOf, components: components.count, ...bounded, collisions: [] };
}

/** The groups without those that are too big, which are cut. */
function boundedComponents(
  groups: NodeGroups,
  oversized: ReadonlyMap<number, Edge[]>,
): Pick<GroupedNodes, 'groups' | 'cut' | 'oversized'> {
  if (oversized.size === 0) return { groups, cut: 0, oversized: [] };
  const kept: ArrayLike<number>[] = [];
  const cut: number[] = [];
  for (let index = 0; index < groups.ends.length; index++) {
    const group = groupAt(groups, index);
    const first = group[0] as number;
    const own = oversized.get(first);
    if (own === undefined) kept.push(group);
    else {
      const bounded = boundedGroups(Array.from(group), own, MOST_NODES);
      if (bounded.cut) cut.push(first);
      kept.push(...bounded.groups.filter((each) => each.length > 1));
    }
  }
  return { groups: packGroups(kept), cut: cut.length, oversized: cut };
}

/** `count`: of two nodes and more. */
type Components = Membership & { count: number };

function componentsOf({ left, right }: EdgeColumns, nodes: number): Components {
  const sets = new UnionFind(nodes);
  for (let at = 0; at < left.length; at++) sets.union(left[at] as number, right[at] as number);
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
  edges: EdgeColumns,
  { first, sizes }: Components,
  { clusterOf, match }: { clusterOf: Int32Array; match: number },
): void {
  for (let at = 0; at < edges.left.length; at++) {
    if ((edges.weight[at] as number) < match) continue;
    const [left, right] = [edges.left[at] as number, edges.right[at] as number];
    if (sizes[first[left] as number] === 2) clusterOf[Math.max(left, right)] = Math.min(left, right);
  }
}

/** The edges of each component that is too big, by its first node. */
function edgesOfGreat(
  { left, right, weight }: EdgeColumns,
  { first, sizes }: Components,
): Map<number, Edge[]> {
  const found = new Map<number, Edge[]>();
  for (let at = 0; at < left.length; at++) {
    const root = first[left[at] as number] as number;
    if ((sizes[root] as number) <= MOST_NODES) continue;
    const edge = { left: left[at] as number, right: right[at] as number, weight: weight[at] as number };
    const own = found.get(root);
    if (own) own.push(edge);
    else found.set(root, [edge]);
  }
  return found;
}

/** Clusters a group and writes the first node of its cluster for each; returns the decisions that could not be kept. */
export function clusterGroup(
  matcher: NodeMatcher,
  group: Int32Array,
  clusterOf: Int32Array,
  { decisions, weighed }: { decisions?: NodeDecisions | undefined; weighed?: WeighedPairs } = {},
): Edge[] {
  const found = matcher.cluster(Array.from(group), decisions, weighed);
  const first = new Map<number, number>();
  group.forEach((node, index) => {
    const cluster = found.clusterOf[index] as number;
    if (!first.has(cluster)) first.set(cluster, node);
    clusterOf[node] = first.get(cluster) as number;
  });
  return found.collisions;
}
