/**
 * How much the names of one company vary in a file. Where they hardly do, names that each have words of their own are of
 * sisters; where spellings abound, they may be spellings as well.
 */
import { COMPANY_LEVELS } from './compare/company-name.ts';
import type { Sums } from './estimate-sums.ts';
import type { Feature } from './features.ts';

const FIRST_VARIANT = COMPANY_LEVELS.indexOf('close');
/** What the first guess weighs, in pairs. */
const GUESS_PAIRS = 12;
/**
 * Spellings that have words of their own on both sides are at most this part of those that differ by less: the further
 * two spellings are apart, the fewer they are. In a list of child care centres put together by hand it is a third.
 */
const MOST_WITH_OWN_WORDS = 0.5;

/** Which part of the pairs of one company bear names that differ, but by less than words on both sides; 1 for people. */
export function variantShare({ features: sums }: Sums, features: readonly Feature[]): number {
  const at = features.findIndex(({ name }) => name === 'name');
  if (at < 0) return 1;
  const { match, full } = sums[at] as Sums['features'][number];
  const { likely } = features[at] as Feature;
  const variants =
    sum(match.subarray(FIRST_VARIANT, full)) + GUESS_PAIRS * sum(likely.slice(FIRST_VARIANT, full));
  return variants / (sum(match) + GUESS_PAIRS);
}

/** The first guesses of m of a feature, where so many of the pairs of one company are variants. */
export function likelyAmong(variants: number, { name, likely }: Feature): readonly number[] {
  if (name !== 'own_words') return likely;
  const onBothSides = Math.min(likely[0] as number, MOST_WITH_OWN_WORDS * variants);
  return [onBothSides, 1 - onBothSides];
}

function sum(list: Iterable<number>): number {
  let total = 0;
  for (const value of list) total += value;
  return total;
}
