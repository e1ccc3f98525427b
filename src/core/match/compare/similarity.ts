/** String similarity for hot loops: no allocation, works on UTF-16 units (values are folded to ASCII before). */

const flagsA = new Uint8Array(512);
const flagsB = new Uint8Array(512);
let rowOne = new Uint16Array(512);
let rowTwo = new Uint16Array(512);
let rowThree = new Uint16Array(512);

/** Jaro–Winkler similarity, 0…1 (prefix weight 0.1, at most 4 letters). Only the first 500 characters count. */
export function jaroWinkler(a: string, b: string): number {
  const lengthA = Math.min(a.length, 500);
  const lengthB = Math.min(b.length, 500);
  if (lengthA === 0 || lengthB === 0) return 0;
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
  let prefix = 0;
  while (prefix < 4 && prefix < lengthA && prefix < lengthB && a.charCodeAt(prefix) === b.charCodeAt(prefix))
    prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
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
  const [lengthA, lengthB] = [a.length, b.length];
  if (Math.abs(lengthA - lengthB) > limit || lengthA > 500 || lengthB > 500) return limit + 1;
  let before = rowOne;
  let above = rowTwo;
  let current = rowThree;
  for (let j = 0; j <= lengthB; j++) above[j] = j;
  for (let i = 1; i <= lengthA; i++) {
    current[0] = i;
    let best = i;
    const code = a.charCodeAt(i - 1);
    for (let j = 1; j <= lengthB; j++) {
      const other = b.charCodeAt(j - 1);
      let cost = Math.min(
        (above[j] as number) + 1,
        (current[j - 1] as number) + 1,
        (above[j - 1] as number) + (code === other ? 0 : 1),
      );
      if (i > 1 && j > 1 && code === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other) {
        cost = Math.min(cost, (before[j - 2] as number) + 1);
      }
      current[j] = cost;
      if (cost < best) best = cost;
    }
    if (best > limit) return limit + 1;
    const spare = before;
    before = above;
    above = current;
    current = spare;
  }
  [rowOne, rowTwo, rowThree] = [before, above, current];
  return Math.min(above[lengthB] as number, limit + 1);
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
