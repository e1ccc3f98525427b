import { atomTables } from './atoms.ts';
import { levelOf } from './compare/comparator.ts';
import { buildCorpus } from './corpus.ts';
import { type Correction, correctionsOf } from './corrections.ts';
import { PairComparer } from './evidence.ts';
import { featuresOf } from './features.ts';
import { decisionOf, knownIn, type MatchModel, probabilityOf } from './model.ts';
import { NodeMatcher } from './node-matcher.ts';
import type { Standardised } from './standardised.ts';
import { strongRelation } from './strong-ids.ts';
import { totalWeight, weightOf } from './weights.ts';

/** One step of the waterfall: what was compared, and what it says. */
export type FeatureEvidence = {
  feature: string;
  level: string;
  left: string;
  right: string;
  /** P(level | same entity) and P(level | different entities), the latter for these very values. */
  m: number;
  u: number;
  /** log2(m/u), after the rules that a better level never weighs less and full agreement never counts against. */
  weight: number;
};

export type PairComparison = {
  /** log2 odds of being one entity. */
  weight: number;
  probability: number;
  decision: 'match' | 'review' | 'no';
  prior: number;
  features: FeatureEvidence[];
  /** What the sum of the features overstates, because they tell partly the same or kin would agree as well. */
  correction: number;
  /** The correction taken apart: which groups of features, and which kinships; none where an id decides. */
  corrections: Correction[];
  /** Set when an id decides: both hold the same one, or two different ones. */
  linked?: string;
  forbidden?: string;
  /** For a pair that is not merged: the kinship that explains it clearly better than chance. */
  relation?: Relation;
};

/** How two different entities belong together; stored beside the pair, never merged. */
export type Relation = {
  kind: 'branch' | 'subsidiary' | 'same-group' | 'same-building' | 'household' | 'colleagues';
  weight: number;
};

const RELATIONS: Readonly<Record<string, Relation['kind']>> = {
  'same building': 'same-building',
  'same group': 'same-group',
  'branch of one office': 'branch',
  'parent and subsidiary': 'subsidiary',
  'sister companies': 'same-group',
  'same household': 'household',
  'family with one mailbox': 'household',
  'family with one id': 'household',
  'same company': 'colleagues',
  'family in one company': 'household',
  'namesakes in one household': 'household',
  twins: 'household',
};
/** A kinship is told from these log2 odds on. */
const CLEAR = 3;

/** Weighs and explains one pair; the same weight as in a whole load with this model. */
export function comparePair(model: MatchModel, left: Standardised, right: Standardised): PairComparison {
  const features = featuresOf(model.type, model.extras);
  const records = [
    { id: '0', standardised: left },
    { id: '1', standardised: right },
  ];
  const corpus = buildCorpus(records, { features, keepSources: false });
  const comparer = new PairComparer(
    corpus,
    atomTables(corpus, model.frequencies),
    knownIn(model, corpus.features),
  );
  const matcher = new NodeMatcher(corpus, comparer, model);
  const [a, b] = [corpus.nodeOfRecord[0] as number, corpus.nodeOfRecord[1] as number];
  const evidence = explain(matcher, a, b, [left, right]);
  const weight = matcher.weigh(a, b);
  const relation = strongRelation(model.type, corpus, a, b);
  const sum = evidence.reduce((total, each) => total + each.weight, model.prior);
  const names = features.map(({ name }) => name);
  const { tables } = matcher;
  // By place: a column of the user's own may be called like one of ours.
  const perFeature = Float64Array.from(matcher.outcomes(a, b), (packed, at) => weightOf(tables, at, packed));
  return {
    weight,
    probability: probabilityOf(weight),
    decision: decisionOf(weight, model.thresholds),
    prior: model.prior,
    features: evidence,
    correction: relation === undefined ? weight - sum : 0,
    corrections: relation === undefined ? correctionsOf({ model, tables, names, perFeature }) : [],
    ...relationOf(matcher, perFeature, decisionOf(weight, model.thresholds)),
    ...(relation === 'same' ? { linked: 'the same registration id' } : {}),
    ...(relation === 'different' ? { forbidden: 'two different registration ids' } : {}),
  };
}

function relationOf(
  matcher: NodeMatcher,
  perFeature: Float64Array,
  decision: string,
): { relation?: Relation } {
  if (decision === 'match') return {};
  const kin = new Float64Array(matcher.model.kinships.length);
  totalWeight(matcher.tables, perFeature, kin);
  const best = kin.indexOf(Math.max(...kin));
  const kind = RELATIONS[matcher.model.kinships[best]?.name ?? ''];
  const weight = kin[best] ?? Number.NEGATIVE_INFINITY;
  return kind !== undefined && weight >= CLEAR ? { relation: { kind, weight } } : {};
}

function explain(
  matcher: NodeMatcher,
  a: number,
  b: number,
  [left, right]: [Standardised, Standardised],
): FeatureEvidence[] {
  const outcomes = matcher.outcomes(a, b);
  return matcher.corpus.features.flatMap((feature, index) => {
    const packed = outcomes[index] as number;
    if (packed < 0) return [];
    const level = levelOf(packed);
    const weight = weightOf(matcher.tables, index, packed);
    const m = matcher.model.features[index]?.m[level] ?? 0;
    return {
      feature: feature.name,
      level: feature.comparator.levels[level] ?? '',
      left: left[feature.column] ?? '',
      right: right[feature.column] ?? '',
      m,
      u: Math.min(1, m / 2 ** weight),
      weight,
    };
  });
}
