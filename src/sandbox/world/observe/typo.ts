/** Slips of the hand and of old systems, one at a time. */
import type { Random } from '../random.ts';

const NEIGHBOURS: Readonly<Record<string, string>> = {
  a: 'sq',
  b: 'vn',
  c: 'xv',
  d: 'sf',
  e: 'wr',
  f: 'dg',
  g: 'fh',
  h: 'gj',
  i: 'uo',
  j: 'hk',
  k: 'jl',
  l: 'k',
  m: 'n',
  n: 'bm',
  o: 'ip',
  p: 'o',
  q: 'wa',
  r: 'et',
  s: 'ad',
  t: 'ry',
  u: 'yi',
  v: 'cb',
  w: 'qe',
  x: 'zc',
  y: 'tu',
  z: 'xs',
};

/** One slip in a word of at least four letters, never in the first letter, where people look. */
export function typo(random: Random, text: string): string {
  const spots = [...text.matchAll(/\p{L}{4,}/gu)];
  if (spots.length === 0) return text;
  const word = random.pick(spots);
  const at = word.index + random.int(1, word[0].length - 2);
  const letter = text.charAt(at);
  const near = NEIGHBOURS[letter.toLowerCase()];
  switch (random.int(0, 3)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + letter + text.slice(at);
    case 2:
      return text.slice(0, at) + text.charAt(at + 1) + letter + text.slice(at + 2);
    default:
      return near === undefined ? text : text.slice(0, at) + random.pick([...near]) + text.slice(at + 1);
  }
}

const TWO_LETTERS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  ß: 'ss',
};
const ONE_LETTER: Readonly<Record<string, string>> = {
  ä: 'a',
  ö: 'o',
  ü: 'u',
  Ä: 'A',
  Ö: 'O',
  Ü: 'U',
  ß: 'ss',
};

/** `Müller` as `Mueller`, the way German systems without umlauts write it. */
export const transliterate = (text: string): string =>
  text.replace(/[äöüÄÖÜß]/gu, (c) => TWO_LETTERS[c] ?? c);
/** `Müller` as `Muller`, the way foreign systems write it. */
export const stripMarks = (text: string): string => text.replace(/[äöüÄÖÜß]/gu, (c) => ONE_LETTER[c] ?? c);

/** Romance accents: `Hélène` as `Helene`, `Muñoz` as `Munoz`. */
const withoutAccents = (text: string): string =>
  text.replace(/[À-ÖØ-öø-ÿ]/gu, (letter) => letter.normalize('NFD').charAt(0));

/** Some of those who meet an umlaut in a foreign system write it in one of two ways; accents they drop. */
export function maybeFold(random: Random, text: string, probability: number): string {
  if (!/[À-ÖØ-öø-ÿ]/u.test(text) || !random.chance(probability)) return text;
  return withoutAccents(random.chance(0.7) ? transliterate(text) : stripMarks(text));
}

/** What a system without a letter beyond ASCII makes of a text. */
export const toAscii = (text: string): string => withoutAccents(transliterate(text));

export const titleCaseLost = (random: Random, text: string): string =>
  random.chance(0.5) ? text.toUpperCase() : text.toLowerCase();
