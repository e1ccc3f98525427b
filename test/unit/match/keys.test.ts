import { describe, expect, it } from 'vitest';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import { matchKeys } from '#src/core/match/keys.ts';
import { matchAll } from '#src/core/match/match-all.ts';
import { generatedRecords } from '../../support/match-records.ts';

const straight = { first: 'nancy', last: 'williams' };
const swapped = { first: 'wiliams', last: 'nacy' };

describe('the keys of two names written in each other’s place', () => {
  const records = generatedRecords('contact', 60);
  const model = estimateModel('contact', records);

  it('bring the records together, slips or not', () => {
    const keys = new Set(matchKeys('contact', straight, model));
    expect(matchKeys('contact', swapped, model).filter((key) => keys.has(key))).toHaveLength(1);
  });

  it('are those of a whole load', () => {
    const found = matchAll('contact', [
      { id: 'a', standardised: { ...straight, birth: '19820114', email: 'nw54@buckley.info' } },
      { id: 'b', standardised: { ...swapped, birth: '19720117' } },
    ]);
    expect(found.stats.comparisons).toBe(1);
  });
});
