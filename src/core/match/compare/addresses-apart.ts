import { STREET_KINDS } from '../standardise/address.ts';
import type { Apart } from './apart.ts';
import { areSame, BAR, BLANK, type Bytes, commonLetters, endOf, mostAlike } from './packed-letters.ts';

/** Streets of more words are compared in full. */
const MOST_WORDS = 8;

/** The words of one street that are a name: where they begin and end, and how many letters they have. */
type Names = { count: number; starts: Int32Array; ends: Int32Array; length: number };
const noNames = (): Names => ({
  ...{ count: 0, starts: new Int32Array(MOST_WORDS), ends: new Int32Array(MOST_WORDS), length: 0 },
});
const [left, right] = [noNames(), noNames()];

/** Two houses of other numbers in streets that have no word in common and are not alike. */
export const areAddressesApart: Apart = (bytes, a, endA, b, endB) => {
  const [streetA, streetB] = [endOf(bytes, a, endA, BAR) + 1, endOf(bytes, b, endB, BAR) + 1];
  if (!areNumbersApart(bytes, a, streetA - 1, b, streetB - 1)) return false;
  const [stopA, stopB] = [endOf(bytes, streetA, endA, BAR), endOf(bytes, streetB, endB, BAR)];
  if (!readNames(bytes, streetA, stopA, left) || !readNames(bytes, streetB, stopB, right)) return false;
  return !shareName(bytes) && areJoinedApart(bytes);
};

/** Numbers that begin with other digits are not of one range. A missing one is another. */
function areNumbersApart(bytes: Bytes, a: number, endA: number, b: number, endB: number): boolean {
  const [digitsA, digitsB] = [digitsEnd(bytes, a, endA), digitsEnd(bytes, b, endB)];
  if (digitsA === a || digitsB === b) return a === endA || b === endB;
  return !areSame(bytes, a, digitsA, b, digitsB);
}

function digitsEnd(bytes: Bytes, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] as number) >= 48 && (bytes[at] as number) <= 57) at++;
  return at;
}

/** False for a street of too many words, or of kinds alone. */
function readNames(bytes: Bytes, start: number, end: number, into: Names): boolean {
  into.count = 0;
  into.length = 0;
  for (let from = start; from < end; ) {
    const stop = endOf(bytes, from, end, BLANK);
    if (!KINDS.has(packWord(bytes, from, stop))) {
      if (into.count === MOST_WORDS) return false;
      into.starts[into.count] = from;
      into.ends[into.count++] = stop;
      into.length += stop - from;
    }
    from = stop + 1;
  }
  return into.count > 0;
}

/** Letters of a short word, in one number that no other word has; 0 for what is longer or not of letters. */
function packWord(bytes: Bytes, start: number, end: number): number {
  if (end - start > 6) return 0;
  let packed = 0;
  for (let at = start; at < end; at++) {
    const letter = (bytes[at] as number) - 96;
    if (letter < 1 || letter > 26) return 0;
    packed = (packed << 5) | letter;
  }
  return packed;
}

/** All of them are short. */
const KINDS: ReadonlySet<number> = new Set(
  [...STREET_KINDS].map((kind) => packWord(Buffer.from(kind), 0, kind.length)),
);

function shareName(bytes: Bytes): boolean {
  for (let i = 0; i < left.count; i++) {
    const [start, end] = [left.starts[i] as number, left.ends[i] as number];
    for (let j = 0; j < right.count; j++) {
      if (areSame(bytes, start, end, right.starts[j] as number, right.ends[j] as number)) return true;
    }
  }
  return false;
}

/** Joined, more than two slips apart (one in short ones) and less alike than 0.9. */
function areJoinedApart(bytes: Bytes): boolean {
  const longest = Math.max(left.length, right.length);
  const common = commonOfNames(bytes);
  if (longest - common <= (longest >= 9 ? 2 : 1)) return false;
  // Where the first letters are the same, all four are granted: they may reach into the second words.
  const isBegunAlike = bytes[left.starts[0] as number] === bytes[right.starts[0] as number];
  return mostAlike(common, left.length, right.length, isBegunAlike ? 4 : 0) < 0.9;
}

/** More than that where words between were left out. */
function commonOfNames(bytes: Bytes): number {
  const [a, b] = [left.starts[0] as number, right.starts[0] as number];
  const [endA, endB] = [left.ends[left.count - 1] as number, right.ends[right.count - 1] as number];
  return Math.min(left.length, right.length, commonLetters(bytes, a, endA, b, endB));
}
