import type { Feature } from './features.ts';
import { type Smoothing, smoothingOf } from './frequencies.ts';
import { type Kinship, kinshipsOf, OPPOSED_BITS, PARTIAL_BITS, SISTER_BITS } from './kinships.ts';
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
  /** Group of each feature; the features of each group, of which the first leads. */
  groupOf: Int32Array;
  members: readonly Int32Array[];
  prior: number;
  /** Per kinship: log2 odds and the features that agree (1), agree in part (2), not (0), never (3), or differ (4). */
  kinOdds: Float64Array;
  kinAgree: readonly Uint8Array[];
  /** Per kinship: the groups that it shares (`group`) or shares in part (`~group`), in their order. */
  kinGroups: readonly Int32Array[];
  /** Per kinship, by crowd (`crowdOf`): bits that its odds are higher by. Absent where no crowd makes a difference. */
  kinCrowds: readonly (Float64Array | undefined)[];
  /** Per kinship: the features it shares whose values are rare or common. */
  kinShared: readonly Int32Array[];
  /** What agreement on a value of two records weighs. */
  rarest: Float64Array;
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
  const names = [...new Set(features.map((feature) => feature.group))];
  const groupOf = Int32Array.from(features, (feature) => names.indexOf(feature.group));
  const members = names.map((_, group) =>
    Int32Array.from(features.keys()).filter((feature) => groupOf[feature] === group),
  );
  // A model of an earlier release knows fewer kinships.
  const known = new Set(model.kinships.map((kin) => kin.name));
  const kinAgree = kinshipsOf(model.type)
    .filter((kin) => known.has(kin.name))
    .map((kin) => Uint8Array.from(features, ({ name }) => agreementOf(kin, name)));
  if (members.length > evidenceOf.length) evidenceOf = new Float64Array(members.length * 2);
  return {
    ...{ features: features.length, weights, groupOf, members, prior: model.prior, kinAgree },
    kinOdds: Float64Array.from(model.kinships, (kin) => kin.odds),
    kinGroups: kinAgree.map((agree) => groupsOf(members, agree)),
    kinCrowds: model.kinships.map(({ crowd }) => crowd && crowdBits(crowd)),
    kinShared: kinAgree.map((agree) =>
      Int32Array.from(features.keys()).filter((at) => agree[at] === 1 && hasRarity(features[at] as Feature)),
    ),
    rarest: Float64Array.from(features, ({ comparator }, feature) => {
      const full = comparator.levels.length - 1;
      return weights[placeOf(feature, full, 8)] as number;
    }),
  };
}

/** Bits by crowd; a model that tells fewer crowds apart goes on with its last. */
function crowdBits(bits: readonly number[]): Float64Array {
  return Float64Array.from({ length: CROWDS }, (_, at) => bits[Math.min(at, bits.length - 1)] ?? 0);
}

function hasRarity({ comparator }: Feature): boolean {
  return comparator.rare < comparator.levels.length;
}

/** Crowds are told apart by whole bits, up to so many. */
export const CROWDS = 10;

/**
 * How common what two records share is, of what kin share: the bits that the rarest of it tells less than a value of two
 * records would. Where they share nothing that can be rare, as common as can be.
 */
export function crowdOf({ kinShared, rarest }: WeightTables, perFeature: Float64Array, kin: number): number {
  const shared = kinShared[kin] as Int32Array;
  let least = CROWDS - 1;
  for (let at = 0; at < shared.length; at++) {
    const feature = shared[at] as number;
    const weight = perFeature[feature] as number;
    if (weight <= 0) continue;
    const lost = (rarest[feature] as number) - weight;
    if (lost < least) least = lost;
  }
  // Soft means of equal weights differ in their last bits.
  return Math.max(0, Math.floor(least + 1e-9));
}

/** As in `kinAgree`. */
function agreementOf({ agree, partly, apart, tellsApart }: Kinship, feature: string): number {
  if (agree.includes(feature)) return 1;
  if (partly?.includes(feature)) return 2;
  if (apart?.includes(feature)) return 3;
  return tellsApart?.includes(feature) ? 4 : 0;
}

/** See `kinGroups`. */
function groupsOf(members: readonly Int32Array[], agree: Uint8Array): Int32Array {
  const shared = members.flatMap((group, at) => {
    if (group.every((feature) => agree[feature] === 1)) return [at];
    return group.every((feature) => agree[feature] === 0) ? [] : [~at];
  });
  return Int32Array.from(shared);
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
  const seen = Math.max(SEEN, SEEN_PAIRS / (model.strangers ?? Number.POSITIVE_INFINITY));
  const own = Array.from({ length: rare }, (_, level) => {
    const learned = Math.log2(model.m[level] as number) - Math.log2(model.u[level] as number);
    // Where all hold one value nobody was seen to differ: that they do is no evidence for anything.
    const weight = level === 0 ? Math.min(0, learned) : learned;
    if ((model.u[level] as number) >= seen) plain = Math.max(plain, weight);
    return Math.max(weight, plain);
  });
  const { holders, factor } = smoothingIn(model, feature, records);
  let bits = Number.NEGATIVE_INFINITY;
  for (let level = rare; level < levels; level++) {
    bits = Math.max(
      bits,
      Math.log2(model.m[level] as number) -
        Math.log2((model.scale[level] as number) / records) -
        Math.log2(factor),
    );
    for (let eighth = 0; eighth <= RARITIES; eighth++) {
      const isFull = level === levels - 1;
      const share = isFull ? Math.log2(shareAt(model.share, eighth / 8)) : 0;
      const usual = Math.log2(1 + holders * 2 ** (-eighth / 8));
      const weight = Math.max(plain, bits - eighth / 8 - usual - share);
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

/** What a version was estimated without weighs nothing, however usual its values are. */
function smoothingIn(model: FeatureModel, { usual }: Feature, records: number): Smoothing {
  if (model.unknown) return { holders: 0, factor: 1 };
  return smoothingOf(usual, records / (model.scale.at(-1) as number));
}

/** A level that strangers reach more seldom says nothing of better ones … */
const SEEN = 1e-4;
/** … nor does one that fewer pairs of them were seen at: with one more for caution, that is u's. */
const SEEN_PAIRS = 2.5;

function placeOf(feature: number, level: number, eighth: number): number {
  return (feature * LEVELS + level) * (RARITIES + 1) + eighth;
}

export function shareAt(share: readonly number[], rarityBits: number): number {
  return share[Math.min(share.length - 1, Math.floor(rarityBits))] ?? 1;
}

/** Weight of one packed outcome; 0 when not known (−1). */
export function weightOf(tables: WeightTables, feature: number, packed: number): number {
  return packed < 0 ? 0 : (tables.weights[placeOfOutcome(feature, packed)] as number);
}

/** Where the weight of a packed outcome, which is known, stands. */
export function placeOfOutcome(feature: number, packed: number): number {
  const rarity = packed >> 4;
  return (feature * LEVELS + (packed & 15)) * (RARITIES + 1) + (rarity < RARITIES ? rarity : RARITIES);
}

/**
 * Evidence of one group: the strongest for and the strongest against count in full. `agree` leaves out what kin do not
 * share, as in `kinAgree`.
 */
export function groupWeight(perFeature: Float64Array, group: Int32Array, agree?: Uint8Array): number {
  const lead = perFeature[group[0] as number] as number;
  if (group.length === 1 && agree === undefined) return lead;
  // One by one: this runs for every group of every pair, and taking a list apart costs as much as the rest.
  let top = 0;
  let low = 0;
  let positive = 0;
  let negative = 0;
  let agreed = 0;
  let differed = 0;
  for (let at = 0; at < group.length; at++) {
    const feature = group[at] as number;
    let weight = perFeature[feature] as number;
    if (weight === 0) continue;
    if (agree !== undefined) weight = sharedWeight(weight, agree[feature] as number);
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
  const trust = trustIn(agreed, differed, lead < 0);
  return trust * (top + SECOND * (positive - top)) + low + SECOND * (negative - low);
}

/** What the weight of a feature says for kin who share it (1), in part (2), not (0), never (3), or differ in it (4). */
function sharedWeight(weight: number, agree: number): number {
  if (agree === 1) return weight;
  if (agree === 2) return Math.min(Math.max(weight, 0), PARTIAL_BITS);
  if (agree === 4) return weight < 0 ? SISTER_BITS.differ : weight > 0 ? -SISTER_BITS.agree : 0;
  return agree === 3 ? -OPPOSED_BITS * Math.min(Math.max(1 + weight, 0), 1) : 0;
}

/** By group; as long as the model with most groups needs. */
let evidenceOf = new Float64Array(64);
/** Odds below this change no sum that one is part of. */
const NEGLIGIBLE = -54;
/** Nor do these, whatever the crowd. */
const FAR = NEGLIGIBLE - 2 * CROWDS;

/**
 * log2 odds of "same entity" against "strangers or kin": prior + evidence − log2(1 + Σ kin), where kin is how well a
 * kinship explains the same agreement. Fills `kin` with the log2 odds of each kinship against strangers.
 */
export function totalWeight(tables: WeightTables, perFeature: Float64Array, kin?: Float64Array): number {
  for (let group = 0; group < tables.members.length; group++)
    evidenceOf[group] = groupWeight(perFeature, tables.members[group] as Int32Array);
  return totalOf(tables, perFeature, evidenceOf, kin);
}

/** The same, where the evidence of each group is known already. */
export function totalOf(
  tables: WeightTables,
  perFeature: Float64Array,
  evidenceOf: Float64Array,
  kin?: Float64Array,
): number {
  let evidence = 0;
  for (let group = 0; group < tables.members.length; group++) evidence += evidenceOf[group] as number;
  let others = 1;
  for (let index = 0; index < tables.kinOdds.length; index++) {
    let odds = (tables.kinOdds[index] as number) + kinEvidence(tables, perFeature, evidenceOf, index);
    const crowds = tables.kinCrowds[index];
    if (crowds !== undefined && odds > FAR) odds += crowds[crowdOf(tables, perFeature, index)] as number;
    if (kin) kin[index] = odds;
    if (odds > NEGLIGIBLE) others += 2 ** odds;
  }
  return tables.prior + evidence - Math.log2(others);
}

/** What of the evidence kin of one kind would show as well. */
function kinEvidence(
  { members, kinAgree, kinGroups }: WeightTables,
  perFeature: Float64Array,
  evidenceOf: Float64Array,
  kin: number,
): number {
  const groups = kinGroups[kin] as Int32Array;
  const agree = kinAgree[kin];
  let sum = 0;
  for (let at = 0; at < groups.length; at++) {
    const group = groups[at] as number;
    if (group >= 0) sum += evidenceOf[group] as number;
    else sum += groupWeight(perFeature, members[~group] as Int32Array, agree);
  }
  return sum;
}
