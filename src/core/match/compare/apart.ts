/**
 * Quick refusals: whether two different values are so far apart that their comparison ends on the worst level, told
 * from their packed bytes, without making texts of them. Most candidates are strangers, and most comparisons end here.
 *
 * A refusal is never wrong: where it says yes, `compare` gives `outcome(0)`. It may say no of values that are apart.
 */
import { mayBeNicknames } from '../standardise/nicknames.ts';
import {
  BAR,
  BLANK,
  type Bytes,
  bits,
  hasByte,
  lettersOf,
  mostAlike,
  prefixLength,
} from './packed-letters.ts';

/** Two values in one packed text, by their first byte and the one behind their last. Both are ASCII, and they differ. */
export type Apart = (bytes: Bytes, a: number, endA: number, b: number, endB: number) => boolean;

/** Of longer texts only the beginning is compared. */
const LONG = 400;

/** Whether two different values of one space are surely apart; a text that is not ASCII begins with a byte beyond it. */
export function areApart(
  apart: Apart | undefined,
  { bytes, ends }: { bytes: Bytes; ends: Uint32Array },
  left: number,
  right: number,
): boolean {
  if (apart === undefined) return false;
  const [a, b] = [ends[left - 1] as number, ends[right - 1] as number];
  if ((bytes[a] as number) > 127 || (bytes[b] as number) > 127) return false;
  const [endA, endB] = [ends[left] as number, ends[right] as number];
  return endA - a < LONG && endB - b < LONG && apart(bytes, a, endA, b, endB);
}

const AT = 64;
const DOT = 46;

/** Of lists: apart where every entry is apart from every other. */
function ofEntries(apart: Apart): Apart {
  return (bytes, a, endA, b, endB) => {
    for (let startA = a; startA < endA; ) {
      const stopA = endOf(bytes, startA, endA, BAR);
      for (let startB = b; startB < endB; ) {
        const stopB = endOf(bytes, startB, endB, BAR);
        if (!apart(bytes, startA, stopA, startB, stopB)) return false;
        startB = stopB + 1;
      }
      startA = stopA + 1;
    }
    return true;
  };
}

/** Whether the first `first` or the last `last` bytes are the same: one slip leaves one of both ends as it was. */
function sharesAnEnd(
  bytes: Bytes,
  [a, endA, b, endB]: readonly [number, number, number, number],
  first: number,
  last: number,
): boolean {
  let same = true;
  for (let at = 0; at < first && same; at++) same = bytes[a + at] === bytes[b + at];
  if (same) return true;
  same = true;
  for (let at = 1; at <= last && same; at++) same = bytes[endA - at] === bytes[endB - at];
  return same;
}

/** Of phones, which have six digits and more. */
export const arePhonesApart = ofEntries(
  (bytes, a, endA, b, endB) =>
    endA - a >= 6 && endB - b >= 6 && !sharesAnEnd(bytes, [a, endA, b, endB], 3, 3),
);

/** A slip counts from six characters on, and swaps neighbours at most: the first two or the last three stay. */
export const areIdentifiersApart = ofEntries((bytes, a, endA, b, endB) => {
  const [lengthA, lengthB] = [endA - a, endB - b];
  if (lengthA === lengthB && isSame(bytes, a, endA, b)) return false;
  if (Math.abs(lengthA - lengthB) > 1 || (lengthA < 6 && lengthB < 6)) return true;
  return !sharesAnEnd(bytes, [a, endA, b, endB], 2, 3);
});

/** The same area has the first two characters in common; a slip leaves these or the last one. */
export const arePostalCodesApart: Apart = (bytes, a, endA, b, endB) =>
  endA - a >= 2 && endB - b >= 2 && !sharesAnEnd(bytes, [a, endA, b, endB], 2, 1);

export const areDomainsApart = ofEntries((bytes, a, endA, b, endB) => {
  const [labelA, labelB] = [endOf(bytes, a, endA, DOT), endOf(bytes, b, endB, DOT)];
  if (labelA - a === labelB - b && isSame(bytes, a, labelA, b)) return false;
  return isBeyond(bytes, [a, endA, b, endB], 1);
});

/** Of two addresses with an @ each: far apart as a whole, and of one domain also before it. */
export const areEmailsApart = ofEntries((bytes, a, endA, b, endB) => {
  const [localA, localB] = [endOf(bytes, a, endA, AT), endOf(bytes, b, endB, AT)];
  if (localA >= endA - 1 || localB >= endB - 1) return false;
  if (endA - localA === endB - localB && isSame(bytes, localA, endA, localB)) {
    // Colleagues: another initial, or more than three letters of difference.
    if (localA - a < 4 || localB - b < 4 || bytes[a] !== bytes[b]) return true;
    return isBeyond(bytes, [a, localA, b, localB], 3);
  }
  if (localA - a === localB - b && isSame(bytes, a, localA, b)) return false;
  const longest = Math.max(endA - a, endB - b);
  return isBeyond(bytes, [a, endA, b, endB], longest >= 16 ? 4 : longest >= 11 ? 3 : 2);
});

export const areTextsApart: Apart = (bytes, a, endA, b, endB) => {
  const [lettersA, lettersB] = [lettersOf(bytes, a, endA), lettersOf(bytes, b, endB)];
  // One may hold the other as a word.
  if ((lettersA & ~lettersB) === 0 || (lettersB & ~lettersA) === 0) return false;
  return areWordsApart(bytes, [a, endA, b, endB], [lettersA, lettersB], 0.85);
};

/** Of single words of three and more letters. */
export const areFamilyNamesApart: Apart = (bytes, a, endA, b, endB) => {
  if (endA - a < 3 || endB - b < 3) return false;
  if (hasByte(bytes, a, endA, BLANK) || hasByte(bytes, b, endB, BLANK)) return false;
  const letters: [number, number] = [lettersOf(bytes, a, endA), lettersOf(bytes, b, endB)];
  return areWordsApart(bytes, [a, endA, b, endB], letters, 0.8);
};

export const areGivenNamesApart: Apart = (bytes, a, endA, b, endB) =>
  areFamilyNamesApart(bytes, a, endA, b, endB) && !mayBeNicknames(bytes, [a, endA], [b, endB]);

type Ends = readonly [number, number, number, number];

/** More than two slips (one in short words) apart, and less alike than `least` by Jaro–Winkler. */
function areWordsApart(
  bytes: Bytes,
  [a, endA, b, endB]: Ends,
  [lettersA, lettersB]: readonly [number, number],
  least: number,
): boolean {
  const [lengthA, lengthB] = [endA - a, endB - b];
  const [missingA, missingB] = [bits(lettersA & ~lettersB), bits(lettersB & ~lettersA)];
  const slips = Math.max(lengthA, lengthB) >= 8 ? 2 : 1;
  if (missingA <= slips && missingB <= slips) return false;
  const prefix = prefixLength(bytes, [a, endA, b, endB]);
  return mostAlike(Math.min(lengthA - missingA, lengthB - missingB), lengthA, lengthB, prefix) < least;
}

/** Whether the letters alone take more than `slips` edits. */
function isBeyond(bytes: Bytes, [a, endA, b, endB]: Ends, slips: number): boolean {
  if (Math.abs(endA - a - (endB - b)) > slips) return true;
  const [lettersA, lettersB] = [lettersOf(bytes, a, endA), lettersOf(bytes, b, endB)];
  return bits(lettersA & ~lettersB) > slips || bits(lettersB & ~lettersA) > slips;
}

/** Where the byte first stands, or the end. */
function endOf(bytes: Bytes, start: number, end: number, byte: number): number {
  let at = start;
  while (at < end && bytes[at] !== byte) at++;
  return at;
}

/** Whether the bytes from `a` to `endA` stand at `b` too. */
function isSame(bytes: Bytes, a: number, endA: number, b: number): boolean {
  for (let at = a; at < endA; at++) if (bytes[at] !== bytes[b + at - a]) return false;
  return true;
}
