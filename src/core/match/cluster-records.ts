import { atomTables } from './atoms.ts';
import { clusterNodes } from './cluster-nodes.ts';
import { type Edge, edgeColumns } from './components.ts';
import { spread, weighCopies } from './copies.ts';
import { buildCorpus, type MatchRecord } from './corpus.ts';
import { PairComparer } from './evidence.ts';
import { featuresOf } from './features.ts';
import { knownTables } from './known-tables.ts';
import { knownIn, type MatchModel, probabilityOf } from './model.ts';
import { NodeMatcher } from './node-matcher.ts';

/** Steward decisions by record id. */
export type Decisions = {
  same: readonly (readonly [string, string])[];
  different: readonly (readonly [string, string])[];
};
/** A pair as it is stored: at or over the review threshold. */
export type StoredPair = { left: string; right: string; weight: number };

export type RecordClusters = {
  /** Ids by cluster, both in ascending order. Every record is in exactly one. */
  clusters: string[][];
  /** Pairs over the review threshold that ended in different clusters: a steward may look. */
  review: { left: string; right: string; weight: number; probability: number; reason: string }[];
};

export type ComponentRecords = {
  records: readonly MatchRecord[];
  /** The stored pairs among them: every pair of one component that weighs `review` or more. */
  pairs: readonly StoredPair[];
  decisions?: Decisions;
};

/**
 * Clusters the records of one or several whole components. The same records, pairs, decisions and model end in the
 * same clusters, whatever their order and whatever came before.
 */
export function clusterRecords(model: MatchModel, input: ComponentRecords): RecordClusters {
  const records = [...input.records].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const features = featuresOf(model.type, model.extras);
  // Records that a decision names must stay apart from their copies, or the decision would bind those too.
  const named = new Set([...(input.decisions?.same ?? []), ...(input.decisions?.different ?? [])].flat());
  const sourced = records.map((record) => ({
    ...record,
    source: `${model.linkOnly ? (record.source ?? '') : ''}${named.has(record.id) ? `\u0000${record.id}` : ''}`,
  }));
  const corpus = buildCorpus(sourced, { features, keepSources: true });
  if (model.linkOnly) corpus.sourceOfNode.set(sourceNumbers(records, corpus.nodeOfRecord, corpus.nodes));
  const comparer = new PairComparer(
    corpus,
    atomTables(corpus, model.frequencies),
    knownIn(model, corpus.features),
  );
  const nodes = new NodeMatcher(corpus, comparer, model, knownTables(model));
  const nodeOf = new Map(records.map((record, index) => [record.id, corpus.nodeOfRecord[index] as number]));
  const toNodes = (pairs: Decisions['same']) =>
    pairs.flatMap(([a, b]) => withBoth(nodeOf.get(a), nodeOf.get(b)));
  const decisions = {
    same: toNodes(input.decisions?.same ?? []),
    different: toNodes(input.decisions?.different ?? []),
  };
  const edges = new Map<string, Edge>();
  for (const pair of input.pairs) {
    for (const [left, right] of withBoth(nodeOf.get(pair.left), nodeOf.get(pair.right)))
      edges.set(`${left} ${right}`, { left, right, weight: pair.weight });
  }
  const found = clusterNodes(nodes, edgeColumns([...edges.values()]), decisions);
  const clusterOf = spread(corpus, found.clusterOf, weighCopies(nodes), model.thresholds.match);
  return { clusters: grouped(records, clusterOf), review: reviewOf(records, clusterOf, input) };
}

function withBoth(a: number | undefined, b: number | undefined): [number, number][] {
  if (a === undefined || b === undefined || a === b) return [];
  return [[Math.min(a, b), Math.max(a, b)]];
}

function sourceNumbers(records: readonly MatchRecord[], nodeOfRecord: Int32Array, nodes: number): Int32Array {
  const numbers = new Map(
    [...new Set(records.map((record) => record.source ?? ''))].sort().map((source, index) => [source, index]),
  );
  const found = new Int32Array(nodes);
  records.forEach(
    (record, index) => (found[nodeOfRecord[index] as number] = numbers.get(record.source ?? '') ?? 0),
  );
  return found;
}

function grouped(records: readonly MatchRecord[], clusterOf: Int32Array): string[][] {
  const byCluster = new Map<number, string[]>();
  records.forEach((record, index) => {
    const cluster = clusterOf[index] as number;
    const list = byCluster.get(cluster);
    if (list) list.push(record.id);
    else byCluster.set(cluster, [record.id]);
  });
  return [...byCluster.values()];
}

function reviewOf(
  records: readonly MatchRecord[],
  clusterOf: Int32Array,
  input: ComponentRecords,
): RecordClusters['review'] {
  const indexOf = new Map(records.map((record, index) => [record.id, index]));
  const refused = new Set(
    (input.decisions?.different ?? []).flatMap(([a, b]) => [`${a}\u0000${b}`, `${b}\u0000${a}`]),
  );
  return input.pairs.flatMap((pair) => {
    const [a, b] = [indexOf.get(pair.left), indexOf.get(pair.right)];
    if (
      a === undefined ||
      b === undefined ||
      clusterOf[a] === clusterOf[b] ||
      refused.has(`${pair.left}\u0000${pair.right}`)
    )
      return [];
    return {
      ...pair,
      probability: probabilityOf(pair.weight),
      reason: 'below the threshold, or contradicted by other records',
    };
  });
}
