import { expect, it } from 'vitest';
import { comparePair } from '#src/core/match/compare-pair.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';
import { generatedRecords } from '../../support/match-records.ts';

const model = estimateModel('contact', generatedRecords('contact', 100));
const levels = (...names: [string, string][]) => {
  const [left, right] = names.map(([first_name, last_name]) =>
    standardise('contact', { first_name, last_name }),
  ) as [Record<string, string>, Record<string, string>];
  return comparePair(model, left, right).features.map(({ feature, level }) => `${feature}: ${level}`);
};

it('given and family name in each other’s place are one level below the same', () => {
  expect(levels(['Nancy', 'Wentworth'], ['Wentworth', 'Nancy'])).toEqual(['first: similar', 'last: similar']);
  expect(levels(['Nancy', 'Wentworth'], ['Nancy', 'Wentworth'])).toEqual(['first: same', 'last: same']);
});

it('other names are different, crosswise or not', () => {
  expect(levels(['Nancy', 'Wentworth'], ['Bartholomew', 'Quill'])).toEqual([
    'first: different',
    'last: different',
  ]);
});
