import type { GoldenType } from '../model/entity.ts';
import { type Blocks, blocksByNode, forEachCandidate, type KeyReport } from './blocks.ts';
import { clusterNodes } from './cluster-nodes.ts';
import { type Edge, type EdgeColumns, edgeColumns } from './components.ts';
import { copiesOver, spread, weighCopies } from './copies.ts';
import { buildCorpus, type Corpus, type MatchRecord } from './corpus.ts';
import type { ExtraFeature } from './extra-features.ts';
import { featuresOf } from './features.ts';
import { learnModel, type Prepared, prepareBlocks } from './learn.ts';
import { type MatchModel, type Thresholds, thresholdsFor } from './model.ts';
import { NodeMatcher } from './node-matcher.ts';

export type MatchOptions = {
  model?: MatchModel;
  linkOnly?: boolean;
  extras?: readonly ExtraFeature[];
  thresholds?: Thresholds;
  /** Completes the model, before it weighs anything. */
  complete?: (model: MatchModel, corpus: Corpus, prepared: Prepared) => MatchModel;
};

export type MatchResult = {
  model: MatchModel;
  corpus: Corpus;
  /** Cluster number per record, in the order given; numbers mean nothing but equality. */
  clusterOf: Int32Array;
  /** Nodes that stand for several equal records, and what those weigh with each other (review and over). */
  copies: { node: number; weight: number }[];
  /** Pairs of nodes at or over the review threshold, by node. */
  pairs: EdgeColumns;
  stats: { comparisons: number; components: number; cut: number; keys: KeyReport };
};

/** Matches whole sets of records in memory: estimates a model unless one is given, compares, clusters. */
export function matchAll(
  type: GoldenType,
  records: Iterable<MatchRecord>,
  options: MatchOptions = {},
): MatchResult {
  const linkOnly = options.linkOnly ?? options.model?.linkOnly ?? false;
  const extras = options.model?.extras ?? [...(options.extras ?? [])];
  const corpus = buildCorpus(records, { features: featuresOf(type, extras), keepSources: linkOnly });
  const prepared = prepareBlocks(type, corpus, {
    extras,
    ...(options.model ? { model: options.model } : {}),
  });
  const thresholds = options.thresholds ?? thresholdsFor(linkOnly);
  const learned = options.model ?? learnModel({ type, linkOnly, extras, thresholds, corpus, ...prepared });
  const model = options.complete?.(learned, corpus, prepared) ?? learned;
  return {
    model,
    corpus,
    ...run(
      new NodeMatcher(corpus, prepared.comparer, model),
      blocksByNode(prepared.blocks, options.model ? [] : (model.keys.without ?? [])),
    ),
  };
}

function run(nodes: NodeMatcher, blocks: Blocks): Omit<MatchResult, 'model' | 'corpus'> {
  const { match, review } = nodes.model.thresholds;
  const found: Edge[] = [];
  let comparisons = 0;
  forEachCandidate(blocks, 0, blocks.count, (left, right) => {
    if (nodes.isSameSource(left, right)) return;
    comparisons++;
    const weight = nodes.weighFrom(left, right, review);
    if (weight >= review) found.push({ left, right, weight });
  });
  const pairs = edgeColumns(found);
  const { clusterOf, components, cut } = clusterNodes(nodes, pairs);
  const copies = weighCopies(nodes);
  return {
    clusterOf: spread(nodes.corpus, clusterOf, copies, match),
    copies: copiesOver(copies, review),
    pairs,
    stats: { comparisons, components, cut, keys: blocks.report },
  };
}
