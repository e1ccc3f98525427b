/** The `scores` part of the configuration; an empty one is complete. */
import { z } from 'zod';
import { DEFAULT_RATES } from './default-rates.ts';
import { HealthConfig } from './health-config.ts';

const CurrencyCode = z.string().regex(/^[A-Z]{3}$/, 'a currency is three capital letters, as in EUR');

/** Units of the reporting currency that one unit buys, from a day on. */
export const DatedRate = z.strictObject({
  from: z.iso.date(),
  currency: CurrencyCode,
  /** How many units of `to` one unit of `currency` is worth. */
  rate: z.number().positive(),
  to: CurrencyCode.default('USD'),
});
export type DatedRate = z.infer<typeof DatedRate>;

export const ScoresConfig = z.strictObject({
  /** Every amount is turned into it at the rate of its own day. */
  reportingCurrency: CurrencyCode.default('USD'),
  rates: z.array(DatedRate).default(() => DEFAULT_RATES.map((rate) => ({ ...rate }))),
  /** Peers whose median the components are compared with. */
  segmentBy: z.enum(['country', 'industry', 'none']).default('country'),
  value: z
    .strictObject({
      horizonMonths: z.number().int().min(1).max(120).default(12),
      /** Per year. */
      discountRate: z.number().min(0).max(1).default(0.1),
      /** Share of revenue that counts as value; 1 means value is revenue. */
      margin: z.number().positive().max(1).default(1),
      /** Fewer repeat customers than this, and the simple model speaks. */
      minimumRepeatCustomers: z.number().int().min(10).default(100),
      /** Upper shares of the customers: the best 20 % are `top`, and so on. */
      bandShares: z.strictObject({ top: z.number(), high: z.number(), medium: z.number() }).default({
        top: 0.2,
        high: 0.5,
        medium: 0.8,
      }),
    })
    .prefault({}),
  trend: z
    .strictObject({
      windowMonths: z.number().int().min(12).max(120).default(36),
      minimumMonths: z.number().int().min(4).default(6),
      significance: z.number().positive().max(0.5).default(0.05),
      /** Per cent a year under which a significant slope is still "stable". */
      materialPercent: z.number().min(0).default(5),
      /** Mean distance of a quarter from the trend, over the mean quarter, from which it is "volatile". */
      volatileSpread: z.number().positive().default(0.6),
    })
    .prefault({}),
  health: HealthConfig.prefault({}),
});
export type ScoresConfig = z.infer<typeof ScoresConfig>;
