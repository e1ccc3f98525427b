import { inOtherScripts } from '../standardise/han.ts';
import { nameAtoms } from './atom-bytes.ts';
import { areCompanyNamesApart } from './company-names-apart.ts';
import { type AtomCounts, type Comparator, NOT_COMPARABLE, type Outcome, outcome } from './comparator.ts';
import { ownNames } from './own.ts';
import { editDistance, isAbbreviation, jaroWinkler } from './similarity.ts';

type Word = { text: string; count: number; bits: number };
/** `sorted`: the words in order, once they were asked for. */
export type Name = { words: Word[]; joined: string; sorted: string; count: number; bits: number };
export type Names = Name[];

/** Atoms are, name by name, the whole (its words sorted) and, marked with `~`, each word. */
export function atomsOf(value: string): string[] {
  const atoms: string[] = [];
  for (const name of value.split('|')) {
    const list = name.split(' ');
    atoms.push(sortedKey(list));
    for (const word of list) atoms.push(`~${word}`);
  }
  return atoms;
}

function sortedKey(list: readonly string[]): string {
  return list.length === 1 ? (list[0] as string) : [...list].sort().join(' ');
}

export function prepare(value: string, counts: AtomCounts, known: number): Names {
  const names: Name[] = [];
  let atom = 0;
  for (const name of value.split('|')) {
    const list = name.split(' ');
    const count = counts[atom++] as number;
    const words: Word[] = [];
    let bits = 0;
    for (let at = 0; at < list.length; at++) {
      const held = counts[atom++] as number;
      const word = { text: list[at] as string, count: held, bits: bitsOf(held, known) };
      words.push(word);
      bits += word.bits;
    }
    names.push({ words, joined: list.join(''), sorted: '', count, bits });
  }
  return names;
}

/** Whether two names have the same words. They are sorted where their letters may be the same only: few are. */
function haveSameWords(a: Name, b: Name): boolean {
  if (a.words.length !== b.words.length || a.joined.length !== b.joined.length) return false;
  return sortedWords(a) === sortedWords(b);
}

function sortedWords(name: Name): string {
  if (name.sorted === '') name.sorted = sortedKey(name.words.map(({ text }) => text));
  return name.sorted;
}

/** Bits of a word that next to nobody holds, and of one that nearly everybody does. */
const [MOST_BITS, LEAST_BITS] = [24, 0.7];
/** Of fewer names, what a word tells is not known so well: it is weighed as among so many. */
const LEAST_NAMES = 2 ** 15;

/**
 * The weight of a word in a name: what few names hold tells more. The part of the names counts, not their number:
 * `Instruments` is no emptier a word in a million names than in a thousand.
 */
function bitsOf(held: number, names: number): number {
  const bits = 1.6 * Math.log2(Math.max(names, LEAST_NAMES) / Math.max(1, held));
  return Math.min(MOST_BITS, Math.max(LEAST_BITS, bits));
}

export const COMPANY_LEVELS = ['different', 'weak', 'acronym', 'close', 'contained', 'near', 'same'] as const;

/**
 * Company names, word by word: order does not matter, abbreviations and typing errors count, and rare words weigh
 * more than common ones. `contained`: one name holds all words of the other. Best of all pairs of names.
 */
export const compareCompanyName: Comparator = {
  levels: COMPANY_LEVELS,
  rare: 1,
  sharesAtoms: true,
  weighsParts: true,
  apart: areCompanyNamesApart,
  own: ownNames(6),
  atoms: atomsOf,
  atomBytes: nameAtoms,
  prepare,
  compare(left: Names, right: Names) {
    let best = NOT_COMPARABLE;
    for (const a of left) {
      for (const b of right) {
        const found = compareNames(a, b);
        if (found < 0) continue;
        if (best < 0) {
          best = found;
          continue;
        }
        if ((found & 15) > (best & 15) || ((found & 15) === (best & 15) && found < best)) best = found;
      }
    }
    return best;
  },
};

let [lastA, lastB, lastOutcome]: [Name | undefined, Name | undefined, Outcome] = [undefined, undefined, 0];

/** Two features look at one pair of names, one after the other: it is compared once. */
export function compareNames(a: Name, b: Name): Outcome {
  if (a !== lastA || b !== lastB) [lastA, lastB, lastOutcome] = [a, b, likenessOf(a, b)];
  return lastOutcome;
}

function likenessOf(a: Name, b: Name): Outcome {
  if (haveSameWords(a, b)) return outcome(6, a.count);
  if (a.joined === b.joined) return outcome(6, Math.max(a.count, b.count));
  if (inOtherScripts(a.joined, b.joined)) return NOT_COMPARABLE;
  const shared = sharedBits(a, b);
  const overlap = (2 * shared.bits) / (a.bits + b.bits);
  const containment = shared.bits / Math.min(a.bits, b.bits);
  if (
    overlap >= 0.93 ||
    (Math.max(a.joined.length, b.joined.length) > 7 && editDistance(a.joined, b.joined, 2) <= 2)
  ) {
    return outcome(5, shared.bits > 0 ? shared.rarity : Math.max(a.count, b.count));
  }
  if (containment >= 0.93) return outcome(4, shared.rarity);
  // `Moreno Group` and `Moreno Sensors`: each has as much of its own as they share, so they are sisters at best.
  const own = Math.min(a.words.length, b.words.length) - shared.words;
  if (overlap >= 0.6 && own < shared.words) return outcome(3, shared.rarity);
  if (isAcronym(a, b) || isAcronym(b, a)) return outcome(2, Math.max(1, Math.min(a.count, b.count)));
  if (overlap >= 0.25 || jaroWinkler(a.joined, b.joined, 0.85) >= 0.85)
    return outcome(1, shared.bits > 0 ? shared.rarity : 1);
  return outcome(0);
}

const taken = new Uint8Array(64);

/** Bits of the words that have a partner in the other name, how many these are, and how many names hold the rarest. */
type Shared = { bits: number; rarity: number; words: number };

export function sharedBits(a: Name, b: Name): Shared {
  const [few, many] = a.words.length <= b.words.length ? [a.words, b.words] : [b.words, a.words];
  const count = Math.min(many.length, 64);
  taken.fill(0, 0, count);
  let bits = 0;
  let words = 0;
  let rarity = Number.POSITIVE_INFINITY;
  const open: Word[] = [];
  for (const word of few) {
    const at = partner(word, many, count, 1);
    if (at < 0) open.push(word);
    else {
      taken[at] = 1;
      bits += word.bits;
      words++;
      rarity = Math.min(rarity, word.count);
    }
  }
  for (const word of open) {
    const at = partner(word, many, count, 0.85);
    if (at < 0) continue;
    taken[at] = 1;
    const other = many[at] as Word;
    words++;
    bits += 0.95 * Math.min(word.bits, other.bits);
    rarity = Math.min(rarity, Math.max(word.count, other.count));
  }
  return { bits, words, rarity: rarity === Number.POSITIVE_INFINITY ? 1 : rarity };
}

function partner(word: Word, many: readonly Word[], count: number, least: number): number {
  let best = -1;
  let bestLikeness = least - 1e-9;
  for (let index = 0; index < count; index++) {
    if (taken[index] === 1) continue;
    const other = (many[index] as Word).text;
    if (least === 1 ? other === word.text : likeness(word.text, other) > bestLikeness) {
      best = index;
      if (least === 1) return index;
      bestLikeness = likeness(word.text, other);
    }
  }
  return best;
}

function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const longest = Math.max(a.length, b.length);
  if (longest >= 4 && editDistance(a, b, 1) <= 1 && !/\d/.test(a) && !/\d/.test(b)) return 0.95;
  if (longest >= 8 && editDistance(a, b, 2) <= 2) return 0.9;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (isAbbreviation(short, long)) return 0.9;
  return short.length >= 5 && jaroWinkler(a, b, 0.93) >= 0.93 ? 0.86 : 0;
}

/** `BE` for Blackwell Engineering; one letter says nothing. */
function isAcronym(short: Name, long: Name): boolean {
  if (short.words.length !== 1 || long.words.length < 2) return false;
  const text = short.joined;
  if (text.length < 2 || text.length > 6) return false;
  const initials = long.words.map((word) => word.text[0]).join('');
  return initials === text || (text.length >= 3 && initials.startsWith(text));
}
