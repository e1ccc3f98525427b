import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dictionary, textHash } from '#src/core/match/dictionary.ts';
import { EXTRA_KINDS, featuresOf } from '#src/core/match/features.ts';
import { cutOf } from '#src/core/match/frequencies.ts';
import { hash32, join53 } from '#src/core/match/hash.ts';
import { keyPlansOf, NO_WORDS, partsOf } from '#src/core/match/keys.ts';
import { generatedRecords } from '../../support/match-records.ts';
import { runs } from '../../support/runs.ts';

const ascii = fc.string({ unit: fc.constantFrom(...'ab1~|.@- '), minLength: 1, maxLength: 12 });
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
