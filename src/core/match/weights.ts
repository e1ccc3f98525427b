import type { Feature } from './features.ts';
import { kinshipsOf, OPPOSED_BITS, PARTIAL_BITS } from './kinships.ts';
import type { FeatureModel, MatchModel } from './model.ts';

/** Highest rarity, in eighths of a bit, that the tables hold. */
const RARITIES = 8 * 24;

/**
 * A model as look-up tables: weight of a packed outcome per feature. Laid flat in one array, so that threads share it.
 */
export type WeightTables = {
  features: number;
  /** `[feature][level][rarity in eighths of a bit]`. */
  weights: Float64Array;
  /** Group of each feature, and how many groups. */
  groupOf: Int32Array;
  groups: number;
  /** First feature of each group: what the group is about. */
  leadOf: Int32Array;
  prior: number;
  /** Per kinship: log2 odds and the features that agree (1), agree in part (2), not (0) or never (3). */
  kinOdds: Float64Array;
  kinAgree: readonly Uint8Array[];
};

const LEVELS = 8;
/** A feature of a group that another one outdoes counts this much: what it adds is partly known already. */
const SECOND = 0.2;
/**
 * Agreement counts this much where what the group is about, its first feature, differs: the same postal code says
 * little of two different addresses.
 */
const DOUBTED = 0.5;

/**
 * How much the agreement of a group counts. Where its first feature does not differ, doubt grows with the part that
 * does: the same house in the same street and postal code stays that, whatever the state says.
 */
function trustIn(agreeing: number, differing: number, leadDiffers: boolean): number {
  if (differing === 0) return 1;
  return leadDiffers || differing >= agreeing ? DOUBTED : 1 - ((1 - DOUBTED) * differing) / agreeing;
}

export function weightTables(
  model: Omit<MatchModel, 'frequencies' | 'keys'>,
  features: readonly Feature[],
): WeightTables {
  const weights = new Float64Array(features.length * LEVELS * (RARITIES + 1));
  features.forEach((feature, index) => {
    fillFeature(weights, index, feature, model.features[index] as FeatureModel, model.records);
  });
  const groups = [...new Set(features.map((feature) => feature.group))];
  // A model of an earlier release knows fewer kinships.
  const known = new Set(model.kinships.map((kin) => kin.name));
  const kinships = kinshipsOf(model.type).filter((kin) => known.has(kin.name));
  return {
    features: features.length,
    weights,
    groupOf: Int32Array.from(features, (feature) => groups.indexOf(feature.group)),
    groups: groups.length,
    leadOf: Int32Array.from(groups, (name) => features.findIndex(({ group }) => group === name)),
    prior: model.prior,
    kinOdds: Float64Array.from(model.kinships, (kin) => kin.odds),
    kinAgree: kinships.map((kin) =>
      Uint8Array.from(features, ({ name }) =>
        kin.agree.includes(name) ? 1 : kin.partly?.includes(name) ? 2 : kin.apart?.includes(name) ? 3 : 0,
      ),
    ),
  };
}

function fillFeature(
  weights: Float64Array,
  index: number,
  feature: Feature,
  model: FeatureModel,
  records: number,
): void {
  const levels = feature.comparator.levels.length;
  const { rare } = feature.comparator;
  // A better level never weighs less than a worse one, whatever few observations say.
  let plain = Number.NEGATIVE_INFINITY;
  const own = Array.from({ length: rare }, (_, level) => {
    const learned = Math.log2(model.m[level] as number) - Math.log2(model.u[level] as number);
    // Where all hold one value nobody was seen to differ: that they do is no evidence for anything.
    const weight = level === 0 ? Math.min(0, learned) : learned;
    if ((model.u[level] as number) >= SEEN) plain = Math.max(plain, weight);
    return Math.max(weight, plain);
  });
  let bits = Number.NEGATIVE_INFINITY;
  for (let level = rare; level < levels; level++) {
    bits = Math.max(
      bits,
      Math.log2(model.m[level] as number) - Math.log2((model.scale[level] as number) / records),
    );
    for (let eighth = 0; eighth <= RARITIES; eighth++) {
      const isFull = level === levels - 1;
      const share = isFull ? Math.log2(shareAt(model.share, eighth / 8)) : 0;
      const weight = Math.max(plain, bits - eighth / 8 - share);
      weights[placeOf(index, level, eighth)] = isFull ? Math.max(weight, 0) : weight;
    }
  }
  // Levels without a rarity are lowered instead: hardly ever seen, they would make a value that all share evidence.
  for (let eighth = 0; eighth <= RARITIES; eighth++) {
    let most = rare < levels ? (weights[placeOf(index, rare, eighth)] as number) : Number.POSITIVE_INFINITY;
    for (let level = rare - 1; level >= 0; level--) {
      most = Math.min(most, own[level] as number);
      weights[placeOf(index, level, eighth)] = most;
    }
  }
}

const SEEN = 1e-4;

function placeOf(feature: number, level: number, eighth: number): number {
  return (feature * LEVELS + level) * (RARITIES + 1) + eighth;
}

export function shareAt(share: readonly number[], rarityBits: number): number {
  return share[Math.min(share.length - 1, Math.floor(rarityBits))] ?? 1;
}

/** Weight of one packed outcome; 0 when not known (−1). */
export function weightOf(tables: WeightTables, feature: number, packed: number): number {
  if (packed < 0) return 0;
  const rarity = Math.min(packed >> 4, RARITIES);
  return tables.weights[(feature * LEVELS + (packed & 15)) * (RARITIES + 1) + rarity] as number;
}

const strongest = new Float64Array(64);
const positives = new Float64Array(64);
const weakest = new Float64Array(64);
const negatives = new Float64Array(64);
const agreeing = new Uint8Array(64);
const differing = new Uint8Array(64);

/** Sum over groups; in a group the strongest for and the strongest against count in full. */
function combine(tables: WeightTables, perFeature: Float64Array, only: Uint8Array | undefined): number {
  strongest.fill(0, 0, tables.groups);
  positives.fill(0, 0, tables.groups);
  weakest.fill(0, 0, tables.groups);
  negatives.fill(0, 0, tables.groups);
  agreeing.fill(0, 0, tables.groups);
  differing.fill(0, 0, tables.groups);
  for (let feature = 0; feature < tables.features; feature++) {
    let weight = perFeature[feature] as number;
    if (weight === 0 || (only !== undefined && only[feature] === 0)) continue;
    if (only !== undefined && only[feature] === 2) weight = Math.min(Math.max(weight, 0), PARTIAL_BITS);
    if (only !== undefined && only[feature] === 3)
      weight = -OPPOSED_BITS * Math.min(Math.max(1 + weight, 0), 1);
    const group = tables.groupOf[feature] as number;
    if (weight > 0) {
      positives[group] = (positives[group] as number) + weight;
      agreeing[group] = (agreeing[group] as number) + 1;
      if (weight > (strongest[group] as number)) strongest[group] = weight;
    } else if (weight < 0) {
      negatives[group] = (negatives[group] as number) + weight;
      differing[group] = (differing[group] as number) + 1;
      if (weight < (weakest[group] as number)) weakest[group] = weight;
    }
  }
  let sum = 0;
  for (let group = 0; group < tables.groups; group++) {
    const [top, low] = [strongest[group] as number, weakest[group] as number];
    const found = top + SECOND * ((positives[group] as number) - top);
    const leadDiffers = (perFeature[tables.leadOf[group] as number] as number) < 0;
    const trust = trustIn(agreeing[group] as number, differing[group] as number, leadDiffers);
    sum += trust * found + low + SECOND * ((negatives[group] as number) - low);
  }
  return sum;
}

/** Evidence of one group: the strongest for and the strongest against count in full. */
export function groupWeight(perFeature: Float64Array, group: Int32Array): number {
  let [top, low, positive, negative] = [0, 0, 0, 0];
  let [agreed, differed] = [0, 0];
  for (let at = 0; at < group.length; at++) {
    const weight = perFeature[group[at] as number] as number;
    if (weight > 0) {
      positive += weight;
      agreed++;
      if (weight > top) top = weight;
    } else if (weight < 0) {
      negative += weight;
      differed++;
      if (weight < low) low = weight;
    }
  }
  const trust = trustIn(agreed, differed, (perFeature[group[0] as number] as number) < 0);
  return trust * (top + SECOND * (positive - top)) + low + SECOND * (negative - low);
}

/**
 * log2 odds of "same entity" against "strangers or kin": prior + evidence − log2(1 + Σ kin), where kin is how well a
 * kinship explains the same agreement. Fills `kin` with the log2 odds of each kinship against strangers.
 */
export function totalWeight(tables: WeightTables, perFeature: Float64Array, kin?: Float64Array): number {
  const evidence = combine(tables, perFeature, undefined);
  let others = 1;
  for (let index = 0; index < tables.kinOdds.length; index++) {
    const odds = (tables.kinOdds[index] as number) + combine(tables, perFeature, tables.kinAgree[index]);
    if (kin) kin[index] = odds;
    others += 2 ** odds;
  }
  return tables.prior + evidence - Math.log2(others);
}
