import { expect, it } from 'vitest';
import { atomTables, countAtoms, frequenciesOf } from '#src/core/match/atoms.ts';
import { compareExact } from '#src/core/match/compare/plain.ts';
import { buildCorpus } from '#src/core/match/corpus.ts';
import { type Feature, featuresOf } from '#src/core/match/features.ts';
import { generatedRecords } from '../../support/match-records.ts';

it('a record holds a value once, however many features look at its column', () => {
  const [city] = featuresOf('account').filter(({ name }) => name === 'city') as [Feature];
  const countsWith = (features: readonly Feature[]) => {
    const records = ['leeds', 'york', 'leeds', 'york', 'leeds'].map((own, id) => ({
      id: `${id}`,
      standardised: { city: own },
    }));
    const { counts } = countAtoms(buildCorpus(records, { features, keepSources: false }), 0).table;
    return [...counts].sort();
  };
  expect(countsWith([city])).toEqual([2, 3]);
  expect(countsWith([city, { ...city, name: 'town', comparator: compareExact }])).toEqual([2, 3]);
});

it.each([2, 5])(
  'the frequencies of a corpus, with a floor of %i, count its atoms as it counted them',
  (floor) => {
    const features = featuresOf('account');
    const corpus = buildCorpus(generatedRecords('account', 200), { features, keepSources: false });
    const counted = corpus.spaces.map((_, space) => {
      const { table } = countAtoms(corpus, space);
      return { floor, table: { ...table, counts: table.counts.map((held) => Math.max(floor, held)) } };
    });
    const frequencies = frequenciesOf(corpus, counted);
    expect(atomTables(corpus, frequencies).map(({ counts }) => [...counts])).toEqual(
      counted.map(({ table }) => [...table.counts]),
    );
    const names = Object.entries(structuredClone(frequencies)['name']?.counts ?? {});
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter(([, held]) => held <= floor)).toEqual([]);
    expect(names.map(([, held]) => held)).toEqual(names.map(([, held]) => held).sort((a, b) => b - a));
  },
);
