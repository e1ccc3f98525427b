/**
 * Which promise holds for which case: the first policy of each type (in `order`) whose conditions hold decides
 * metrics, targets and calendar.
 */
import { z } from 'zod';
import { CASE_STATES, METRICS } from './metric.ts';
import { parseTarget } from './target.ts';

const TargetText = z
  .string()
  .refine(
    (text) => parseTarget(text) !== null,
    'a target is an ISO 8601 duration (PT4H, P2D) or business days (2BD)',
  );

const Threshold = z
  .string()
  .regex(
    /^(?:[1-9]\d?%|-PT(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)$/,
    'a warning is a share (75%) or a time before (-PT15M)',
  );

export const MetricPolicy = z.strictObject({
  /** Target per priority (any spelling of it), and `default` for all others; a priority without any has no clock. */
  targets: z.record(z.string(), TargetText),
  /** `business`: open time of the calendar. `elapsed`: all time. */
  hours: z.enum(['business', 'elapsed']).default('business'),
  warnings: z.array(Threshold).default(['50%', '75%', '90%']),
  /** In place of the metric's own. */
  pauseOn: z.array(z.enum(CASE_STATES)).optional(),
  onChange: z.enum(['retroactive', 'continue', 'restart', 'freeze']).default('retroactive'),
  onReopen: z.enum(['resume', 'new_cycle', 'ignore']).optional(),
  /** A case solved without any reply. */
  solvedWithoutReply: z.enum(['cancelled', 'missed']).default('cancelled'),
});
export type MetricPolicy = z.infer<typeof MetricPolicy>;

const Scalar = z.union([z.string(), z.number(), z.boolean()]);
/** A value, one of several, or a comparison. Texts compare without regard to case. */
export const Condition = z.union([
  Scalar,
  z.array(Scalar).min(1),
  z
    .object({
      lt: z.number().optional(),
      lte: z.number().optional(),
      gt: z.number().optional(),
      gte: z.number().optional(),
      not: z.union([Scalar, z.array(Scalar)]).optional(),
    })
    .strict(),
]);
export type Condition = z.infer<typeof Condition>;

/** Names of calendars: fixed, by the account's country, or by the team the case is assigned to. */
export const CalendarChoice = z.union([
  z.string(),
  z.object({ byCountry: z.record(z.string(), z.string()), default: z.string() }).strict(),
  z.object({ byTeam: z.record(z.string(), z.string()), default: z.string() }).strict(),
]);
export type CalendarChoice = z.infer<typeof CalendarChoice>;

export const Policy = z.strictObject({
  name: z.string().min(1),
  type: z.enum(['sla', 'ola', 'uc']).default('sla'),
  /** Lower is asked first; equal ones in the order of the file. */
  order: z.number().int().default(0),
  version: z.number().int().positive().default(1),
  /** From when this version holds; absent: it always has. */
  effectiveFrom: z.iso.datetime({ offset: true }).optional(),
  /** Cases created since then, cases open at that time too, or all as if it had always held. */
  appliesTo: z.enum(['new', 'open', 'all']).default('open'),
  /** Attributes of case and account (`priority`, `state`, `team`, `country`, `tier`, …), all of which must hold. */
  when: z.record(z.string(), Condition).default({}),
  calendar: CalendarChoice,
  metrics: z.partialRecord(z.enum(METRICS), MetricPolicy),
});
export type Policy = z.infer<typeof Policy>;

/** Every calendar that a choice may come to. */
export function calendarNames(choice: CalendarChoice): string[] {
  if (typeof choice === 'string') return [choice];
  const several = 'byCountry' in choice ? choice.byCountry : choice.byTeam;
  return [...new Set([...Object.values(several), choice.default])];
}
