import { atomTables } from './atoms.ts';
import type { Content } from './content.ts';
import { buildCorpus } from './corpus.ts';
import { PairComparer } from './evidence.ts';
import { featuresOf } from './features.ts';
import { knownTables } from './known-tables.ts';
import { knownIn, type MatchModel } from './model.ts';
import { NodeMatcher } from './node-matcher.ts';

/** Two contents, the smaller first, that weigh `review` or more. */
export type ContentPair = { left: number; right: number; weight: number };

/** The pairs among the candidates that weigh `review` or more; weights as in a whole load with this model. */
export function compareContents(
  model: MatchModel,
  contents: readonly Content[],
  candidates: Iterable<readonly [number, number]>,
): ContentPair[] {
  const features = featuresOf(model.type, model.extras);
  const corpus = buildCorpus(
    contents.map(({ content, standardised }) => ({ id: String(content), standardised })),
    { features, keepSources: false },
  );
  const comparer = new PairComparer(
    corpus,
    atomTables(corpus, model.frequencies),
    knownIn(model, corpus.features),
  );
  const nodes = new NodeMatcher(corpus, comparer, model, knownTables(model));
  const nodeOf = new Map(
    contents.map(({ content }, index) => [content, corpus.nodeOfRecord[index] as number]),
  );
  const { review } = model.thresholds;
  const pairs: ContentPair[] = [];
  for (const [a, b] of candidates) {
    const [left, right] = [nodeOf.get(a), nodeOf.get(b)];
    if (left === undefined || right === undefined) continue;
    const weight = nodes.weighFrom(Math.min(left, right), Math.max(left, right), review);
    if (weight >= review) pairs.push({ left: Math.min(a, b), right: Math.max(a, b), weight });
  }
  return pairs;
}
