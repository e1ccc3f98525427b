/**
 * Trend without assumptions about the distribution: the test of Mann (1945) and Kendall (1975) with correction
 * for ties, the slope of Theil (1950) and Sen (1968), and their seasonal form (Hirsch, Slack, Smith 1982). Missing
 * values drop out of the test and keep their place in time for the slope.
 */

import { normalTail } from './normal-tail.ts';
import { quantile } from './quantile.ts';

export type TrendTest = {
  s: number;
  variance: number;
  z: number;
  /** Two-sided. */
  p: number;
  /** Change for each step; 0 when fewer than two values are there. */
  slope: number;
  intercept: number;
};

type Point = { at: number; value: number };

export function mannKendall(values: readonly (number | null)[]): TrendTest {
  return seasonalMannKendall(values, 1);
}

/** Compares only values of the same season; a period of 1 is the plain test. */
export function seasonalMannKendall(values: readonly (number | null)[], period: number): TrendTest {
  const points = values.flatMap((value, at): Point[] => (value === null ? [] : [{ at, value }]));
  let s = 0;
  let variance = 0;
  const slopes: number[] = [];
  for (const season of Map.groupBy(points, ({ at }) => at % period).values()) {
    s += scoreOf(season, slopes);
    variance += varianceOf(season);
  }
  const z = variance === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  const slope = slopes.length === 0 ? 0 : quantile(slopes, 0.5);
  const middle = quantile(
    points.map(({ at }) => at),
    0.5,
  );
  const intercept =
    quantile(
      points.map(({ value }) => value),
      0.5,
    ) -
    slope * middle;
  return { s, variance, z, p: Math.min(1, 2 * normalTail(Math.abs(z))), slope, intercept };
}

function scoreOf(points: readonly Point[], slopes: number[]): number {
  let s = 0;
  for (let i = 0; i < points.length; i += 1) {
    const early = points[i] as Point;
    for (let j = i + 1; j < points.length; j += 1) {
      const late = points[j] as Point;
      s += Math.sign(late.value - early.value);
      slopes.push((late.value - early.value) / (late.at - early.at));
    }
  }
  return s;
}

function varianceOf(points: readonly Point[]): number {
  const term = (n: number): number => n * (n - 1) * (2 * n + 5);
  let ties = 0;
  for (const equal of Map.groupBy(points, ({ value }) => value).values()) ties += term(equal.length);
  return (term(points.length) - ties) / 18;
}
