import { hasHan } from './han.ts';

/** A name's initial and its next consonants: what survives most misspellings. `smith`, `smyth` → `smt`. Han stays whole. */
export function skeletonOf(name: string): string {
  if (hasHan(name)) return name;
  const text = name
    .replace(/[^a-z]/g, '')
    .replace(/ph/g, 'f')
    .replace(/ck|c(?![eiy])|q/g, 'k')
    .replace(/z/g, 's');
  const rest = text
    .slice(1)
    .replace(/[aeiouyhw]/g, '')
    .replace(/(.)\1+/g, '$1');
  return text.slice(0, 1) + rest.slice(0, 4);
}

/** No skeleton of an ASCII name is longer. */
export const MOST_OF_SKELETON = 5;
const C = 99;
const F = 102;
const H = 104;
const K = 107;
const P = 112;
const Q = 113;
const S = 115;
const Z = 122;
/** By letter: 1 for those that a skeleton leaves out, and for those before which a C is soft. */
const SILENT = Uint8Array.from({ length: 128 }, (_, code) =>
  Number('aeiouyhw'.includes(String.fromCharCode(code))),
);
const SOFTENS = Uint8Array.from({ length: 128 }, (_, code) =>
  Number('eiy'.includes(String.fromCharCode(code))),
);
let letters = new Uint8Array(64);

/** The same of the bytes of an ASCII name; returns how many letters it has written. */
export function skeletonBytes(bytes: Uint8Array, start: number, end: number, into: Uint8Array): number {
  const count = readLetters(bytes, start, end);
  let size = 0;
  for (let at = 0; at < count && size < MOST_OF_SKELETON; at++) {
    let letter = letters[at] as number;
    if (letter === C) {
      const next = at + 1 < count ? (letters[at + 1] as number) : 0;
      if (next === K) at++;
      if (SOFTENS[next] === 0) letter = K;
    } else if (letter === Q) letter = K;
    else if (letter === Z) letter = S;
    if (size > 0 && SILENT[letter] === 1) continue;
    // What follows the initial may be the same letter.
    if (size > 1 && into[size - 1] === letter) continue;
    into[size++] = letter;
  }
  return size;
}

/** The letters of a name, `ph` as `f`. */
function readLetters(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > letters.length) letters = new Uint8Array(2 * (end - start));
  let count = 0;
  for (let at = start; at < end; at++) {
    const letter = bytes[at] as number;
    if (letter < 97 || letter > 122) continue;
    if (letter === H && count > 0 && letters[count - 1] === P) letters[count - 1] = F;
    else letters[count++] = letter;
  }
  return count;
}
