import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mannKendall, seasonalMannKendall } from '#src/core/score/mann-kendall.ts';
import { normalTail } from '#src/core/score/normal-tail.ts';
import { ScoresConfig } from '#src/core/score/scores-config.ts';
import { classifyTrend } from '#src/core/score/trend-class.ts';

const settings = ScoresConfig.parse({}).trend;
const months = (count: number, of: (month: number) => number): number[] =>
  Array.from({ length: count }, (_, i) => of(i));
/** Fixed, irregular, between −1 and 1. */
const noise = (i: number): number => Math.sin(i * 12.9898) * Math.cos(i * 78.233);

describe('Mann–Kendall and Theil–Sen', () => {
  it('agrees with pyMannKendall on 360 values with gaps', () => {
    const file = new URL('fixtures/mann-kendall-360.json', import.meta.url);
    const { values } = JSON.parse(readFileSync(file, 'utf8')) as { values: (number | null)[] };
    const found = mannKendall(values);
    expect(found.s).toBe(-1959);
    expect(found.variance).toBeCloseTo(4889800.3333, 3);
    expect(found.z).toBeCloseTo(-0.8854562842589916, 12);
    expect(found.p).toBeCloseTo(0.37591058740506833, 12);
    expect(found.slope).toBeCloseTo(-0.006369426751592357, 15);
    expect(found.intercept).toBeCloseTo(96.15286624203821, 10);
  });

  it('knows no trend where all values tie', () => {
    expect(mannKendall([5, 5, 5, 5])).toMatchObject({ s: 0, variance: 0, z: 0, p: 1, slope: 0 });
  });

  it('corrects the variance for ties', () => {
    // n = 4, one tie of two: (4·3·13 − 2·1·9) / 18.
    expect(mannKendall([1, 2, 2, 3]).variance).toBeCloseTo(138 / 18, 12);
  });

  it('compares only like months in its seasonal form', () => {
    const rising = months(36, (i) => 100 * Math.sin((Math.PI * i) / 6) + i);
    const found = seasonalMannKendall(rising, 12);
    // Twelve months, three values each, all rising: 12 × 3 pairs.
    expect(found.s).toBe(36);
    expect(found.slope).toBeCloseTo(1, 10);
  });

  it('knows the normal distribution', () => {
    expect(normalTail(0)).toBeCloseTo(0.5, 14);
    expect(normalTail(1.959963984540054)).toBeCloseTo(0.025, 14);
    expect(normalTail(5)).toBeCloseTo(2.8665157187919391e-7, 18);
  });
});

describe('trend class', () => {
  it.each([
    ['growing', months(30, (i) => 1000 + 40 * i + 60 * noise(i))],
    ['declining', months(30, (i) => 3000 - 60 * i + 80 * noise(i))],
    ['stable', months(30, (i) => 1000 + 90 * noise(i))],
    ['stable', months(24, () => 1000)],
    ['volatile', months(30, (i) => (i % 11 === 3 ? 20_000 : i % 7 === 2 ? 6000 : 50))],
  ])('calls it %s', (band, series) => {
    expect(classifyTrend(series, settings).band).toBe(band);
  });

  it('does not take a season for a trend or for a storm', () => {
    const seasonal = months(36, (i) => 1000 + 900 * Math.sin((2 * Math.PI * i) / 12) + 20 * noise(i));
    expect(classifyTrend(seasonal, settings)).toMatchObject({ seasonal: true, band: 'stable' });
  });

  it('sees the growth under a season', () => {
    const seasonal = months(36, (i) => 1000 + 15 * i + 900 * Math.sin((2 * Math.PI * i) / 12));
    expect(classifyTrend(seasonal, settings)).toMatchObject({ seasonal: true, band: 'growing' });
  });

  it('says by how much a month changes within a year', () => {
    // A mean month of 1,115 and 10 more every month: 120 a year.
    expect(
      classifyTrend(
        months(24, (i) => 1000 + 10 * i),
        settings,
      ).percentPerYear,
    ).toBeCloseTo(12_000 / 1115, 10);
  });

  it('sees the trend of a customer who buys every third month', () => {
    const sparse = (of: (month: number) => number) => months(36, (i) => (i % 3 === 1 ? of(i) : 0));
    const growing = classifyTrend(
      sparse((i) => 3000 + 100 * i + 200 * noise(i)),
      settings,
    );
    expect(growing).toMatchObject({ band: 'growing', perYear: 4 });
    // Twelve months later an order is 1,200 more, of 4,700 in the mean.
    expect(growing.percentPerYear).toBeGreaterThan(20);
    expect(growing.percentPerYear).toBeLessThan(32);
    expect(
      classifyTrend(
        sparse((i) => 3000 + 300 * noise(i)),
        settings,
      ).band,
    ).toBe('stable');
  });

  it('calls a significant but tiny slope stable', () => {
    expect(
      classifyTrend(
        months(36, (i) => 10_000 + i),
        settings,
      ).band,
    ).toBe('stable');
  });
});
