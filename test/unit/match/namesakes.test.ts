import { expect, it } from 'vitest';
import { matchAll } from '#src/core/match/match-all.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';

const [LANGUAGES, FIRST, LAST] = [25, 8, 8];
const syllable = (number: number) => `${'bdfgklmnprst'[number % 12]}${'aeiou'[(number * 7) % 5]}`;
const word = (number: number) =>
  `${syllable(number % 60)}${syllable((number * 11 + 5) % 60)}${syllable(Math.floor(number / 60) + 3 * number)}`;

/** Everybody is called by names of their own language, of which there are few: many are called alike. */
function person(at: number): Record<string, string> {
  const language = at % LANGUAGES;
  const turn = Math.floor(at / LANGUAGES);
  return {
    first_name: word(language * FIRST + ((turn * 5) % FIRST)),
    last_name: word(700 + language * LAST + ((turn * 3 + Math.floor(turn / 8)) % LAST)),
    email: `${word(at * 13 + 1)}${word(at * 17 + 9)}${at}@gmail.com`,
  };
}

it('equal names are met more often than each of them where first and family names are of one language', () => {
  const people = Array.from({ length: 2000 }, (_, at) => person(at));
  const rows = [...people, ...people.filter((_, at) => at % 12 === 0)];
  const records = rows.map((row, at) => ({ id: String(at), standardised: standardise('contact', row) }));
  const clusterOf = [...matchAll('contact', records).clusterOf];
  expect(clusterOf.slice(2000)).toEqual(clusterOf.slice(0, 2000).filter((_, at) => at % 12 === 0));
  expect(new Set(clusterOf).size).toBe(2000);
});
