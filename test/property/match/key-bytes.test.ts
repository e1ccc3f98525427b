import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCompanyName } from '#src/core/match/compare/company-name.ts';
import { Dictionary, textHash } from '#src/core/match/dictionary.ts';
import { EXTRA_KINDS } from '#src/core/match/extra-features.ts';
import { featuresOf } from '#src/core/match/features.ts';
import { cutOf } from '#src/core/match/frequencies.ts';
import { hash32, join53 } from '#src/core/match/hash.ts';
import { NO_WORDS, wordsByRarity } from '#src/core/match/key-parts.ts';
import { keyPlansOf, partsOf } from '#src/core/match/keys.ts';
import { RankedWords } from '#src/core/match/packed-words.ts';
import { generatedRecords } from '../../support/match-records.ts';
import { runs } from '../../support/runs.ts';

const ascii = fc.string({ unit: fc.constantFrom(...'abchkpqsz1~|.@- '), minLength: 1, maxLength: 12 });
const EXTRAS = [{ column: 'code', kind: 'id' }] as const;

describe('parts of keys are the same from bytes as from texts', () => {
  for (const type of ['account', 'contact'] as const) {
    const records = generatedRecords(type, 60);
    for (const { name, column, of, bytes } of partsOf(keyPlansOf(type, EXTRAS, { loose: true }))) {
      if (bytes === undefined) continue;
      it(`${type} ${column} ${name}`, () => {
        const known = records.flatMap(({ standardised }) => standardised[column] ?? []);
        const value = known.length === 0 ? ascii : fc.oneof(ascii, fc.constantFrom(...known));
        fc.assert(
          fc.property(value, (text) => {
            fc.pre([...text].every((letter) => letter <= '~'));
            const hashes: number[] = [];
            // What stands around a value is no part of it.
            const around = Buffer.from(`7|${text}|7`);
            bytes(around, 2, 2 + text.length, { push: (hash) => hashes.push(hash) });
            expect([text, hashes]).toEqual([text, of(text, NO_WORDS).map((each) => hash32(each))]);
          }),
          runs(300),
        );
      });
    }
  }
});

describe('words by their rarity are the same from bytes as from texts', () => {
  const counted = (['account', 'contact'] as const).flatMap((type) =>
    partsOf(keyPlansOf(type, EXTRAS, { loose: true })).filter(({ ranked }) => ranked !== undefined),
  );
  const name = fc.string({ unit: fc.constantFrom(...'aab1~|  '), minLength: 1, maxLength: 16 });
  const words = fc.array(fc.constantFrom('acme', 'acme', 'bolt', 'ab', 'the', 'of', 'zurich'), {
    minLength: 1,
    maxLength: 6,
  });

  it.each(counted.map((part) => [part.column, part.name, part] as const))(
    '%s %s',
    (_, __, { of, ranked }) => {
      const value = fc.oneof(
        name,
        fc.tuple(words, fc.constantFrom(' ', '|')).map(([list, between]) => list.join(between)),
      );
      fc.assert(
        fc.property(value, fc.constantFrom(1, 30, 500), (text, scale) => {
          // Equal words are held by equally many.
          const counts = compareCompanyName.atoms(text).map((atom) => (hash32(atom) % 5) * scale);
          const hashes: number[] = [];
          const read = new RankedWords();
          // What was read before is forgotten.
          read.read(Buffer.from('xx yy zz'), [0, 8], [1, 1, 1, 1]);
          read.read(Buffer.from(`7|${text}|7`), [2, 2 + text.length], counts);
          ranked?.(read, { push: (hash) => hashes.push(hash) });
          expect([text, hashes]).toEqual([
            text,
            of(text, wordsByRarity(text, counts)).map((each) => hash32(each)),
          ]);
        }),
        runs(500),
      );
    },
  );
});

describe('atoms that are told without a text', () => {
  const texts = fc.string({ unit: fc.constantFrom(...'ab~|東é '), minLength: 1, maxLength: 8 });
  const features = [...featuresOf('account'), ...featuresOf('contact'), ...Object.values(EXTRA_KINDS)];

  it.each(['whole', 'entries'] as const)('are those of the comparator: %s', (atomised) => {
    const comparators = new Set(features.map(({ comparator }) => comparator));
    const told = [...comparators].filter((comparator) => comparator.atomised === atomised);
    expect(told.length).toBeGreaterThan(2);
    fc.assert(
      fc.property(fc.constantFrom(...told), texts, ({ atoms }, text) => {
        expect(atoms(text)).toEqual(atomised === 'whole' ? [text] : text.split('|'));
      }),
      runs(300),
    );
  });

  const told = [...new Set(features.map(({ comparator }) => comparator))].filter(
    ({ atomBytes }) => atomBytes !== undefined,
  );
  it.each(told.map((comparator) => [comparator.levels.join(), comparator] as const))(
    'are those of the comparator: %s',
    (_, { atoms, atomBytes }) => {
      const letters = fc.string({
        unit: fc.constantFrom(...'acehikpqstz1~|@ '),
        minLength: 1,
        maxLength: 14,
      });
      const words = fc.constantFrom(
        'st',
        'de la',
        'philipp',
        'acme',
        'mccarthy',
        'zz top',
        '12|n main st',
        '@',
      );
      const value = fc.array(fc.oneof(letters, words), { minLength: 1, maxLength: 4 });
      fc.assert(
        fc.property(value, fc.constantFrom('', ' ', '|'), (list, between) => {
          const text = list.join(between);
          const hashes: [number, boolean][] = [];
          const around = Buffer.from(`7|${text}|7`);
          atomBytes?.(around, 2, 2 + text.length, { push: (...pushed) => hashes.push(pushed) });
          const expected = atoms(text).map((atom) => [textHash(atom), !atom.startsWith('~')]);
          expect([text, hashes]).toEqual([text, expected]);
        }),
        runs(500),
      );
    },
  );

  it('have the hash by which a dictionary finds them', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const dictionary = new Dictionary();
        const id = dictionary.idOf(text);
        expect(textHash(text)).toBe(join53(dictionary.highOf(id), dictionary.lowOf(id)));
      }),
      runs(300),
    );
  });
});

it('the most frequent atoms are kept, and all that are held as often as one that is not are left out', () => {
  const counts = fc.array(fc.oneof(fc.nat(9), fc.constantFrom(70_000, 65_536, 65_535)), { maxLength: 40 });
  fc.assert(
    fc.property(counts, fc.integer({ min: 5, max: 20 }), (list, most) => {
      fc.pre(list.filter((count) => count >= 65_536).length <= most);
      const sorted = list.filter((count) => count > 2).sort((a, b) => b - a);
      expect(cutOf(Float64Array.from(list), most)).toBe(sorted[most] ?? 2);
    }),
    runs(500),
  );
});
