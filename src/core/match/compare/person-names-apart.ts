import { mayBeNicknames } from '../standardise/nicknames.ts';
import { type Apart, likenessAtMost } from './apart.ts';
import {
  areSame,
  BLANK,
  type Bytes,
  commonLetters,
  countOfByte,
  endOf,
  hasByte,
  mostAlike,
  prefixLength,
} from './packed-letters.ts';

/** Written in one word they are not alike, and where one has several words, none is like one of the other's. */
export const areFamilyNamesApart: Apart = (bytes, a, endA, b, endB) => {
  if (!hasByte(bytes, a, endA, BLANK) && !hasByte(bytes, b, endB, BLANK))
    return likenessAtMost(bytes, a, endA, b, endB) < 0.8;
  return areJoinedApart(bytes, a, endA, b, endB) && areAllWordsApart(bytes, a, endA, b, endB);
};

/** Nor are their first words initials or everyday forms of each other. */
export const areGivenNamesApart: Apart = (bytes, a, endA, b, endB) => {
  if (!areFamilyNamesApart(bytes, a, endA, b, endB)) return false;
  const [firstA, firstB] = [endOf(bytes, a, endA, BLANK), endOf(bytes, b, endB, BLANK)];
  if (areSame(bytes, a, firstA, b, firstB)) return false;
  if ((firstA - a === 1 || firstB - b === 1) && bytes[a] === bytes[b]) return false;
  return !mayBeNicknames(bytes, [a, firstA], [b, firstB]);
};

/** As `likenessAtMost` tells it, without the blanks. */
function areJoinedApart(bytes: Bytes, a: number, endA: number, b: number, endB: number): boolean {
  const [blanksA, blanksB] = [countOfByte(bytes, a, endA, BLANK), countOfByte(bytes, b, endB, BLANK)];
  const [lengthA, lengthB] = [endA - a - blanksA, endB - b - blanksB];
  const longest = Math.max(lengthA, lengthB);
  const common = commonLetters(bytes, a, endA, b, endB) - Math.min(blanksA, blanksB);
  if (longest - common <= (longest >= 8 ? 2 : 1)) return false;
  return mostAlike(common, lengthA, lengthB, joinedPrefixLength(bytes, a, endA, b, endB)) < 0.8;
}

/** At most: behind a blank all four letters are granted. */
function joinedPrefixLength(bytes: Bytes, a: number, endA: number, b: number, endB: number): number {
  const length = prefixLength(bytes, a, endA, b, endB);
  return bytes[a + length] === BLANK || bytes[b + length] === BLANK || hasByte(bytes, a, a + length, BLANK)
    ? 4
    : length;
}

/** Words are like another from 0.92 on. */
function areAllWordsApart(bytes: Bytes, a: number, endA: number, b: number, endB: number): boolean {
  for (let startA = a; startA < endA; ) {
    const stopA = endOf(bytes, startA, endA, BLANK);
    for (let startB = b; startB < endB; ) {
      const stopB = endOf(bytes, startB, endB, BLANK);
      if (likenessAtMost(bytes, startA, stopA, startB, stopB) >= 0.92) return false;
      startB = stopB + 1;
    }
    startA = stopA + 1;
  }
  return true;
}
