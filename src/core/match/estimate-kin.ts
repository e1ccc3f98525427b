/**
 * Estimates how often kin are met: households, branches, twins… Each is learned from the pairs that can tell it from
 * one entity; where nothing known can, EM would give all pairs to whichever explanation it began with.
 */
import type { Corpus } from './corpus.ts';
import { ratioOf, ratiosByCrowd } from './kin-ratios.ts';
import { type Kinship, kinshipsOf } from './kinships.ts';
import type { KinOdds, MatchModel } from './model.ts';
import { CROWDS, type WeightTables, weightOf } from './weights.ts';

/** Per kinship and crowd, over the pairs that can tell: how much of them is kin, and how much one entity. */
export type KinSums = { kin: Float64Array; matched: Float64Array };

/** A feature whose difference says this much against one entity (in bits) can tell. */
const TELLING = -1;
/** Bits by which sources that are only linked hold kin more rarely: at first, and however much is learned. */
const LINKED_AT_FIRST = 3;
const LINKED = 5;
/** log2 odds of what cannot be. */
const ABSENT = -100;
/** A column that fewer of the records know tells nothing of how people live together. */
const LEAST_KNOWN = 0.1;
/** One that at least so many know tells of most. */
export const MOSTLY = 0.5;

/** log2 odds of every kinship before anything is learned; `odds` are those of one entity. */
export function firstKinships({ type, linkOnly }: Pick<MatchModel, 'type' | 'linkOnly'>, odds: number) {
  return kinshipsOf(type).map(({ name, first = 1 }) => ({
    name,
    // Sources that are linked hold each entity once: a record's kin is rarely there without the record itself.
    odds: odds - (linkOnly ? LINKED_AT_FIRST : 0) + Math.log2(first),
  }));
}

export function emptyKinSums(kinships: number): KinSums {
  return { kin: new Float64Array(kinships * CROWDS), matched: new Float64Array(kinships * CROWDS) };
}

/** Per kinship: the features that tell kin, if they are known, from one entity. */
export function kinTelling(tables: WeightTables): Int32Array[] {
  const features = Int32Array.from({ length: tables.features }, (_, feature) => feature);
  const tells = (feature: number) => weightOf(tables, feature, 0) <= TELLING;
  return tables.kinAgree.map((agree) =>
    features.filter((feature) => tellsKin(agree[feature] as number, tells(feature))),
  );
}

type Parts = { matched: number; kin: Float64Array; crowds: Uint8Array };

/** Whether a known feature tells kin, who share it as `kinAgree` says, from one entity. */
function tellsKin(agree: number, tells: boolean): boolean {
  return agree === 4 || (tells && agree !== 1 && agree !== 2);
}

/** Counts a candidate pair for the kinships of which it knows something that kin do not share. */
export function addKin(
  sums: KinSums,
  outcomes: Int32Array,
  start: number,
  { matched, kin, crowds }: Parts,
  telling: readonly Int32Array[],
): void {
  for (let index = 0; index < kin.length; index++) {
    if (!isAnyKnown(outcomes, start, telling[index] as Int32Array)) continue;
    const at = index * CROWDS + (crowds[index] as number);
    sums.kin[at] = (sums.kin[at] as number) + (kin[index] as number);
    sums.matched[at] = (sums.matched[at] as number) + matched;
  }
}

function isAnyKnown(outcomes: Int32Array, start: number, features: Int32Array): boolean {
  for (let at = 0; at < features.length; at++)
    if ((outcomes[start + (features[at] as number)] as number) >= 0) return true;
  return false;
}

/** Whether at least so many of the records, a tenth if nothing is said, know a feature. */
type IsKnown = (feature: string, part?: number) => boolean;

type KinData = {
  sums: KinSums;
  /** log2 odds of one entity. */
  matches: number;
  records: number;
  isKnown: IsKnown;
  /** Per kinship and by crowd, where there are any: see `unseenKin`. */
  unseen?: readonly (Float64Array | undefined)[];
  /** How much of it holds already, 1 once the estimate has settled. */
  doubt?: number;
  /** See `NameVariants`. */
  variants?: number;
};

/** log2 odds of every kinship. */
export function improveKinships(
  { type, linkOnly }: Pick<MatchModel, 'type' | 'linkOnly'>,
  { sums, matches, records, isKnown, unseen = [], doubt = 1, variants = 1 }: KinData,
): KinOdds[] {
  return kinshipsOf(type).map((kinship, index) => {
    const { name, needs } = kinship;
    const crowds = kinship.crowds?.some((feature) => isKnown(feature, MOSTLY)) ?? false;
    if (needs?.every((feature) => !isKnown(feature))) {
      const odds = untold(kinship, records);
      return { name, odds: linkOnly ? Math.min(odds, matches - LINKED) : odds };
    }
    const of = (all: Float64Array) => all.subarray(index * CROWDS, (index + 1) * CROWDS);
    const seen = {
      ...{ kin: of(sums.kin), matched: of(sums.matched) },
      // Without a place, the rows of one entity would count as branches.
      unseen: kinship.crowds === undefined || crowds ? unseen[index] : undefined,
    };
    const doubted = kinship.ofVariants ? doubt * variants : doubt;
    const ratios = crowds ? ratiosByCrowd(kinship, seen) : [ratioOf(kinship, seen, doubted)];
    const bits = ratios.map((ratio) => (linkOnly ? Math.min(Math.log2(ratio), -LINKED) : Math.log2(ratio)));
    const [least = 0] = bits;
    const odds = matches + least;
    return crowds ? { name, odds, crowd: bits.map((each) => each - least) } : { name, odds };
  });
}

/** log2 odds of a kinship that a file cannot tell of. */
function untold({ perRecord }: Kinship, records: number): number {
  if (perRecord === undefined) return ABSENT;
  return Math.log2((2 * perRecord) / Math.max(1, records - 1));
}

/** Which features enough of the records know. */
export function isKnownIn(corpus: Corpus, known: readonly number[]): IsKnown {
  return (name, part = LEAST_KNOWN) => {
    const index = corpus.features.findIndex((feature) => feature.name === name);
    return (known[index] ?? 0) >= part * corpus.records;
  };
}
