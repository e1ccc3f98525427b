/**
 * Signatures: four numbers that lie together for each value of a space, made once. Most candidates are strangers, and
 * most of what a comparison costs is waiting for memory: their signatures tell nearly all of them apart with one look
 * each, instead of one at where a text lies, one at its letters and one at what is remembered of the two.
 *
 * As for `apart`, a refusal is never wrong, and what signatures do not tell apart need not be alike.
 */
import type { PackedTexts } from '../dictionary.ts';
import { hashBytes32 } from '../hash.ts';
import { memoryToRead } from '../memory.ts';
import { nicknameBits } from '../standardise/nicknames.ts';
import { BAR, BLANK, type Bytes, endOf, hasByte } from './packed-letters.ts';

/** Numbers per signature: the letters; those there twice; what `LENGTH` … `USABLE` tell; a rest that depends on the text. */
export const SIGNATURE = 4;

export const LENGTH = 0xff;
/** The first four letters, five bits each. */
export const FIRST_SHIFT = 8;
export const HAS_BLANK = 1 << 28;
/** What the rest is of: a hash of what stands before the first dot … */
export const WITH_DOT = 1 << 29;
/** … 16 bits each of the parts before and from the @ on … */
export const WITH_AT = 2 << 29;
/** … the last six characters, five bits each, of a number; else the groups of nicknames. */
export const NUMBER = 3 << 29;
export const KIND = 3 << 29;
/** One entry of ASCII that is not too long. Others have no signature. It is the sign: `a & b` is negative where both have one. */
const USABLE = 1 << 31;

const AT = 64;
const DOT = 46;
/** Blanks, signs and digits come before letters. */
const NINE = 57;

/** The signatures of all values of a space, one after another. */
export function signaturesOf({ size, bytes, ends }: PackedTexts): Int32Array {
  const signatures = new Int32Array(memoryToRead(size * SIGNATURE * 4));
  for (let id = 1; id < size; id++)
    writeSignature(bytes, ends[id - 1] as number, ends[id] as number, signatures, id * SIGNATURE);
  return signatures;
}

/** Writes the signature of the text from `start` to `end`, which may be any. */
function writeSignature(bytes: Bytes, start: number, end: number, into: Int32Array, place: number): void {
  if (end === start || end - start > LENGTH || (bytes[start] as number) > 127) return;
  let once = 0;
  let twice = 0;
  let has = USABLE;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === BAR) return writeTwoNumbers(bytes, start, end, into, place);
    if (byte === BLANK) has |= HAS_BLANK;
    const letter = 1 << (byte & 31);
    twice |= once & letter;
    once |= letter;
  }
  into[place] = once;
  into[place + 1] = twice;
  into[place + 2] = has | (end - start) | firstLetters(bytes, start, end);
  writeRest(bytes, start, end, into, place + 2);
}

/** Of a list of two numbers of one length: the last six characters of the second, their length, and those of the first. */
function writeTwoNumbers(bytes: Bytes, start: number, end: number, into: Int32Array, place: number): void {
  const bar = endOf(bytes, start, end, BAR);
  const length = bar - start;
  const isPair = end - bar - 1 === length && !hasByte(bytes, bar + 1, end, BAR);
  if (!isPair || length < 6 || (bytes[start] as number) > NINE) return;
  into[place] = lastLetters(bytes, end);
  into[place + 2] = NUMBER | length;
  into[place + 3] = lastLetters(bytes, bar);
}

function firstLetters(bytes: Bytes, start: number, end: number): number {
  let first = 0;
  for (let at = start; at < end && at < start + 4; at++)
    first |= ((bytes[at] as number) & 31) << (FIRST_SHIFT + 5 * (at - start));
  return first;
}

/** Into the place behind `place`, which is told what the rest is of; the letters stand two before it. */
function writeRest(bytes: Bytes, start: number, end: number, into: Int32Array, place: number): void {
  // No search for what no letter can be: most texts are numbers and names.
  const once = into[place - 2] as number;
  const at = (once & (1 << (AT & 31))) === 0 ? end : endOf(bytes, start, end, AT);
  const dot = (once & (1 << (DOT & 31))) === 0 ? end : endOf(bytes, start, end, DOT);
  if (at < end - 1) {
    into[place] = (into[place] as number) | WITH_AT;
    into[place + 1] = (hashBytes32(bytes, start, at) << 16) | (hashBytes32(bytes, at, end) & 0xffff);
  } else if (dot < end) {
    into[place] = (into[place] as number) | WITH_DOT;
    into[place + 1] = hashBytes32(bytes, start, dot);
  } else if ((bytes[start] as number) <= NINE && end - start >= 6) {
    into[place] = (into[place] as number) | NUMBER;
    into[place + 1] = lastLetters(bytes, end);
  } else into[place + 1] = nicknameBits(bytes, start, end);
}

function lastLetters(bytes: Bytes, end: number): number {
  let last = 0;
  for (let at = end - 6; at < end; at++) last = (last << 5) | ((bytes[at] as number) & 31);
  return last;
}
