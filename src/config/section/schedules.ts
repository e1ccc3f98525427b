import { z } from 'zod';
import { Duration } from '../duration.ts';

const Every = z.union([z.literal('off').transform(() => null), Duration], {
  error: 'must be a duration such as 30s, 15m, 1h or 1d, or off',
});

/** How often what happens; parsed to milliseconds, `off` to null. */
export const SchedulesConfig = z.strictObject({
  /** The pipeline over what changed. */
  sync: Every.default(15 * 60_000),
  /** The pipeline over everything, which finds what a change query cannot see. */
  full: Every.default(24 * 3_600_000),
  /** SLA clocks; alerts are at most this late. */
  sla: Every.default(60_000),
});
export type SchedulesConfig = z.output<typeof SchedulesConfig>;
