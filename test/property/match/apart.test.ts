import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atomTables, countsOf } from '#src/core/match/atoms.ts';
import { areApart } from '#src/core/match/compare/apart.ts';
import { buildCorpus } from '#src/core/match/corpus.ts';
import { type Feature, featuresOf } from '#src/core/match/features.ts';
import { generatedRecords } from '../../support/match-records.ts';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789 |.@-'];

/** One to six slips of the keyboard. */
const slips = fc.array(
  fc.record({
    kind: fc.constantFrom('drop', 'add', 'swap', 'replace'),
    at: fc.nat(60),
    letter: fc.constantFrom(...LETTERS),
  }),
  { minLength: 1, maxLength: 6 },
);

function slipped(text: string, list: readonly { kind: string; at: number; letter: string }[]): string {
  let found = text;
  for (const { kind, at, letter } of list) {
    const place = at % (found.length + 1);
    const [before, after] = [found.slice(0, place), found.slice(place)];
    if (kind === 'drop') found = before + after.slice(1);
    else if (kind === 'add') found = before + letter + after;
    else if (kind === 'replace') found = before + letter + after.slice(1);
    else found = before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2);
  }
  // What standardising leaves: no blanks at the ends or in a row, no empty entries.
  return found
    .replace(/ *\| */g, '|')
    .replace(/\|+/g, '|')
    .replace(/^[| ]+|[| ]+$/g, '')
    .replace(/ +/g, ' ');
}

describe('a quick refusal is never wrong', () => {
  for (const type of ['account', 'contact'] as const) {
    const records = generatedRecords(type, 60);
    for (const feature of featuresOf(type).filter(({ comparator }) => comparator.apart)) {
      const values = [
        ...new Set(records.flatMap(({ standardised }) => standardised[feature.column] ?? [])),
      ].slice(0, 400);
      // The world's records do not know every column; some comparators stand for several.
      if (values.length < 2) continue;
      it(`${type} ${feature.name}`, () => {
        const value = fc.constantFrom(...values);
        const near = fc.tuple(value, slips).map(([text, list]) => [text, slipped(text, list)] as const);
        const cut = fc
          .tuple(value, fc.nat(20))
          .map(([text, at]) => [text, text.slice(0, at).trim()] as const);
        let refused = 0;
        fc.assert(
          fc.property(fc.oneof(fc.tuple(value, value), near, cut), ([left, right]) => {
            fc.pre(left !== right && right !== '' && left !== '');
            const { isApart, packed } = compared(feature, left, right);
            if (isApart) expect([left, right, packed]).toEqual([left, right, 0]);
            if (isApart) refused++;
          }),
          { numRuns: 1_000, seed: 3 },
        );
        expect(refused).toBeGreaterThan(20);
      });
    }
  }
});

function compared(feature: Feature, left: string, right: string): { isApart: boolean; packed: number } {
  const records = [left, right].map((text, id) => ({
    id: String(id),
    standardised: { [feature.column]: text },
  }));
  const corpus = buildCorpus(records, { features: [feature], keepSources: false });
  const [table] = atomTables(corpus, {});
  const { valueOf, texts } = corpus.spaces[0] as (typeof corpus.spaces)[number];
  const [one, other] = [1, 2].map((id) =>
    feature.comparator.prepare(valueOf(id), [...(countsOf(table as never, id) as number[])]),
  );
  return {
    isApart: areApart(feature.comparator.apart, texts, 1, 2),
    packed: feature.comparator.compare(one as never, other as never),
  };
}
