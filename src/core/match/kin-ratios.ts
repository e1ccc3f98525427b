/** How many pairs are kin of one kind for each that is one entity, from what a round of the estimate has seen. */
import type { Kinship } from './kinships.ts';

/** By crowd (`crowdOf`): how much of the pairs is kin, and how much one entity; and kin that no candidate shows. */
export type KinByCrowd = { kin: Float64Array; matched: Float64Array; unseen?: Float64Array | undefined };

/** First guess of the ratio, and how many pairs it weighs. */
const GUESS = 0.05;
const GUESS_PAIRS = 12;
/** Kin is at least this part of the matches: EM must not rule out what it has not seen yet. */
const LEAST = 0.02;
const MOST = 1;
/** Kinships that are doubted (`standsOut`) are so rare unless they are clearly many. */
const LEAST_DOUBTED = 0.0005;
/** From this crowd on, what is shared is common: no more than a city or a street. */
export const COMMON = 4;
/** A value that twice as many hold makes four times as many pairs, of which twice as many are of one entity. */
const GROWTH = 2;
/** Beyond one for each match, kin of a crowd is doubted by so much: an entity of many records makes a crowd as well. */
const CLEARLY = 2;

/** One ratio, whatever they share. */
export function ratioOf(
  { standsOut, shareRare, most = MOST }: Kinship,
  { kin, matched, unseen }: KinByCrowd,
  doubt: number,
): number {
  const crowds = shareRare ? COMMON : kin.length;
  const more = unseen === undefined ? 0 : sum(unseen.subarray(0, crowds));
  const learned = learn(sum(kin.subarray(0, crowds)) + more, sum(matched.subarray(0, crowds)), GUESS);
  return Math.min(most, standsOut ? Math.max(LEAST_DOUBTED, learned - doubt * standsOut) : learned + LEAST);
}

/**
 * A ratio for each crowd. What is seen of rarer values is the first guess for more common ones, and the ratio never
 * falls: that more records hold a value never speaks against kin.
 */
export function ratiosByCrowd({ most = MOST }: Kinship, { kin, matched, unseen }: KinByCrowd): number[] {
  let learned = GUESS;
  let least = 0;
  return Array.from(kin, (seen, crowd) => {
    learned = learn(seen + (unseen?.[crowd] ?? 0), matched[crowd] as number, learned);
    const clear = Math.max(Math.min(learned, 1), learned - CLEARLY);
    least = Math.max(least, Math.min(most * GROWTH ** crowd, clear + LEAST));
    return least;
  });
}

function learn(kin: number, matched: number, guess: number): number {
  return (kin + GUESS_PAIRS * guess) / (matched + GUESS_PAIRS);
}

function sum(list: Float64Array): number {
  return list.reduce((total, value) => total + value, 0);
}
