/**
 * Quick refusals: whether two different values are so far apart that their comparison ends on the worst level, told
 * from their packed bytes, without making texts of them. Most candidates are strangers, and most comparisons end here.
 *
 * A refusal is never wrong: where it says yes, `compare` gives `outcome(0)`. It may say no of values that are apart.
 */
import {
  areOneSlipApart,
  areSame,
  BAR,
  type Bytes,
  commonLetters,
  endOf,
  holdsWords,
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
  const a = ends[left - 1] as number;
  const b = ends[right - 1] as number;
  if ((bytes[a] as number) > 127 || (bytes[b] as number) > 127) return false;
  const endA = ends[left] as number;
  const endB = ends[right] as number;
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

/** Equal, one the end of the other, or a slip apart. */
export const arePhonesApart = ofEntries((bytes, a, endA, b, endB) => {
  const shorter = Math.min(endA - a, endB - b);
  if (areSame(bytes, endA - shorter, endA, endB - shorter, endB)) return false;
  return !areOneSlipApart(bytes, a, endA, b, endB);
});

/** A slip counts from six characters on. */
export const areIdentifiersApart = ofEntries((bytes, a, endA, b, endB) => {
  if (areSame(bytes, a, endA, b, endB)) return false;
  return (endA - a < 6 && endB - b < 6) || !areOneSlipApart(bytes, a, endA, b, endB);
});

/** A slip counts from four characters on; the same area has the first half in common, and two characters at least. */
export const arePostalCodesApart: Apart = (bytes, a, endA, b, endB) => {
  const [lengthA, lengthB] = [endA - a, endB - b];
  const half = Math.max(2, Math.ceil(Math.max(lengthA, lengthB) / 2));
  if (lengthA >= half && lengthB >= half && areSame(bytes, a, a + half, b, b + half)) return false;
  return lengthA < 4 || lengthB < 4 || !areOneSlipApart(bytes, a, endA, b, endB);
};

export const areDomainsApart = ofEntries((bytes, a, endA, b, endB) => {
  const [labelA, labelB] = [endOf(bytes, a, endA, DOT), endOf(bytes, b, endB, DOT)];
  if (labelA === endA || labelB === endB || areSame(bytes, a, labelA, b, labelB)) return false;
  return !areOneSlipApart(bytes, a, endA, b, endB);
});

/** Of two addresses with an @ each: far apart as a whole, and of one domain also before it. */
export const areEmailsApart = ofEntries((bytes, a, endA, b, endB) => {
  const [localA, localB] = [endOf(bytes, a, endA, AT), endOf(bytes, b, endB, AT)];
  if (localA >= endA - 1 || localB >= endB - 1) return false;
  // Two lists may hold one address, however short the name before its @ is.
  if (areSame(bytes, a, localA, b, localB)) return false;
  if (areSame(bytes, localA, endA, localB, endB)) {
    // Colleagues: another initial, or more than three letters of difference.
    if (localA - a < 4 || localB - b < 4 || bytes[a] !== bytes[b]) return true;
    return isBeyond(bytes, [a, localA, b, localB], 3);
  }
  const longest = Math.max(endA - a, endB - b);
  return isBeyond(bytes, [a, endA, b, endB], longest >= 16 ? 4 : longest >= 11 ? 3 : 2);
});

export const areTextsApart: Apart = (bytes, a, endA, b, endB) => {
  if (likenessAtMost(bytes, a, endA, b, endB) >= 0.85) return false;
  // One may hold the other as a word.
  return endA - a < endB - b
    ? !holdsWords(bytes, [b, endB], bytes, [a, endA])
    : !holdsWords(bytes, [a, endA], bytes, [b, endB]);
};

/** An upper bound of Jaro–Winkler similarity; 1 where two slips (one in short words) or fewer may lie between them. */
export function likenessAtMost(bytes: Bytes, a: number, endA: number, b: number, endB: number): number {
  const [lengthA, lengthB] = [endA - a, endB - b];
  const longest = Math.max(lengthA, lengthB);
  const common = commonLetters(bytes, a, endA, b, endB);
  if (longest - common <= (longest >= 8 ? 2 : 1)) return 1;
  return mostAlike(common, lengthA, lengthB, prefixLength(bytes, a, endA, b, endB));
}

/** Whether the letters alone take more than `slips` edits. */
function isBeyond(
  bytes: Bytes,
  [a, endA, b, endB]: readonly [number, number, number, number],
  slips: number,
): boolean {
  const longest = Math.max(endA - a, endB - b);
  if (longest - Math.min(endA - a, endB - b) > slips) return true;
  return longest - commonLetters(bytes, a, endA, b, endB) > slips;
}
