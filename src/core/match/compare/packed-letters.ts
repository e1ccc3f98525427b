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

export function hasByte(bytes: Bytes, start: number, end: number, byte: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === byte) return true;
  return false;
}

/** How many of the first four bytes two texts have in common. */
export function prefixLength(
  bytes: Bytes,
  [a, endA, b, endB]: readonly [number, number, number, number],
): number {
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
