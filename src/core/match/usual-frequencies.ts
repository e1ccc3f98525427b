import type { UsualFrequency } from './frequencies.ts';

/**
 * Of what is given to one only, next to nobody else holds the same, whatever a file of three rows looks like. How common
 * a place, a name or a category is differs from file to file, so that a few records outweigh what is usual.
 */
const UNIQUE: UsualFrequency = { part: 0.0003, records: 300 };
const COMPANY: UsualFrequency = { part: 0.001, records: 100 };
const FIRST: UsualFrequency = { part: 0.006, records: 50 };
const LAST: UsualFrequency = { part: 0.003, records: 50 };
const ADDRESS: UsualFrequency = { part: 0.0005, records: 150 };
const POSTAL: UsualFrequency = { part: 0.005, records: 60 };
const CITY: UsualFrequency = { part: 0.03, records: 20 };
const WORDS: UsualFrequency = { part: 0.02, records: 50 };
const CATEGORY: UsualFrequency = { part: 0.3, records: 5 };

/** By feature, and by kind of a column that a user adds; those that are not named are unique. */
const USUAL: Readonly<Record<string, UsualFrequency>> = {
  ...{ name: COMPANY, brand: COMPANY, first: FIRST, middle: FIRST, last: LAST },
  ...{ address: ADDRESS, geo: ADDRESS, postal: POSTAL, locality: POSTAL, city: CITY, birth_place: CITY },
  ...{ state: CATEGORY, country: CATEGORY, form: CATEGORY, role: CATEGORY, own_words: CATEGORY },
  ...{ industry: CATEGORY, suffix: CATEGORY, gender: CATEGORY, category: CATEGORY },
  ...{ parent: WORDS, company: WORDS, title: WORDS, occupation: WORDS, mailbox: WORDS, account: WORDS },
  ...{ text: WORDS, number: WORDS },
};

/** How common values are before the file says so. */
export function usualOf(name: string): UsualFrequency {
  return USUAL[name] ?? UNIQUE;
}
