import { describe, expect, it } from 'vitest';
import { Scorecard } from '#src/core/score/health-config.ts';
import { evaluateCard, interpolate } from '#src/core/score/scorecard.ts';

const line: [number, number][] = [
  [0, 0],
  [100, 100],
];
const group = (key: string, weight: number, measure: string) => ({
  key,
  label: key,
  weight,
  measures: [{ key: measure, weight: 1, points: line }],
});
const card = Scorecard.parse({
  name: 'example',
  groups: [
    group('a', 7, 'revenue_change_percent'),
    group('b', 5, 'win_rate_percent'),
    group('c', 8, 'open_cases'),
    group('d', 3, 'recent_cases'),
  ],
  caps: [{ measure: 'oldest_open_urgent_days', over: 5, atMost: 39, reason: 'an old urgent case' }],
});
const full = { revenue_change_percent: 83, win_rate_percent: 71, open_cases: 78, recent_cases: 54 };

describe('scorecard', () => {
  it('weighs 83, 71, 78, 54 with 7, 5, 8, 3 to 74.87', () => {
    const result = evaluateCard(card, full);
    expect(result.score).toBe(74.87);
    expect(result.coverage).toBe(1);
  });

  it('shows contributions that add up to the score to the hundredth', () => {
    const { entries } = evaluateCard(card, full);
    expect(entries.reduce((sum, { contribution }) => sum + Math.round(contribution * 100), 0)).toBe(7487);
  });

  it('gives the weight of what is missing to the rest, and tells the coverage', () => {
    const result = evaluateCard(card, { ...full, open_cases: null });
    expect(result.score).toBeCloseTo((83 * 7 + 71 * 5 + 54 * 3) / 15, 2);
    expect(result.coverage).toBeCloseTo(15 / 23, 12);
  });

  it('has no score when nothing is there', () => {
    expect(evaluateCard(card, {})).toMatchObject({ score: null, coverage: 0 });
  });

  it('holds the score down while a cap applies, and says why', () => {
    const result = evaluateCard(card, { ...full, oldest_open_urgent_days: 5.1 });
    expect(result.score).toBe(39);
    expect(result.capContribution).toBeCloseTo(39 - 74.87, 10);
    expect(result.capReasons).toEqual(['an old urgent case']);
    expect(evaluateCard(card, { ...full, oldest_open_urgent_days: 5 }).score).toBe(74.87);
  });

  it('draws straight lines between knots and holds the ends', () => {
    const knots: [number, number][] = [
      [-60, 0],
      [-20, 35],
      [0, 70],
    ];
    expect([-99, -60, -40, -20, -10, 0, 50].map((x) => interpolate(knots, x))).toEqual([
      0, 0, 17.5, 35, 52.5, 70, 70,
    ]);
  });
});
