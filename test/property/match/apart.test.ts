import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featuresOf } from '#src/core/match/features.ts';
import { compared, valuePairs } from '../../support/compared-values.ts';

describe('a quick refusal is never wrong', () => {
  for (const type of ['account', 'contact'] as const) {
    for (const feature of featuresOf(type).filter(({ comparator }) => comparator.apart)) {
      it(`${type} ${feature.name}`, () => {
        let refused = 0;
        fc.assert(
          fc.property(valuePairs(type, feature), ([left, right]) => {
            const { isApart, packed } = compared(feature, left, right);
            const refusal = feature.comparator.whenApart ?? 0;
            if (isApart) expect([left, right, packed]).toEqual([left, right, refusal]);
            if (isApart) refused++;
          }),
          { numRuns: 1_000, seed: 3 },
        );
        expect(refused).toBeGreaterThan(0);
      });
    }
  }
});

describe('signatures never tell apart what is not', () => {
  for (const type of ['account', 'contact'] as const) {
    for (const feature of featuresOf(type).filter(({ comparator }) => comparator.signature)) {
      it(`${type} ${feature.name}`, () => {
        let refused = 0;
        fc.assert(
          fc.property(valuePairs(type, feature), ([left, right]) => {
            const { areSignaturesApart, packed, isApart } = compared(feature, left, right);
            if (!areSignaturesApart) return;
            refused++;
            expect([left, right, packed]).toEqual([left, right, feature.comparator.whenApart ?? 0]);
            expect([left, right, isApart]).toEqual([left, right, true]);
          }),
          { numRuns: 2_000, seed: 5 },
        );
        expect(refused).toBeGreaterThan(0);
      });
    }
  }
});
