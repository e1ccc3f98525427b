import { expect, it } from 'vitest';
import { countAtoms } from '#src/core/match/atoms.ts';
import { compareExact } from '#src/core/match/compare/plain.ts';
import { buildCorpus } from '#src/core/match/corpus.ts';
import { type Feature, featuresOf } from '#src/core/match/features.ts';

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
