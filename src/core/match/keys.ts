import type { GoldenType } from '../model/entity.ts';
import { compareCompanyName } from './compare/company-name.ts';
import type { ExtraFeature } from './extra-features.ts';
import { counterOf, spaceOf } from './frequencies.ts';
import { hash32, join53, mix32 } from './hash.ts';
import {
  each,
  firstWord,
  greatAccount,
  grid,
  houseNumber,
  joinedStart,
  type KeyPart,
  label,
  letters,
  local,
  localPhone,
  monthDay,
  NO_WORDS,
  names,
  part,
  rarestWord,
  rareWords,
  skeleton,
  smallAccount,
  start,
  streetWord,
  whole,
  wordPairs,
  words2,
  words3,
  wordsByRarity,
  year,
} from './key-parts.ts';
import type { KeyLimits, MatchModel } from './model.ts';
import type { Standardised } from './standardised.ts';

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

const plan = (name: string, ...parts: KeyPart[]): KeyPlan => ({ name, parts });
const loose = (name: string, ...parts: KeyPart[]): KeyPlan => ({ name, parts, loose: true });

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
