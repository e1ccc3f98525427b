/** What holds the records of one cluster together: the heaviest edges that connect them all, and the weakest of these. */
import { atomTables } from './atoms.ts';
import { comparePair, type PairComparison } from './compare-pair.ts';
import { UnionFind } from './components.ts';
import { buildCorpus } from './corpus.ts';
import { PairComparer } from './evidence.ts';
import { featuresOf } from './features.ts';
import { knownIn, type MatchModel } from './model.ts';
import { NodeMatcher } from './node-matcher.ts';
import type { Standardised } from './standardised.ts';

export type ClusterRecord = { key: string; standardised: Standardised };

export type ClusterEdge = {
  left: string;
  right: string;
  /** log2 odds of the two by themselves; less than the threshold where the other members speak for them. */
  weight: number;
  /** `decision`: a steward's word, whatever the weight. */
  reason: 'evidence' | 'registration id' | 'decision';
  comparison: PairComparison;
};

/** A pair of nodes, by index of the record that speaks for each. */
type Candidate = { left: number; right: number; weight: number; decided: boolean };

/**
 * One edge less than there are records, the weakest first; decisions last. Between two records that are connected, no
 * edge left out weighs more than the weakest one on the way (a maximum spanning tree); ties go by key.
 *
 * @param same pairs of keys that stewards said are the same
 */
export function explainCluster(
  model: MatchModel,
  records: readonly ClusterRecord[],
  same: readonly (readonly [string, string])[],
): ClusterEdge[] {
  const sorted = [...records].sort((a, b) => (a.key < b.key ? -1 : 1));
  const candidates = [...decidedEdges(sorted, same), ...weighedEdges(model, sorted)];
  const sets = new UnionFind(sorted.length);
  const kept = candidates
    .sort(
      (a, b) =>
        Number(b.decided) - Number(a.decided) || b.weight - a.weight || a.left - b.left || a.right - b.right,
    )
    .filter(({ left, right }) => sets.union(left, right));
  return kept.toReversed().flatMap(({ left, right, decided }) => {
    const [a, b] = [sorted[left], sorted[right]];
    if (a === undefined || b === undefined) return [];
    const comparison = comparePair(model, a.standardised, b.standardised);
    const reason = decided ? 'decision' : comparison.linked === undefined ? 'evidence' : 'registration id';
    return { left: a.key, right: b.key, weight: comparison.weight, reason, comparison };
  });
}

function decidedEdges(
  records: readonly ClusterRecord[],
  same: readonly (readonly [string, string])[],
): Candidate[] {
  const indexOf = new Map(records.map(({ key }, index) => [key, index]));
  return same.flatMap(([a, b]) => {
    const [left, right] = [indexOf.get(a), indexOf.get(b)];
    if (left === undefined || right === undefined) return [];
    return { left: Math.min(left, right), right: Math.max(left, right), weight: 0, decided: true };
  });
}

/** Every pair of different contents, by the first record of each; the other records of a content hang on that one. */
function weighedEdges(model: MatchModel, records: readonly ClusterRecord[]): Candidate[] {
  const corpus = buildCorpus(
    records.map(({ key, standardised }) => ({ id: key, standardised })),
    { features: featuresOf(model.type, model.extras), keepSources: false },
  );
  const nodes = new NodeMatcher(
    corpus,
    new PairComparer(corpus, atomTables(corpus, model.frequencies), knownIn(model, corpus.features)),
    model,
  );
  const speakers = new Map<number, number>();
  const found: Candidate[] = [];
  records.forEach((_, index) => {
    const node = corpus.nodeOfRecord[index] as number;
    const speaker = speakers.get(node);
    if (speaker === undefined) speakers.set(node, index);
    else found.push({ left: speaker, right: index, weight: nodes.weigh(node, node), decided: false });
  });
  const all = [...speakers];
  all.forEach(([node, index], at) => {
    for (const [other, another] of all.slice(at + 1)) {
      const weight = nodes.weigh(Math.min(node, other), Math.max(node, other));
      found.push({ left: Math.min(index, another), right: Math.max(index, another), weight, decided: false });
    }
  });
  return found;
}
