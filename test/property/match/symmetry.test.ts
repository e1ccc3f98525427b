import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFirstRoundClusters } from '#src/core/match/compare/first-round-cluster.ts';
import { featuresOf } from '#src/core/match/features.ts';
import { compared, valuePairs } from '../../support/compared-values.ts';

describe('which of two values comes first makes no difference', () => {
  for (const type of ['account', 'contact'] as const) {
    // A cluster of the first round has one name and one class at a time: slips make what is never met.
    const features = featuresOf(type).filter(({ comparator }) => comparator !== compareFirstRoundClusters);
    for (const feature of features) {
      it(`${type} ${feature.name}`, () => {
        fc.assert(
          fc.property(valuePairs(type, feature), ([left, right]) => {
            const { packed, back } = compared(feature, left, right);
            expect([left, right, back]).toEqual([left, right, packed]);
          }),
          { numRuns: 2_000 },
        );
      });
    }
  }
});
