import { expect, it } from 'vitest';
import { randomMoments } from '../../support/random-moments.ts';

it('gives the same moments for the same seed, spread over the whole span', () => {
  const span = { fromMs: 100, toMs: 1_100 };
  const moments = randomMoments(7, 200, span);
  expect(randomMoments(7, 200, span)).toEqual(moments);
  expect(randomMoments(8, 200, span)).not.toEqual(moments);
  expect(Math.min(...moments)).toBeGreaterThanOrEqual(100);
  expect(Math.max(...moments)).toBeLessThanOrEqual(1_100);
  for (const tenth of Array.from({ length: 10 }, (_, i) => 100 + i * 100)) {
    expect(moments.filter((ms) => ms >= tenth && ms <= tenth + 100).length).toBeGreaterThan(8);
  }
});
