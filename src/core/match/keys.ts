import type { GoldenType } from '../model/entity.ts';
import { compareCompanyName } from './compare/company-name.ts';
import type { AtomCounts } from './compare/comparator.ts';
import type { ExtraFeature } from './features.ts';
import { counterOf, spaceOf } from './frequencies.ts';
import { hash32, join53, mix32 } from './hash.ts';
import {
  beforeBarBytes,
  eachBytes,
  labelBytes,
  lastBytes,
  type PartBytes,
  sliceBytes,
  wholeBytes,
} from './key-bytes.ts';
import type { KeyLimits, MatchModel } from './model.ts';
import { skeletonOf } from './standardise/skeleton.ts';
import type { Standardised } from './standardised.ts';

/** One property of a column's value, as texts; several when the value is a list. */
export type KeyPart = {
  name: string;
  column: string;
  /** `words`: those of company names by rarity, where the part is `counted`. */
  of: (value: string, words: readonly HeldWord[]) => string[];
  /** The same of the bytes of an ASCII text, hashed. */
  bytes?: PartBytes;
  counted?: true;
};
/** A word, and how many records hold it. */
export type HeldWord = { text: string; held: number };
export const NO_WORDS: readonly HeldWord[] = [];
/** Records that agree in all parts are candidates; the key is narrowed by these parts when it is too common. */
export type KeyPlan = {
  name: string;
  parts: readonly KeyPart[];
  /** Finds what heavy typing errors left; used on small sets only, where it costs little. */
  loose?: boolean;
  /** Its two parts may stand in each other's place: what is found in one record is looked for in both of the other. */
  anyOrder?: boolean;
};
export type KeyPlans = { plans: readonly KeyPlan[]; narrow: readonly KeyPart[] };

const part = (name: string, column: string, of: KeyPart['of'], bytes?: PartBytes): KeyPart => ({
  ...{ name, column, of },
  ...(bytes === undefined ? {} : { bytes }),
});
/** By the rarest words of a company's name. */
const byRarity = (name: string, column: string, of: (words: readonly HeldWord[]) => string[]): KeyPart => ({
  ...{ name, column, counted: true },
  of: (_, words) => of(words),
});
const whole = (column: string) => part('whole', column, (value) => [value], wholeBytes);
const each = (column: string) => part('each', column, (value) => value.split('|'), eachBytes);
const start = (column: string, length: number) =>
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

const names = part('names', 'name', (value) => wordsOf(value).map((list) => [...list].sort().join(' ')));
const joinedStart = (length: number) =>
  part(`joined${length}`, 'name', (value) => wordsOf(value).map((list) => list.join('').slice(0, length)));
const firstWord = (column: string) =>
  part('word4', column, (value) => wordsOf(value).map((list) => (list[0] ?? '').slice(0, 4)));
const words3 = (column: string) =>
  byRarity('words3', column, (words) => words.slice(0, 3).map(({ text }) => text.slice(0, 5)));
/** The rarest word, and the next where not so many records hold it that it brings strangers together. */
const words2 = (column: string) =>
  byRarity('words2', column, (words) =>
    words
      .slice(0, 2)
      .filter(({ held }, index) => index === 0 || held <= NEXT_WORD)
      .map(({ text }) => text.slice(0, 5)),
  );
const rarestWord = (column: string) =>
  byRarity('word1', column, (words) => words.slice(0, 1).map(({ text }) => text.slice(0, 5)));
/** A second word of an employer's name is a key where at most this many records hold it. */
const NEXT_WORD = 200;
/** Words that at most this many records hold are keys of their own. */
const RARE_WORD = 24;
const rareWords = byRarity('rare', 'name', (words) =>
  words
    .slice(0, 3)
    .filter(({ held }) => held <= RARE_WORD)
    .map(({ text }) => text),
);
const wordPairs = byRarity('pairs', 'name', ([a, b, c]) => {
  if (a === undefined || b === undefined) return [];
  const pairs = [[a.text, b.text]];
  if (c !== undefined) pairs.push([a.text, c.text]);
  return pairs.map((pair) => pair.sort().join(' '));
});
const localPhone = part(
  'last7',
  'phone',
  (value) => value.split('|').map((number) => number.slice(-7)),
  lastBytes(7),
);
const local = part('local', 'email', (value) =>
  value
    .split('|')
    .map((email) => email.split('@')[0] ?? '')
    .filter((text) => text.length >= 5),
);
const label = part(
  'label',
  'domain',
  (value) => value.split('|').map((domain) => domain.split('.')[0] ?? ''),
  labelBytes,
);
const houseNumber = part(
  'number',
  'address',
  (value) => [value.split('|', 1)[0] ?? ''].filter((number) => number !== ''),
  beforeBarBytes,
);
const streetWord = part('street', 'address', (value) => {
  const list = (value.split('|')[1] ?? '').split(' ');
  const word =
    list.find((candidate) => candidate.length > 2) ??
    list.find((candidate) => /\d/.test(candidate)) ??
    list[0] ??
    '';
  return word === '' ? [] : [word.slice(0, 4)];
});
const year = part('year', 'birth', (value) => [value.slice(0, 4)], sliceBytes(0, 4));
const monthDay = part('monthday', 'birth', (value) => [value.slice(4)], sliceBytes(4, 99));
/** Initial and consonants: what survives most misspellings of a name. */
const skeleton = (column: string) =>
  part('skeleton', column, (value) => [skeletonOf(value)].filter((text) => text.length > 1));
const grid = part('grid', 'geo', (value) => [
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
const smallAccount = part('small', 'account', (value) => (classOf(value) <= 1 ? [value] : []));
const greatAccount = part('great', 'account', (value) => (classOf(value) > 1 ? [value] : []));

const plan = (name: string, ...parts: KeyPart[]): KeyPlan => ({ name, parts });
const loose = (name: string, ...parts: KeyPart[]): KeyPlan => ({ name, parts, loose: true });
/** The letters of a name without order or repetition: typing errors that swap and double leave it as it is. */
const letters = (column: string) =>
  part('letters', column, (value) =>
    [[...new Set(value.replace(/[^a-z]/g, ''))].sort().join('')].filter((text) => text.length > 2),
  );

const ACCOUNT: KeyPlans = {
  plans: [
    plan('lei', each('lei')),
    plan('company number', each('company_number')),
    plan('vat', each('vat_id')),
    plan('duns', each('duns')),
    plan('socials', each('socials')),
    plan('email', each('email')),
    plan('domain', label),
    plan('phone', localPhone),
    plan('name', names),
    loose('name start', joinedStart(9)),
    plan('name start and city', joinedStart(6), start('city', 4)),
    plan('rare word', rareWords),
    plan('two words', wordPairs),
    plan('number and street', houseNumber, streetWord),
    plan('number and postal code', houseNumber, whole('postal')),
    plan('word and postal code', words3('name'), whole('postal')),
    plan('grid and word', grid, firstWord('name')),
    loose('first word', firstWord('name')),
    loose('street', streetWord),
    plan('contacts', each('contacts')),
  ],
  narrow: [start('name', 3), whole('city'), start('postal', 4), houseNumber],
};

const CONTACT: KeyPlans = {
  plans: [
    plan('linkedin', each('linkedin')),
    plan('national id', each('national_id')),
    plan('email', each('email')),
    loose('email local', local),
    plan('phone', localPhone),
    plan('name', whole('first'), whole('last')),
    plan('family name and birthday', start('last', 3), whole('birth')),
    plan('given name and birthday', start('first', 3), whole('birth')),
    plan('birthday', whole('birth')),
    plan('name skeleton', skeleton('first'), skeleton('last')),
    plan('family name and postal code', skeleton('last'), whole('postal')),
    plan('given name and postal code', skeleton('first'), whole('postal')),
    plan('family name and city', skeleton('last'), start('city', 4)),
    plan('number and street', houseNumber, streetWord),
    plan('family name and company', skeleton('last'), words2('company')),
    plan('given name and company', start('first', 3), rarestWord('company')),
    plan('family name and month day', start('last', 3), monthDay),
    plan('given name and year', skeleton('first'), year),
    plan('family name and year', skeleton('last'), year),
    loose('given name letters', letters('first')),
    loose('family name letters', letters('last')),
    loose('email start', start('email', 5)),
    loose(
      'email end',
      part('end', 'email', (value) => [value.slice(-7)]),
    ),
    loose('birth year and month', start('birth', 6)),
    loose('birth month and day', monthDay),
    loose('postal code', whole('postal')),
    plan('small account', smallAccount),
    plan('account and given name', greatAccount, start('first', 3)),
    plan('account and family name', greatAccount, skeleton('last')),
    { ...loose('starts of both names, in any order', start('first', 2), start('last', 2)), anyOrder: true },
    plan('given name and mailbox', start('first', 3), each('mailbox')),
    plan('family name and mailbox', skeleton('last'), each('mailbox')),
  ],
  narrow: [start('last', 3), start('first', 3), start('birth', 6), start('city', 4), start('postal', 4)],
};

/** Sets of at most this many records are searched with the loose keys as well. */
export const LOOSE_RECORDS = 50_000;

/** The key plans of a type; an extra id is a key of its own. */
export function keyPlansOf(
  type: GoldenType,
  extras: readonly ExtraFeature[],
  { loose: withLoose, without = [] }: Pick<KeyLimits, 'loose' | 'without'>,
): KeyPlans {
  const all = type === 'account' ? ACCOUNT : CONTACT;
  const own = {
    ...all,
    plans: all.plans.map((each) =>
      (each.loose && !withLoose) || without.includes(each.name) ? { ...each, parts: [] } : each,
    ),
  };
  const more = extras
    .filter((extra) => extra.kind === 'id')
    .map((extra) => plan(extra.column, each(`x:${extra.column}`)));
  return { plans: [...own.plans, ...more], narrow: own.narrow };
}

/** Every part that the plans use, once, in a fixed order. */
export function partsOf({ plans, narrow }: KeyPlans): KeyPart[] {
  return [...new Set([...plans.flatMap((each) => each.parts), ...narrow])];
}

/** The same, by the columns that they are properties of. */
export function partsByColumn(plans: KeyPlans): KeyPart[][] {
  return [...Map.groupBy(partsOf(plans), ({ column }) => column).values()];
}

/** By what a plan's common keys are narrowed, in the places of the list: a property of a column that the plan has does not split. */
export function narrowingOf(plan: KeyPlan, narrow: readonly KeyPart[]): (KeyPart | undefined)[] {
  return narrow.map((by) => (plan.parts.some(({ column }) => column === by.column) ? undefined : by));
}

/** The 53-bit key of one plan (by its place in the list) and the hashes of its one or two parts. */
export function keyOf(planIndex: number, first: number, second = -1): number {
  let high = mix32(Math.imul(planIndex + 1, 0x27d4eb2f) ^ first);
  let low = mix32(Math.imul(planIndex + 101, 0x165667b1) + first);
  if (second >= 0) {
    high = mix32(Math.imul(high, 0x27d4eb2f) ^ second);
    low = mix32(Math.imul(low, 0x165667b1) + second);
  }
  return join53(high, low);
}

/** The key of a plan of two parts. */
export function pairKeyOf({ anyOrder }: KeyPlan, planIndex: number, first: number, second: number): number {
  return anyOrder && second < first ? keyOf(planIndex, second, first) : keyOf(planIndex, first, second);
}

/** A key narrowed by one more property (`narrowIndex` tells which). */
export function narrowedKey(key: number, narrowIndex: number, hash: number): number {
  // A bitwise operator takes the low 32 bits by itself; a remainder of doubles would cost more than all the rest.
  const low = mix32(key ^ Math.imul(narrowIndex + 1, 0x9e3779b1));
  return join53(mix32(Math.floor(key / 4294967296) ^ hash), mix32(low + hash));
}

/**
 * The blocking keys of a record: two records are compared when they share one. Keys that the model knows to be
 * common are narrowed. `column`: only the keys that it has a part in.
 */
export function matchKeys(
  type: GoldenType,
  record: Standardised,
  model: MatchModel,
  column?: string,
): number[] {
  const { plans, narrow } = keyPlansOf(type, model.extras, model.keys);
  const common = new Set(model.keys.common);
  const countsIn = (column: string, value: string): number[] =>
    compareCompanyName.atoms(value).map(counterOf(model.frequencies, spaceOf(column)));
  const hashes = (keyPart: KeyPart): number[] => {
    const value = record[keyPart.column];
    if (value === undefined) return [];
    const words = keyPart.counted ? wordsByRarity(value, countsIn(keyPart.column, value)) : NO_WORDS;
    return keyPart.of(value, words).map((text) => hash32(text));
  };
  const found = new Set<number>();
  plans.forEach((keyPlan, index) => {
    if (keyPlan.parts.length === 0) return;
    if (column !== undefined && keyPlan.parts.every((keyPart) => keyPart.column !== column)) return;
    for (const combination of product(keyPlan.parts.map(hashes))) {
      const [first = 0, second] = combination;
      const key = second === undefined ? keyOf(index, first) : pairKeyOf(keyPlan, index, first, second);
      if (!common.has(String(key))) found.add(key);
      else
        narrowingOf(keyPlan, narrow).forEach((by, at) => {
          if (by) hashes(by).forEach((hash) => found.add(narrowedKey(key, at, hash)));
        });
    }
  });
  return [...found].sort((a, b) => a - b);
}

/** All ways to take one of each list. */
export function product(lists: readonly (readonly number[])[]): number[][] {
  let found: number[][] = [[]];
  for (const list of lists) found = found.flatMap((taken) => list.map((item) => [...taken, item]));
  return found;
}
