import { describe, expect, it } from 'vitest';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';

const SYLLABLES = ['ba', 'do', 'fi', 'gu', 'ke', 'lo', 'ma', 'ni', 'ru', 'sa', 'te', 'vo'];
const wordOf = (seed: number): string =>
  [seed, Math.floor(seed / 12), seed * 7 + 3, seed * 5 + 1]
    .map((part) => SYLLABLES[part % SYLLABLES.length])
    .join('');
/** Two neighbouring letters swapped. */
const slip = (word: string): string => `${word.slice(0, 2)}${word[3]}${word[2]}${word.slice(4)}`;

/** Two records of each person; of half of them one has a slip in the given name. */
const people = Array.from({ length: 240 }, (_, index) => {
  const person = {
    first_name: wordOf(index),
    last_name: wordOf(index * 31 + 5),
    date_of_birth: `19${50 + (index % 50)}-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
    email: `${wordOf(index * 17 + 2)}${index}@example.org`,
  };
  return [person, index % 2 === 0 ? { ...person, first_name: slip(person.first_name) } : person];
}).flat();

describe('how often the records of one person are written alike', () => {
  it('is learned where typing errors are many', () => {
    const records = people.map((values, index) => ({
      id: String(index),
      standardised: standardise('contact', values),
    }));
    const first = estimateModel('contact', records).features.find(({ name }) => name === 'first');
    const similar = first?.m.at(-2);
    expect(similar).toBeGreaterThan(0.27);
  });

  it('is not where they are merely alike, as the names of kin are', () => {
    const records = people.map((values, index) => ({
      id: String(index),
      standardised: standardise('contact', {
        ...values,
        // Another birthday in one of two records: what twins and housemates look like as well.
        ...(index % 2 === 1
          ? { date_of_birth: `20${10 + (index % 13)}-0${1 + (index % 9)}-1${index % 10}` }
          : {}),
      }),
    }));
    const birth = estimateModel('contact', records).features.find(({ name }) => name === 'birth');
    expect(birth?.m[0]).toBeLessThanOrEqual(2 * 0.03 + 1e-9);
  });
});
