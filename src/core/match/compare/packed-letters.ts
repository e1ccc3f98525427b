/** Letters of packed ASCII texts, for hot loops: no texts are made. */

export type Bytes = Uint8Array;
export const BLANK = 32;
/** Stands between the entries of a list. */
export const BAR = 124;

/** A bit for each letter that occurs; other characters share the bits. */
export function lettersOf(bytes: Bytes, start: number, end: number): number {
  let letters = 0;
  for (let at = start; at < end; at++) letters |= 1 << ((bytes[at] as number) & 31);
  return letters;
}

/** How many bits are set. */
export function bits(mask: number): number {
  let rest = mask - ((mask >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const held = new Uint16Array(32);

/**
 * How many letters two texts have in common at most, each as often as both hold it; those that share a bit count as one.
 * Whatever slips or likeness is asked for, the letters beyond these have no partner.
 */
export function commonLetters(bytes: Bytes, a: number, endA: number, b: number, endB: number): number {
  for (let at = a; at < endA; at++) {
    const letter = (bytes[at] as number) & 31;
    held[letter] = (held[letter] as number) + 1;
  }
  let common = 0;
  for (let at = b; at < endB; at++) {
    const letter = (bytes[at] as number) & 31;
    const left = held[letter] as number;
    if (left === 0) continue;
    held[letter] = left - 1;
    common++;
  }
  for (let at = a; at < endA; at++) held[(bytes[at] as number) & 31] = 0;
  return common;
}

/** Whether two different texts are one slip apart: a letter more, less or another, or two neighbours swapped. */
export function areOneSlipApart(bytes: Bytes, a: number, endA: number, b: number, endB: number): boolean {
  const longer = endA - a - (endB - b);
  if (longer > 1 || longer < -1) return false;
  let [from, other, to, otherTo] = [a, b, endA, endB];
  while (from < to && other < otherTo && bytes[from] === bytes[other]) {
    from++;
    other++;
  }
  while (to > from && otherTo > other && bytes[to - 1] === bytes[otherTo - 1]) {
    to--;
    otherTo--;
  }
  if (to - from <= 1 && otherTo - other <= 1) return true;
  if (to - from !== 2 || otherTo - other !== 2) return false;
  return bytes[from] === bytes[other + 1] && bytes[from + 1] === bytes[other];
}

export function countOfByte(bytes: Bytes, start: number, end: number, byte: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if (bytes[at] === byte) count++;
  return count;
}

/** Where the byte first stands, or the end. */
export function endOf(bytes: Bytes, start: number, end: number, byte: number): number {
  let at = start;
  while (at < end && bytes[at] !== byte) at++;
  return at;
}

/** Whether two stretches hold the same bytes. */
export function areSame(bytes: Bytes, a: number, endA: number, b: number, endB: number): boolean {
  if (endA - a !== endB - b) return false;
  for (let at = a; at < endA; at++) if (bytes[at] !== bytes[b + at - a]) return false;
  return true;
}

export function hasByte(bytes: Bytes, start: number, end: number, byte: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === byte) return true;
  return false;
}

/** How many of the first four bytes two texts have in common. */
export function prefixLength(bytes: Bytes, a: number, endA: number, b: number, endB: number): number {
  const most = Math.min(4, endA - a, endB - b);
  let length = 0;
  while (length < most && bytes[a + length] === bytes[b + length]) length++;
  return length;
}

/** Jaro–Winkler similarity with so many letters in common, all in order; a little more, for rounding. */
export function mostAlike(matches: number, lengthA: number, lengthB: number, prefix: number): number {
  const jaro = (matches / lengthA + matches / lengthB + 1) / 3;
  return jaro + prefix * 0.1 * (1 - jaro) + 1e-9;
}

/** Whether a text stands among the words of another, or of an entry of it. */
export function holdsWords(
  bytes: Bytes,
  [start, end]: readonly [number, number],
  words: Bytes,
  [from, to]: readonly [number, number],
): boolean {
  const last = end - (to - from);
  for (let at = start; at <= last; at++) {
    if (at > start && !isGap(bytes[at - 1] as number)) continue;
    const behind = at + to - from;
    if (behind < end && !isGap(bytes[behind] as number)) continue;
    let same = from;
    while (same < to && isSame(bytes[at + same - from] as number, words[same] as number)) same++;
    if (same === to) return true;
  }
  return false;
}

function isGap(byte: number): boolean {
  return byte === BLANK || byte === BAR;
}

function isSame(byte: number, wanted: number): boolean {
  return (byte === BAR ? BLANK : byte) === wanted;
}
