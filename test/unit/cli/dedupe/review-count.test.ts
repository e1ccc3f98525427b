import { expect, it } from 'vitest';
import { reviewCount } from '#src/cli/dedupe/review-count.ts';
import { edgeColumns } from '#src/core/match/components.ts';
import type { MatchResult } from '#src/core/match/match-all.ts';

it('counts likely pairs of two clusters, equal records once', () => {
  const found = {
    corpus: { nodes: 4, nodeOfRecord: Int32Array.of(0, 1, 1, 2, 3) },
    clusterOf: Int32Array.of(0, 1, 1, 1, 3),
    model: { thresholds: { match: 3, review: 0 } },
    pairs: edgeColumns([
      { left: 0, right: 1, weight: 2 },
      { left: 0, right: 3, weight: 0 },
      { left: 1, right: 2, weight: 2 },
      { left: 2, right: 3, weight: 4 },
      { left: 0, right: 2, weight: -1 },
    ]),
  } as unknown as MatchResult;
  expect(reviewCount(found)).toBe(2);
});
