import { levelOf, rarityBitsOf } from './compare/comparator.ts';
import type { Feature } from './features.ts';
import { type Smoothing, smoothingOf } from './frequencies.ts';
import type { FeatureModel } from './model.ts';

/** Rarities are kept by floor(log2): up to 4 million records that hold one value. */
export const RARITY_BINS = 22;
/** First guesses weigh as much as this many observed pairs. */
const GUESS = 12;
const SHARE_GUESS = 4;
/** Agreement on a rare value never proves more than ten times what the first guess allows. */
const SHARE_FLOOR = 0.1;

type FeatureSums = {
  /** By level: pairs of one entity, pairs of strangers, and Σ 1/frequency over the latter. */
  match: Float64Array;
  stranger: Float64Array;
  inverse: Float64Array;
  /** By rarity: pairs in full agreement that are one entity or kin. */
  agreeing: Float64Array;
  full: number;
  smoothing: Smoothing;
};
export type Sums = { features: FeatureSums[]; total: number };

/** `known`: by how many records. */
export function emptySums(features: readonly Feature[], known: readonly number[]): Sums {
  return {
    features: features.map((feature, index) => ({
      match: new Float64Array(8),
      stranger: new Float64Array(8),
      inverse: new Float64Array(8),
      agreeing: new Float64Array(RARITY_BINS),
      full: feature.comparator.levels.length - 1,
      smoothing: smoothingOf(feature.usual, known[index] as number),
    })),
    total: 0,
  };
}

type Parts = { matched: number; kin: Float64Array };

// In loops: both run for every pair of the sample in every round.

/** Adds a candidate pair: `matched` of it is one entity, `kin` is related. Its outcomes start at `start`. */
export function addMatch(
  sums: Sums,
  outcomes: Int32Array,
  start: number,
  { matched, kin }: Parts,
  kinAgree: readonly Uint8Array[],
): void {
  sums.total += matched;
  for (let index = 0; index < sums.features.length; index++) {
    const packed = outcomes[start + index] as number;
    if (packed < 0) continue;
    const feature = sums.features[index] as FeatureSums;
    const level = levelOf(packed);
    feature.match[level] = (feature.match[level] as number) + matched;
    if (level !== feature.full) continue;
    const bin = Math.min(RARITY_BINS - 1, Math.floor(rarityBitsOf(packed)));
    let agreeing = matched;
    for (let each = 0; each < kin.length; each++) {
      if (kinAgree[each]?.[index] === 1) agreeing += kin[each] as number;
    }
    feature.agreeing[bin] = (feature.agreeing[bin] as number) + agreeing;
  }
}

/** Adds a pair drawn at random, `times` of which is of strangers. */
export function addStranger(sums: Sums, outcomes: Int32Array, start: number, times: number): void {
  for (let index = 0; index < sums.features.length; index++) {
    const packed = outcomes[start + index] as number;
    if (packed < 0) continue;
    const feature = sums.features[index] as FeatureSums;
    const level = levelOf(packed);
    feature.stranger[level] = (feature.stranger[level] as number) + times;
    const { holders, factor } = feature.smoothing;
    const inverse = 2 ** -rarityBitsOf(packed);
    const smoothed = inverse / (1 + holders * inverse) / factor;
    feature.inverse[level] = (feature.inverse[level] as number) + times * smoothed;
  }
}

type FeatureData = {
  sums: FeatureSums;
  sharing: Float64Array;
  records: number;
  known: number;
  /** First guesses of m, where the feature's own do not hold. */
  likely?: readonly number[];
};

/** The maximisation step for one feature; first guesses hold where the data says little. */
export function improveFeature(
  feature: Feature,
  { sums, sharing, records, known, likely: guesses = feature.likely }: FeatureData,
): FeatureModel {
  const levels = feature.comparator.levels.length;
  const { rare } = feature.comparator;
  const matched = sum(sums.match);
  const guess = GUESS + feature.trust * matched;
  const strangers = sum(sums.stranger);
  // Of records that know the value, `r` hold it: the chance to meet it counts among them only.
  const full = records / Math.max(1, known);
  return {
    name: feature.name,
    strangers,
    m: bounded(
      guesses,
      guesses.map((likely, level) => ((sums.match[level] as number) + guess * likely) / (matched + guess)),
    ),
    u: feature.unlike
      ? [...feature.unlike]
      : feature.likely.map(
          (_, level) =>
            ((sums.stranger[level] as number) + (level === 0 ? levels : 1)) / (strangers + 2 * levels - 1),
        ),
    scale: feature.likely.map((_, level) => {
      if (level < rare) return 0;
      if (level === levels - 1) return full;
      const seen = sums.stranger[level] as number;
      const observed = (records * (sums.inverse[level] as number)) / Math.max(1, strangers);
      return (seen * observed + 3 * 1.5 * full) / (seen + 3);
    }),
    share: shares(feature, sums, sharing),
  };
}

/**
 * How far the data may carry m of any level but the best beyond its first guess. The level next to the best, a slip, may
 * go further: where records are typed by hand, a third of the names of one person may differ so. What is worse than a
 * slip is also what kin share.
 */
const MOST_DRIFT = 2;
const MOST_DRIFT_OF_SLIPS = 3;

/**
 * Keeps every level but the best within reach of its guess; the best takes the rest. Without it, a great crowd of
 * strangers that agree on two dependent things (a city, and a name that holds it) becomes the class of matches.
 */
function bounded(likely: readonly number[], m: readonly number[]): number[] {
  const best = m.length - 1;
  const capped = m.map((value, level) => {
    if (level === best) return 0;
    const drift = level > 0 && level === best - 1 ? MOST_DRIFT_OF_SLIPS : MOST_DRIFT;
    return Math.min(value, drift * (likely[level] as number));
  });
  const rest = 1 - capped.reduce((total, value) => total + value, 0);
  return capped.map((value, level) => (level === best ? Math.max(0.01, rest) : value));
}

function shares(feature: Feature, sums: FeatureSums, sharing: Float64Array): number[] {
  let least = 0;
  return Array.from(sharing, (pairs, bin) => {
    // Few entities have many records: what many records hold is shared by strangers, however alike they look.
    least = Math.max(least, feature.shared * Math.min(1, SHARE_FLOOR * 2 ** (0.75 * bin)));
    const guess = Math.min(1, feature.shared * (1 + bin / 4));
    if (pairs === 0) return Math.max(least, guess);
    const strange = Math.max(0, pairs - (sums.agreeing[bin] as number));
    // What more records hold is never shared less.
    least = Math.max(least, Math.min(1, (strange + SHARE_GUESS * guess) / (pairs + SHARE_GUESS)));
    return least;
  });
}

function sum(list: Float64Array): number {
  let total = 0;
  for (const value of list) total += value;
  return total;
}
