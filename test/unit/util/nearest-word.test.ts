import { expect, test } from 'vitest';
import { nearestWord } from '../../../src/util/nearest-word.ts';

test.each([
  ['salesfroce', 'salesforce'],
  ['hubspt', 'hubspot'],
  ['HubSpot', 'hubspot'],
  ['csw', 'csv'],
])('%s was meant to be %s', (word, meant) => {
  expect(nearestWord(word, ['salesforce', 'hubspot', 'csv'])).toBe(meant);
});

test('nothing near is no suggestion', () => {
  expect(nearestWord('postgres', ['salesforce', 'csv'])).toBeUndefined();
  expect(nearestWord('', [])).toBeUndefined();
});
