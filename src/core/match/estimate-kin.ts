/**
 * Estimates how often kin are met: households, branches, twins… Each is learned from the pairs that can tell it from
 * one entity; where nothing known can, EM would give all pairs to whichever explanation it began with.
 */
import type { Corpus } from './corpus.ts';
import { type Kinship, kinshipsOf } from './kinships.ts';
import type { MatchModel } from './model.ts';
import { type WeightTables, weightOf } from './weights.ts';

/** Per kinship, over the pairs that can tell: how much of them is kin, and how much one entity. */
export type KinSums = { kin: Float64Array; matched: Float64Array };

/** A feature whose difference says this much against one entity (in bits) can tell. */
const TELLING = -1;
/** First guess of how many pairs are kin of one kind for each that is one entity, and how many pairs it weighs. */
const GUESS = 0.05;
const GUESS_PAIRS = 12;
/** Kin is at least this part of the matches: EM must not rule out what it has not seen yet. */
const LEAST = 0.02;
const MOST = 1;
/** Kinships that are doubted (`standsOut`) are so rare unless they are clearly many. */
const LEAST_DOUBTED = 0.0005;
/** Bits by which sources that are only linked hold kin more rarely: at first, and however much is learned. */
const LINKED_AT_FIRST = 3;
const LINKED = 5;
/** log2 odds of what cannot be. */
const ABSENT = -100;
/** A column that fewer of the records know tells nothing of how people live together. */
const LEAST_KNOWN = 0.1;

/** log2 odds of every kinship before anything is learned; `odds` are those of one entity. */
export function firstKinships({ type, linkOnly }: Pick<MatchModel, 'type' | 'linkOnly'>, odds: number) {
  return kinshipsOf(type).map(({ name, first = 1 }) => ({
    name,
    // Sources that are linked hold each entity once: a record's kin is rarely there without the record itself.
    odds: odds - (linkOnly ? LINKED_AT_FIRST : 0) + Math.log2(first),
  }));
}

export function emptyKinSums(kinships: number): KinSums {
  return { kin: new Float64Array(kinships), matched: new Float64Array(kinships) };
}

/** Features whose difference says something. */
export function tellingFeatures(tables: WeightTables): Uint8Array {
  return Uint8Array.from({ length: tables.features }, (_, feature) =>
    Number(weightOf(tables, feature, 0) <= TELLING),
  );
}

type Parts = { matched: number; kin: Float64Array };
type Telling = { kinAgree: readonly Uint8Array[]; tells: Uint8Array };

/** Whether a known feature tells kin, who share it as `kinAgree` says, from one entity. */
function tellsKin(agree: number, tells: boolean): boolean {
  return agree === 4 || (tells && agree !== 1 && agree !== 2);
}

/** Counts a candidate pair for the kinships of which it knows something that kin do not share. */
export function addKin(sums: KinSums, row: Int32Array, parts: Parts, { kinAgree, tells }: Telling): void {
  parts.kin.forEach((part, index) => {
    const agree = kinAgree[index] as Uint8Array;
    if (
      !row.some((packed, feature) => packed >= 0 && tellsKin(agree[feature] as number, tells[feature] === 1))
    )
      return;
    sums.kin[index] = (sums.kin[index] as number) + part;
    sums.matched[index] = (sums.matched[index] as number) + parts.matched;
  });
}

/** `doubt`: how much of it holds already, 1 once the estimate has settled. */
type KinData = { sums: KinSums; matches: number; isKnown: (feature: string) => boolean; doubt?: number };

/** log2 odds of every kinship; `matches` are those of one entity. */
export function improveKinships(
  { type, linkOnly }: Pick<MatchModel, 'type' | 'linkOnly'>,
  { sums, matches, isKnown, doubt = 1 }: KinData,
): { name: string; odds: number }[] {
  return kinshipsOf(type).map((kinship, index) => {
    if (kinship.needs?.every((feature) => !isKnown(feature))) return { name: kinship.name, odds: ABSENT };
    const seen = (sums.kin[index] as number) + GUESS_PAIRS * GUESS;
    const ratio = ratioOf(kinship, seen / ((sums.matched[index] as number) + GUESS_PAIRS), doubt);
    const bits = Math.log2(ratio);
    return { name: kinship.name, odds: matches + (linkOnly ? Math.min(bits, -LINKED) : bits) };
  });
}

function ratioOf({ standsOut, most = MOST }: Kinship, learned: number, doubt: number): number {
  return Math.min(most, standsOut ? Math.max(LEAST_DOUBTED, learned - doubt * standsOut) : learned + LEAST);
}

/** Whether enough records know a feature. */
export function isKnownIn(corpus: Corpus, known: readonly number[]): (feature: string) => boolean {
  return (name) => {
    const index = corpus.features.findIndex((feature) => feature.name === name);
    return (known[index] ?? 0) >= LEAST_KNOWN * corpus.records;
  };
}
