/** String similarity for hot loops: no allocation, works on UTF-16 units (values are folded to ASCII before). */

const flagsA = new Uint8Array(512);
const flagsB = new Uint8Array(512);
let rowOne = new Uint16Array(512);
let rowTwo = new Uint16Array(512);
let rowThree = new Uint16Array(512);

/**
 * Jaro–Winkler similarity, 0…1 (prefix weight 0.1, at most 4 letters). Only the first 500 characters count. 0 when it
 * is clear from the letters alone that it is below `least`.
 */
export function jaroWinkler(a: string, b: string, least = 0): number {
  const lengthA = Math.min(a.length, 500);
  const lengthB = Math.min(b.length, 500);
  if (lengthA === 0 || lengthB === 0) return 0;
  let prefix = 0;
  while (prefix < 4 && prefix < lengthA && prefix < lengthB && a.charCodeAt(prefix) === b.charCodeAt(prefix))
    prefix++;
  if (least > 0 && mostJaroWinkler(a, b, prefix) < least) return 0;
  const reach = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1);
  flagsA.fill(0, 0, lengthA);
  flagsB.fill(0, 0, lengthB);
  let matches = 0;
  for (let i = 0; i < lengthA; i++) {
    const code = a.charCodeAt(i);
    const end = Math.min(lengthB, i + reach + 1);
    for (let j = Math.max(0, i - reach); j < end; j++) {
      if (flagsB[j] === 0 && b.charCodeAt(j) === code) {
        flagsA[i] = 1;
        flagsB[j] = 1;
        matches++;
        break;
      }
    }
  }
  if (matches === 0) return 0;
  const swaps = transpositions(a, b, lengthA);
  const jaro = (matches / lengthA + matches / lengthB + (matches - swaps / 2) / matches) / 3;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** What the similarity is at most: a letter that the other text lacks matches nothing. */
function mostJaroWinkler(a: string, b: string, prefix: number): number {
  const [lettersA, lettersB] = [lettersOf(a, 0, a.length), lettersOf(b, 0, b.length)];
  const matches = Math.min(a.length - bits(lettersA & ~lettersB), b.length - bits(lettersB & ~lettersA));
  const jaro = (matches / a.length + matches / b.length + 1) / 3;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** A bit for each letter that occurs; other characters share the bits. */
function lettersOf(text: string, start: number, end: number): number {
  let letters = 0;
  for (let at = start; at < end; at++) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
}

function bits(mask: number): number {
  let rest = mask - ((mask >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function transpositions(a: string, b: string, lengthA: number): number {
  let swaps = 0;
  let j = 0;
  for (let i = 0; i < lengthA; i++) {
    if (flagsA[i] === 0) continue;
    while (flagsB[j] === 0) j++;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) swaps++;
    j++;
  }
  return swaps;
}

/** Optimal string alignment distance (insert, delete, replace, swap neighbours), or `limit + 1` when it is greater. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let start = 0;
  let [endA, endB] = [a.length, b.length];
  const shorter = Math.min(endA, endB);
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  const [lengthA, lengthB] = [endA - start, endB - start];
  if (lengthA === 0 || lengthB === 0) return Math.max(lengthA, lengthB);
  if (limit === 1) return isOneSlip(a, b, start, lengthA, lengthB) ? 1 : 2;
  if (lengthA > 500 || lengthB > 500) return limit + 1;
  // Each letter that one of the texts lacks takes an edit of its own.
  const [lettersA, lettersB] = [lettersOf(a, start, endA), lettersOf(b, start, endB)];
  if (bits(lettersA & ~lettersB) > limit || bits(lettersB & ~lettersA) > limit) return limit + 1;
  return bandedDistance(a, b, { start, lengthA, lengthB, limit });
}

/** With what is equal at both ends cut off, one slip leaves one letter, or two neighbours swapped. */
function isOneSlip(a: string, b: string, start: number, lengthA: number, lengthB: number): boolean {
  if (lengthA === 1 && lengthB === 1) return true;
  if (lengthA !== 2 || lengthB !== 2) return false;
  return a.charCodeAt(start) === b.charCodeAt(start + 1) && a.charCodeAt(start + 1) === b.charCodeAt(start);
}

type Middle = { start: number; lengthA: number; lengthB: number; limit: number };

function bandedDistance(a: string, b: string, { start, lengthA, lengthB, limit }: Middle): number {
  const far = limit + 1;
  let before = rowOne;
  let above = rowTwo;
  let current = rowThree;
  for (let j = 0; j <= lengthB; j++) above[j] = Math.min(j, far);
  for (let i = 1; i <= lengthA; i++) {
    const [low, high] = [Math.max(1, i - limit), Math.min(lengthB, i + limit)];
    current[low - 1] = low === 1 ? Math.min(i, far) : far;
    let best = current[low - 1] as number;
    const code = a.charCodeAt(start + i - 1);
    for (let j = low; j <= high; j++) {
      const other = b.charCodeAt(start + j - 1);
      let cost = (above[j - 1] as number) + (code === other ? 0 : 1);
      if (j < i + limit && (above[j] as number) + 1 < cost) cost = (above[j] as number) + 1;
      if ((current[j - 1] as number) + 1 < cost) cost = (current[j - 1] as number) + 1;
      if (i > 1 && j > 1 && code === b.charCodeAt(start + j - 2) && a.charCodeAt(start + i - 2) === other) {
        cost = Math.min(cost, (before[j - 2] as number) + 1);
      }
      current[j] = cost;
      if (cost < best) best = cost;
    }
    if (high < lengthB) current[high + 1] = far;
    if (best > limit) return far;
    const spare = before;
    before = above;
    above = current;
    current = spare;
  }
  const found = above[lengthB] as number;
  [rowOne, rowTwo, rowThree] = [before, above, current];
  return Math.min(found, far);
}

/** Whether `short` abbreviates `long`: same first letter, its letters in order, and clearly shorter. */
export function isAbbreviation(short: string, long: string): boolean {
  if (short.length < 2 || short.length > 6 || long.length < short.length + 2) return false;
  if (short.charCodeAt(0) !== long.charCodeAt(0)) return false;
  if (short.length >= 3 && long.startsWith(short)) return true;
  // `nthn` for northern: the letters in order, the last one included among the last three.
  if (short.length < 3) return false;
  let at = 0;
  for (let i = 0; i < short.length; i++) {
    at = long.indexOf(short[i] as string, at) + 1;
    if (at === 0) return false;
  }
  return at >= long.length - 2;
}
