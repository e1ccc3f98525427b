import type { GoldenType } from '../model/entity.ts';
import type { ExtraFeature } from './extra-features.ts';
import type { Frequencies } from './frequencies.ts';

/** What a model version knows of one feature. Lists are by level, worst first. */
export type FeatureModel = {
  name: string;
  /** P(level | same entity). */
  m: number[];
  /** P(level | different entities), averaged over values. */
  u: number[];
  /** How many pairs of strangers knew the value, when u was estimated. */
  strangers?: number;
  /** By level with a rarity: u of a value that r records hold is `scale × r / records`. */
  scale: number[];
  /** By floor(log2 r): how much of the agreement on such values is between different entities. */
  share: number[];
  /** The version was estimated without this feature, which weighs nothing. */
  unknown?: boolean;
};

export type KinOdds = {
  name: string;
  odds: number;
  /** By how common what two records share is (`crowdOf`): bits that the odds are higher by. */
  crowd?: number[];
};

/**
 * One version of how records are matched: frozen, plain JSON. Pairs weighed with one version are the same whenever
 * and in whatever order the records came.
 */
export type MatchModel = {
  format: 1;
  type: GoldenType;
  extras: ExtraFeature[];
  /** Records it was estimated on; the scale of all rarities. */
  records: number;
  linkOnly: boolean;
  /** Whether the evidence of the second round was estimated; where it was not, records go without it. */
  collective?: boolean;
  /** log2 of the odds that two records drawn at random are one entity. */
  prior: number;
  /** log2 of the odds that two records drawn at random are kin of this kind, yet different entities. */
  kinships: KinOdds[];
  features: FeatureModel[];
  frequencies: Frequencies;
  keys: KeyLimits;
  thresholds: Thresholds;
};

/** Weights (log2 odds): `match` and over merges by itself, `review` and over waits for a steward. */
export type Thresholds = { match: number; review: number };

/** Keys so common that they are narrowed by a second property; decimal text of the 53-bit hash. */
export type KeyLimits = {
  limit: number;
  loose: boolean;
  common: string[];
  /** Plans that were not worth their pairs. */
  without?: string[];
};

export const DEFAULT_THRESHOLDS: Thresholds = { match: 2, review: 0 };
/** Where sources are only linked, a record has at most one partner in another: even odds are enough. */
const LINK_THRESHOLDS: Thresholds = { match: 0, review: -2 };

export function thresholdsFor(linkOnly: boolean): Thresholds {
  return linkOnly ? LINK_THRESHOLDS : DEFAULT_THRESHOLDS;
}

/** How many of the model's records know each of these features. */
export function knownIn(
  { features: told, records }: MatchModel,
  features: readonly { name: string }[],
): number[] {
  return features.map(({ name }) => {
    // Of those that know a feature a value is rarer than of all, by just that (`improveFeature`).
    const scale = told.find((feature) => feature.name === name)?.scale.at(-1) ?? 0;
    return scale > 0 ? Math.round(records / scale) : records;
  });
}

export function probabilityOf(weight: number): number {
  return weight > 60 ? 1 : 2 ** weight / (1 + 2 ** weight);
}

export function decisionOf(weight: number, thresholds: Thresholds): 'match' | 'review' | 'no' {
  if (weight >= thresholds.match) return 'match';
  return weight >= thresholds.review ? 'review' : 'no';
}
