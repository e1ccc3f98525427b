import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scorecard } from '#src/core/score/health-config.ts';
import { HEALTH_MEASURES, type HealthMeasure } from '#src/core/score/health-measure.ts';
import { evaluateCard } from '#src/core/score/scorecard.ts';

const measures = HEALTH_MEASURES.slice(0, 8);
const weight = fc.integer({ min: 1, max: 20 });
const points = fc.double({ min: 0, max: 100, noNaN: true });
/** Eight measures in up to four groups; points rise with what is measured. */
const cards = fc.tuple(
  fc.array(weight, { minLength: 8, maxLength: 8 }),
  fc.array(weight, { minLength: 4, maxLength: 4 }),
  fc.integer({ min: 1, max: 4 }),
);
const values = fc.array(fc.option(points, { nil: null }), { minLength: 8, maxLength: 8 });

function cardOf([weights, groupWeights, groups]: [number[], number[], number], scale = 1): Scorecard {
  const members = (group: number): HealthMeasure[] => measures.filter((_, i) => i % groups === group);
  return {
    name: 'card',
    stage: 'any',
    groups: Array.from({ length: groups }, (_, group) => ({
      key: `g${group}`,
      label: `g${group}`,
      weight: (groupWeights[group] ?? 1) * scale,
      measures: members(group).map((key) => ({
        key,
        weight: (weights[measures.indexOf(key)] ?? 1) * scale,
        points: [
          [0, 0],
          [100, 100],
        ] as [number, number][],
      })),
    })),
    caps: [{ measure: 'win_rate_percent', over: 0, atMost: 50, reason: 'capped' }],
  };
}
const named = (list: readonly (number | null)[]) =>
  Object.fromEntries(list.map((value, i) => [measures[i] ?? '', value]));

describe('scorecard', () => {
  it('stays between the lowest and the highest points, and its contributions add up', () => {
    fc.assert(
      fc.property(cards, values, (card, list) => {
        const { score, entries, coverage } = evaluateCard(cardOf(card), named(list));
        const present = list.filter((value) => value !== null);
        expect(coverage).toBeGreaterThanOrEqual(0);
        expect(coverage).toBeLessThanOrEqual(1 + 1e-12);
        if (score === null) {
          expect(present).toEqual([]);
          return;
        }
        expect(score).toBeGreaterThanOrEqual(Math.min(...present) - 0.005);
        expect(score).toBeLessThanOrEqual(Math.max(...present) + 0.005);
        const sum = entries.reduce((total, { contribution }) => total + Math.round(contribution * 100), 0);
        expect(sum).toBe(Math.round(score * 100));
        expect(entries.reduce((total, entry) => total + entry.weight, 0)).toBeCloseTo(1, 10);
      }),
    );
  });

  it('never falls when a measure rises', () => {
    fc.assert(
      fc.property(cards, values, fc.integer({ min: 0, max: 7 }), points, (card, list, index, more) => {
        const value = list[index] ?? null;
        fc.pre(value !== null);
        const raised = list.map((old, i) => (i === index ? Math.max(old ?? 0, more) : old));
        const before = evaluateCard(cardOf(card), named(list)).score ?? 0;
        expect(evaluateCard(cardOf(card), named(raised)).score ?? 0).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('does not care for the scale of the weights nor for the order of groups', () => {
    fc.assert(
      fc.property(cards, values, (card, list) => {
        const plain = evaluateCard(cardOf(card), named(list));
        const scaled = evaluateCard(cardOf(card, 3), named(list));
        const turned = cardOf(card);
        turned.groups.reverse();
        expect(scaled.score ?? -1).toBeCloseTo(plain.score ?? -1, 1);
        expect(evaluateCard(turned, named(list)).score ?? -1).toBeCloseTo(plain.score ?? -1, 1);
      }),
    );
  });

  it('is never over a cap that applies', () => {
    fc.assert(
      fc.property(cards, values, (card, list) => {
        const { score } = evaluateCard(cardOf(card), { ...named(list), win_rate_percent: 1 });
        expect(score ?? 0).toBeLessThanOrEqual(50);
      }),
    );
  });
});
