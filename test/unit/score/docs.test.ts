import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectedPurchases, fitBgNbd, probabilityAlive } from '#src/core/score/bg-nbd.ts';
import { Scorecard } from '#src/core/score/health-config.ts';
import { HEALTH_MEASURES } from '#src/core/score/health-measure.ts';
import { evaluateCard } from '#src/core/score/scorecard.ts';
import { ScoresConfig } from '#src/core/score/scores-config.ts';
import { classifyTrend } from '#src/core/score/trend-class.ts';
import { readCdnow } from './cdnow.ts';

const text = readFileSync(new URL('../../../docs/scores.md', import.meta.url), 'utf8');

function example<T>(name: string): T {
  const block = new RegExp(`\`\`\`json ${name}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1];
  if (block === undefined) throw new Error(`docs/scores.md has no example "${name}"`);
  return JSON.parse(block) as T;
}

describe('the examples in docs/scores.md', () => {
  it('CDNOW', () => {
    const said = example<
      Record<'r' | 'alpha' | 'a' | 'b' | 'logLikelihood' | 'alive' | 'expectedIn39Weeks', number> & {
        customer: { frequency: number; recency: number; T: number };
      }
    >('clv-cdnow');
    const { parameters, logLikelihood } = fitBgNbd(readCdnow());
    for (const key of ['r', 'alpha', 'a', 'b'] as const) expect(parameters[key]).toBeCloseTo(said[key], 3);
    expect(logLikelihood).toBeCloseTo(said.logLikelihood, 1);
    expect(probabilityAlive(parameters, said.customer)).toBeCloseTo(said.alive, 4);
    expect(expectedPurchases(parameters, said.customer, 39)).toBeCloseTo(said.expectedIn39Weeks, 3);
  });

  it('trend', () => {
    const said = example<{
      first: number;
      step: number;
      months: number;
      percentPerYear: number;
      band: string;
    }>('trend');
    const series = Array.from({ length: said.months }, (_, i) => said.first + said.step * i);
    const found = classifyTrend(series, ScoresConfig.parse({}).trend);
    expect(found.band).toBe(said.band);
    expect(found.percentPerYear).toBeCloseTo(said.percentPerYear, 2);
  });

  it('scorecard', () => {
    const said = example<{ points: number[]; weights: number[]; score: number }>('scorecard');
    const keys = HEALTH_MEASURES.slice(0, said.points.length);
    const groups = keys.map((key, i) => ({
      key,
      label: key,
      weight: said.weights[i],
      measures: [
        {
          key,
          weight: 1,
          points: [
            [0, 0],
            [100, 100],
          ],
        },
      ],
    }));
    const card = Scorecard.parse({ name: 'example', groups });
    expect(
      evaluateCard(card, Object.fromEntries(keys.map((key, i) => [key, said.points[i] ?? null]))).score,
    ).toBe(said.score);
  });

  it('names every measure', () => {
    for (const measure of HEALTH_MEASURES) expect(text).toContain(`\`${measure}\``);
  });
});
