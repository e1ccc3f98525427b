import { describe, expect, it } from 'vitest';
import { bestThreshold } from '../../../bench/match/peers/best-threshold.ts';

describe('the best threshold of connected components', () => {
  it('stops before a light pair joins two entities', async () => {
    const best = await bestThreshold(
      ['a', 'a', 'a', 'b', 'b'],
      [
        [0, 1, 9],
        [3, 4, 8],
        [1, 2, 5],
        [2, 3, 1],
      ],
    );
    expect(best).toEqual({ weight: 5, precision: 1, recall: 1, f1: 1 });
  });

  it('counts what joined components hold, not the pairs given', async () => {
    // 0-1 and 2-3 are right; 1-2 then makes one component of four, six pairs, all right.
    const best = await bestThreshold(
      ['a', 'a', 'a', 'a', 'b'],
      [
        [0, 1, 3],
        [2, 3, 3],
        [1, 2, 2],
        [0, 3, 1],
      ],
    );
    expect(best).toEqual({ weight: 2, precision: 1, recall: 1, f1: 1 });
  });

  it('takes pairs of equal weight together', async () => {
    // Alone the first pair would be perfect; its equal spoils it.
    const best = await bestThreshold(
      ['a', 'a', 'b'],
      [
        [0, 1, 4],
        [1, 2, 4],
      ],
    );
    expect(best).toEqual({ weight: 4, precision: 1 / 3, recall: 1, f1: 0.5 });
  });

  it('has nothing to show without pairs', async () => {
    expect((await bestThreshold(['a', 'a'], [])).f1).toBe(0);
  });
});
