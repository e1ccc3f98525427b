/** Health scorecards as configuration: groups of measures, each turned into points by straight lines between knots. */
import { z } from 'zod';
import { DEFAULT_CARDS } from './default-cards.ts';
import { HEALTH_MEASURES } from './health-measure.ts';

/** `[measured, points]`, by rising measured value; outside the knots the nearest one holds. */
const Knots = z
  .array(z.tuple([z.number(), z.number().min(0).max(100)]))
  .min(1)
  .refine((knots) => knots.every((knot, i) => i === 0 || knot[0] > (knots[i - 1]?.[0] ?? 0)), {
    message: 'knots stand in rising order of their first number',
  });

const MeasureKey = z.enum(HEALTH_MEASURES);

export const ScorecardMeasure = z.strictObject({
  key: MeasureKey,
  weight: z.number().positive(),
  points: Knots,
});
export type ScorecardMeasure = z.infer<typeof ScorecardMeasure>;

export const ScorecardGroup = z.strictObject({
  key: z.string(),
  label: z.string(),
  weight: z.number().positive(),
  measures: z.array(ScorecardMeasure).min(1),
});
export type ScorecardGroup = z.infer<typeof ScorecardGroup>;

/** While `measure` is over `over`, the whole score is at most `atMost`. */
export const ScorecardCap = z.strictObject({
  measure: MeasureKey,
  over: z.number(),
  atMost: z.number().min(0).max(100),
  reason: z.string(),
});
export type ScorecardCap = z.infer<typeof ScorecardCap>;

export const Scorecard = z.strictObject({
  name: z.string(),
  /** `new`: younger than `newForDays`. */
  stage: z.enum(['any', 'new', 'established']).default('any'),
  /** Industries it is meant for; absent: all. */
  industries: z.array(z.string()).optional(),
  groups: z.array(ScorecardGroup).min(1),
  caps: z.array(ScorecardCap).default([]),
});
export type Scorecard = z.infer<typeof Scorecard>;

export const HealthConfig = z.strictObject({
  /** The first card that fits the account is used. */
  cards: z
    .array(Scorecard)
    .min(1)
    .default(() => structuredClone(DEFAULT_CARDS)),
  /** By falling lower bound; the last one should start at 0. */
  bands: z
    .array(z.strictObject({ name: z.string(), from: z.number() }))
    .min(1)
    .default([
      { name: 'green', from: 70 },
      { name: 'yellow', from: 45 },
      { name: 'red', from: 0 },
    ]),
  /** Points past a bound from which a band changes at once instead of on the second day. */
  bandMargin: z.number().min(0).default(3),
  /** Share of the weight that must be there. */
  minimumCoverage: z.number().min(0).max(1).default(0.5),
  newForDays: z.number().int().min(0).default(180),
  /** Old trouble counts half after so many days. */
  halfLifeDays: z.number().positive().default(45),
});
export type HealthConfig = z.infer<typeof HealthConfig>;
