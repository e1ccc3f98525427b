import type { Apart } from './apart.ts';
import {
  BAR,
  BLANK,
  type Bytes,
  bits,
  commonLetters,
  hasByte,
  lettersOf,
  mostAlike,
} from './packed-letters.ts';

/** Names of more words are compared in full. */
const MOST_WORDS = 8;

/** The words of one name: where they begin and end, and which letters they have. */
type Words = { count: number; starts: Int32Array; ends: Int32Array; letters: Int32Array };
const emptyWords = (): Words => ({
  ...{ count: 0, starts: new Int32Array(MOST_WORDS), ends: new Int32Array(MOST_WORDS) },
  ...{ letters: new Int32Array(MOST_WORDS) },
});
const [left, right] = [emptyWords(), emptyWords()];

/** Two single company names of which no word has a likeness in the other, nor the whole, nor its initials. */
export const areCompanyNamesApart: Apart = (bytes, a, endA, b, endB) => {
  if (hasByte(bytes, a, endA, BAR) || hasByte(bytes, b, endB, BAR)) return false;
  if (!split(bytes, a, endA, left) || !split(bytes, b, endB, right)) return false;
  for (let i = 0; i < left.count; i++) {
    for (let j = 0; j < right.count; j++) if (!areWordsApart(bytes, i, j)) return false;
  }
  if (mayAbbreviate(bytes, left, right) || mayAbbreviate(bytes, right, left)) return false;
  return areWholesApart(bytes);
};

/** False for a name of too many words. */
function split(bytes: Bytes, start: number, end: number, into: Words): boolean {
  let from = start;
  into.count = 0;
  for (let at = start; at <= end; at++) {
    if (at < end && bytes[at] !== BLANK) continue;
    if (into.count === MOST_WORDS) return false;
    const letters = lettersOf(bytes, from, at);
    into.starts[into.count] = from;
    into.ends[into.count] = at;
    into.letters[into.count++] = letters;
    from = at + 1;
  }
  return true;
}

/** No slip, short form or likeness of 0.93 can lie between word `i` of the left and word `j` of the right name. */
function areWordsApart(bytes: Bytes, i: number, j: number): boolean {
  const [a, b] = [left.starts[i] as number, right.starts[j] as number];
  const [lengthA, lengthB] = [(left.ends[i] as number) - a, (right.ends[j] as number) - b];
  const [lettersA, lettersB] = [left.letters[i] as number, right.letters[j] as number];
  const [missingA, missingB] = [bits(lettersA & ~lettersB), bits(lettersB & ~lettersA)];
  const slips = Math.max(lengthA, lengthB) >= 8 ? 2 : 1;
  if (missingA <= slips && missingB <= slips && Math.abs(lengthA - lengthB) <= slips) {
    const common = commonLetters(bytes, a, a + lengthA, b, b + lengthB);
    if (Math.max(lengthA, lengthB) - common <= slips) return false;
  }
  if (bytes[a] === bytes[b] && (lengthA < lengthB ? missingA : missingB) === 0) return false;
  if (Math.min(lengthA, lengthB) < 5) return true;
  const most = Math.min(4, lengthA, lengthB);
  let prefix = 0;
  while (prefix < most && bytes[a + prefix] === bytes[b + prefix]) prefix++;
  return mostAlike(Math.min(lengthA - missingA, lengthB - missingB), lengthA, lengthB, prefix) < 0.93;
}

/** A single short word with the initial of another name's first word: `BE` for Blackwell Engineering. */
function mayAbbreviate(bytes: Bytes, short: Words, long: Words): boolean {
  if (short.count !== 1 || long.count < 2) return false;
  return bytes[short.starts[0] as number] === bytes[long.starts[0] as number];
}

/** As joined texts: more than two slips apart and less alike than 0.85. */
function areWholesApart(bytes: Bytes): boolean {
  const [lengthA, lengthB] = [lengthOf(left), lengthOf(right)];
  const common = commonOfWholes(bytes);
  if (Math.max(lengthA, lengthB) - common <= 2) return false;
  // Joined, the first letters of the second word may follow those of the first; beyond two equal ones all four are granted.
  const [a, b] = [left.starts[0] as number, right.starts[0] as number];
  const prefix =
    bytes[a] !== bytes[b] ? 0 : bytes[a + 1] !== bytes[b + 1] && !isShort(left) && !isShort(right) ? 1 : 4;
  return mostAlike(common, lengthA, lengthB, prefix) < 0.85;
}

/** Without the blanks. */
function commonOfWholes(bytes: Bytes): number {
  const [a, b] = [left.starts[0] as number, right.starts[0] as number];
  const [endA, endB] = [left.ends[left.count - 1] as number, right.ends[right.count - 1] as number];
  return commonLetters(bytes, a, endA, b, endB) - Math.min(left.count, right.count) + 1;
}

function isShort(words: Words): boolean {
  return (words.ends[0] as number) - (words.starts[0] as number) < 2;
}

function lengthOf(words: Words): number {
  let length = 0;
  for (let at = 0; at < words.count; at++)
    length += (words.ends[at] as number) - (words.starts[at] as number);
  return length;
}
