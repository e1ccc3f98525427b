/** The properties of values that keys are made of. */
import type { AtomCounts } from './compare/comparator.ts';
import {
  beforeBarBytes,
  eachBytes,
  labelBytes,
  lastBytes,
  type PartBytes,
  sliceBytes,
  wholeBytes,
} from './key-bytes.ts';
import {
  firstWordBytes,
  joinedBytes,
  pairBytes,
  type RankedBytes,
  rarestBytes,
  sortedBytes,
  soundBytes,
  streetWordBytes,
} from './key-word-bytes.ts';
import { skeletonOf } from './standardise/skeleton.ts';

/** One property of a column's value, as texts; several when the value is a list. */
export type KeyPart = {
  name: string;
  column: string;
  /** `words`: those of company names by rarity, where the part is `counted`. */
  of: (value: string, words: readonly HeldWord[]) => string[];
  /** The same of the bytes of an ASCII text, hashed. */
  bytes?: PartBytes;
  counted?: true;
  /** The same of words that were read from bytes, hashed; only where the part is `counted`. */
  ranked?: RankedBytes;
};
/** A word, and how many records hold it. */
export type HeldWord = { text: string; held: number };
export const NO_WORDS: readonly HeldWord[] = [];

export const part = (name: string, column: string, of: KeyPart['of'], bytes?: PartBytes): KeyPart => ({
  ...{ name, column, of },
  ...(bytes === undefined ? {} : { bytes }),
});
/** By the rarest words of a company's name. */
const byRarity = (
  name: string,
  column: string,
  of: (words: readonly HeldWord[]) => string[],
  ranked: RankedBytes,
): KeyPart => ({ ...{ name, column, counted: true, ranked }, of: (_, words) => of(words) });
export const whole = (column: string) => part('whole', column, (value) => [value], wholeBytes);
export const each = (column: string) => part('each', column, (value) => value.split('|'), eachBytes);
export const start = (column: string, length: number) =>
  part(
    `start${length}`,
    column,
    (value) => (value.length < 2 ? [] : [value.slice(0, length)]),
    sliceBytes(0, length, 2),
  );
/** The words of each name; several parts of one value ask for them, one after another. */
const wordsOf = (value: string): readonly (readonly string[])[] => {
  if (value !== lastRead.value) lastRead = { value, words: value.split('|').map((name) => name.split(' ')) };
  return lastRead.words;
};
let lastRead: { value: string; words: readonly (readonly string[])[] } = { value: '', words: [['']] };

export const names = part(
  'names',
  'name',
  (value) => wordsOf(value).map((list) => [...list].sort().join(' ')),
  sortedBytes,
);
export const joinedStart = (length: number) =>
  part(
    `joined${length}`,
    'name',
    (value) => wordsOf(value).map((list) => list.join('').slice(0, length)),
    joinedBytes(length),
  );
export const firstWord = (column: string) =>
  part(
    'word4',
    column,
    (value) => wordsOf(value).map((list) => (list[0] ?? '').slice(0, 4)),
    firstWordBytes(4),
  );
export const words3 = (column: string) =>
  byRarity(
    'words3',
    column,
    (words) => words.slice(0, 3).map(({ text }) => text.slice(0, 5)),
    rarestBytes(3, { letters: 5 }),
  );
/** The rarest word, and the next where not so many records hold it that it brings strangers together. */
export const words2 = (column: string) =>
  byRarity(
    'words2',
    column,
    (words) =>
      words
        .slice(0, 2)
        .filter(({ held }, index) => index === 0 || held <= NEXT_WORD)
        .map(({ text }) => text.slice(0, 5)),
    rarestBytes(2, { letters: 5, mostHeldOfNext: NEXT_WORD }),
  );
export const rarestWord = (column: string) =>
  byRarity(
    'word1',
    column,
    (words) => words.slice(0, 1).map(({ text }) => text.slice(0, 5)),
    rarestBytes(1, { letters: 5 }),
  );
/** A second word of an employer's name is a key where at most this many records hold it. */
const NEXT_WORD = 200;
/** Words that at most this many records hold are keys of their own. */
const RARE_WORD = 24;
export const rareWords = byRarity(
  'rare',
  'name',
  (words) =>
    words
      .slice(0, 3)
      .filter(({ held }) => held <= RARE_WORD)
      .map(({ text }) => text),
  rarestBytes(3, { mostHeld: RARE_WORD }),
);
export const wordPairs = byRarity(
  'pairs',
  'name',
  ([a, b, c]) => {
    if (a === undefined || b === undefined) return [];
    const pairs = [[a.text, b.text]];
    if (c !== undefined) pairs.push([a.text, c.text]);
    return pairs.map((pair) => pair.sort().join(' '));
  },
  pairBytes,
);
export const localPhone = part(
  'last7',
  'phone',
  (value) => value.split('|').map((number) => number.slice(-7)),
  lastBytes(7),
);
export const local = part('local', 'email', (value) =>
  value
    .split('|')
    .map((email) => email.split('@')[0] ?? '')
    .filter((text) => text.length >= 5),
);
export const label = part(
  'label',
  'domain',
  (value) => value.split('|').map((domain) => domain.split('.')[0] ?? ''),
  labelBytes,
);
export const houseNumber = part(
  'number',
  'address',
  (value) => [value.split('|', 1)[0] ?? ''].filter((number) => number !== ''),
  beforeBarBytes,
);
export const streetWord = part(
  'street',
  'address',
  (value) => {
    const list = (value.split('|')[1] ?? '').split(' ');
    const word =
      list.find((candidate) => candidate.length > 2) ??
      list.find((candidate) => /\d/.test(candidate)) ??
      list[0] ??
      '';
    return word === '' ? [] : [word.slice(0, 4)];
  },
  streetWordBytes(4),
);
export const year = part('year', 'birth', (value) => [value.slice(0, 4)], sliceBytes(0, 4));
export const monthDay = part('monthday', 'birth', (value) => [value.slice(4)], sliceBytes(4, 99));
/** Initial and consonants: what survives most misspellings of a name. */
export const skeleton = (column: string) =>
  part('skeleton', column, (value) => [skeletonOf(value)].filter((text) => text.length > 1), soundBytes);
export const grid = part('grid', 'geo', (value) => [
  value
    .split(',')
    .map((degrees) => Number(degrees).toFixed(3))
    .join(','),
]);

/** The different words of company names, the rarest first; `counts` as `compareCompanyName.atoms` has them. */
export function wordsByRarity(value: string, counts: AtomCounts): HeldWord[] {
  const found: HeldWord[] = [];
  let atom = 0;
  for (const name of wordsOf(value)) {
    atom++;
    for (const text of name) {
      const held = counts[atom++] as number;
      if (text.length > 1 && !found.some((word) => word.text === text)) found.push({ text, held });
    }
  }
  return found.sort((a, b) => a.held - b.held || (a.text < b.text ? -1 : 1));
}

/** The class of what the other type tells: how many records are told it, as a power of four. */
const classOf = (value: string): number => Number(value.slice(value.lastIndexOf('~') + 1));
/** In a small account everybody is compared with everybody. */
export const smallAccount = part('small', 'account', (value) => (classOf(value) <= 1 ? [value] : []));
export const greatAccount = part('great', 'account', (value) => (classOf(value) > 1 ? [value] : []));
/** The letters of a name without order or repetition: typing errors that swap and double leave it as it is. */
export const letters = (column: string) =>
  part('letters', column, (value) =>
    [[...new Set(value.replace(/[^a-z]/g, ''))].sort().join('')].filter((text) => text.length > 2),
  );
