import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsWords } from '#src/core/match/compare/packed-letters.ts';
import { Dictionary, startOf } from '#src/core/match/dictionary.ts';
import { EXTRA_KINDS } from '#src/core/match/extra-features.ts';
import { featuresOf } from '#src/core/match/features.ts';
import { hash32 } from '#src/core/match/hash.ts';
import { generatedRecords } from '../../support/match-records.ts';
import { runs } from '../../support/runs.ts';

/** What the generated records lack: lists, names in other scripts, addresses without a number. */
const MORE = [
  ...[
    'acme tools|tools acme|acme',
    'acme|東京 tools|acmetools',
    '株式会社 東京',
    '|high street|',
    '|東京|2',
    '~x|y',
  ],
  ...[
    'a@b.de|anna@web.de|a@b.de',
    '#n holding|-',
    'linkedin/acme|facebook/acme',
    '12-14|main st|',
    '19710624',
  ],
];

function packed(text: string) {
  const dictionary = new Dictionary();
  const id = dictionary.idOf(text);
  const texts = dictionary.pack();
  return { bytes: texts.bytes, start: startOf(texts, id), end: texts.ends[id] as number };
}

describe('what a value comes to with itself is told without preparing it', () => {
  for (const type of ['account', 'contact'] as const) {
    const records = generatedRecords(type, 60);
    for (const { name, column, comparator } of featuresOf(type)) {
      const { own } = comparator;
      if (own === undefined) continue;
      it(`${type} ${name}`, () => {
        const known = records.flatMap(({ standardised }) => standardised[column] ?? []);
        const values = fc.constantFrom(...MORE, ...known);
        const joined = fc.array(values, { minLength: 1, maxLength: 3 }).map((list) => list.join('|'));
        fc.assert(
          fc.property(fc.oneof(values, joined), fc.nat(), (value, seed) => {
            // Equal atoms are held by as many records.
            const counts = comparator.atoms(value).map((atom) => 2 + (hash32(atom, seed) % 5_000));
            const { bytes, start, end } = packed(value);
            const prepared = comparator.prepare(value, counts, 5_000) as never;
            expect([value, own(counts, bytes, start, end)]).toEqual([
              value,
              comparator.compare(prepared, prepared),
            ]);
          }),
          runs(300),
        );
      });
    }
  }

  it.each(Object.entries(EXTRA_KINDS))(
    'a feature of kind %s tells it, or is asked',
    (kind, { comparator }) => {
      expect(comparator.own === undefined).toBe(kind === 'number');
    },
  );
});

it('words are found in packed texts as in texts', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'ab', '東', '|', ' ', 'ba b'), { maxLength: 8 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [long, short] = [one.join(''), other.join('')];
      fc.pre(short !== '');
      const [names, words] = [packed(long), packed(short)];
      const found = holdsWords(names.bytes, [names.start, names.end], words.bytes, [words.start, words.end]);
      expect(found).toBe(` ${long} `.replaceAll('|', ' ').includes(` ${short} `));
    }),
    runs(2_000),
  );
});
