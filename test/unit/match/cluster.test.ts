import { describe, expect, it } from 'vitest';
import { clusterComponent, softOdds } from '#src/core/match/cluster.ts';

/** Three records and one feature; `bits` of the pairs 0–1, 0–2, 1–2, of which the prior takes 8. */
function clustersOf(bits: readonly [number, number, number]): number[] {
  const { clusterOf } = clusterComponent({
    size: 3,
    features: 1,
    weigh: ({ place }) => (bits[place] as number) - 8,
    sumUp: ({ place }, start, { sums, counts }) => {
      sums[start] = softOdds(bits[place] as number);
      counts[start] = 1;
    },
    total: (perFeature) => (perFeature[0] as number) - 8,
    match: 0,
    constraints: { same: [], different: [] },
  });
  return [...clusterOf];
}

describe('a record and a cluster of two', () => {
  it('come together when it is clearly a copy of one of them', () => {
    expect(clustersOf([20, 12, -5])).toEqual([0, 0, 0]);
  });

  it('do not when it is only somewhat like one and unlike the other', () => {
    expect(clustersOf([20, 9.5, -5])).toEqual([0, 0, 1]);
  });
});
