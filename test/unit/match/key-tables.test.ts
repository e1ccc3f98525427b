import { expect, it } from 'vitest';
import { buildCorpus } from '#src/core/match/corpus.ts';
import { featuresOf } from '#src/core/match/features.ts';
import { joinTables, type PartTable, partTables, valueRanges } from '#src/core/match/key-tables.ts';
import { keyPlansOf, partsByColumn } from '#src/core/match/keys.ts';
import { prepareBlocks } from '#src/core/match/learn.ts';
import { generatedRecords } from '../../support/match-records.ts';

const corpus = buildCorpus(generatedRecords('account', 200), {
  features: featuresOf('account'),
  keepSources: false,
});
const { atoms } = prepareBlocks('account', corpus, { extras: [] });
const columns = partsByColumn(keyPlansOf('account', [], { loose: true }));

const numbers = (tables: readonly PartTable[]) =>
  tables.map(({ feature, ends, hashes }) => ({ feature, ends: [...ends], hashes: [...hashes] }));

it.each([1, 7, 100, 100_000])('tables of ranges of %i values are together those of the column', (values) => {
  for (const parts of columns) {
    const [range] = valueRanges(corpus, parts[0]?.column ?? '');
    if (range === undefined) continue;
    const pieces: PartTable[][] = [];
    for (let from = 0; from < range.to; from += values)
      pieces.push(partTables(corpus, parts, atoms, { from, to: Math.min(range.to, from + values) }));
    expect(numbers(joinTables(pieces))).toEqual(numbers(partTables(corpus, parts, atoms)));
  }
});

it('a column that the corpus lacks has no values and no tables', () => {
  expect(valueRanges(corpus, 'x:code')).toEqual([]);
  expect(joinTables([])).toEqual([]);
});

it('ranges follow each other to the last value', () => {
  const space = { ...(corpus.spaces[0] as (typeof corpus.spaces)[number]), size: 300_000 };
  const ranges = valueRanges({ ...corpus, spaces: [space, ...corpus.spaces.slice(1)] }, 'name');
  expect(ranges.length).toBeGreaterThan(1);
  expect(ranges.map(({ from }) => from)).toEqual([0, ...ranges.slice(0, -1).map(({ to }) => to)]);
  expect(ranges.at(-1)?.to).toBe(300_000);
});
