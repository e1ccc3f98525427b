/** What happened to a case, as the replay reads it. Plain JSON; the file of `sla simulate` has the same shape. */
import { z } from 'zod';
import { METRICS } from './metric.ts';

const Instant = z.iso.datetime({ offset: true });
const Attribute = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Attribute = z.infer<typeof Attribute>;

export const CASE_EVENT_TYPES = [
  'created',
  'opened',
  'status',
  'priority',
  'public_reply',
  'internal_note',
  'customer_message',
  'assigned',
  'merged',
  'reopened',
  'solved',
  'field',
  /** The golden account's attributes as we learnt them. */
  'account',
  /** A due time set by hand. */
  'due_override',
] as const;
export type CaseEventType = (typeof CASE_EVENT_TYPES)[number];

export const CaseEvent = z.object({
  at: Instant,
  type: z.enum(CASE_EVENT_TYPES),
  by: z.enum(['customer', 'agent', 'bot', 'system']).nullish(),
  /** The attribute that a `field` event changes. */
  field: z.string().nullish(),
  from: z.string().nullish(),
  /** New status, priority, team or value. */
  to: z.string().nullish(),
  /** `created`: what the case was born with. */
  status: z.string().nullish(),
  priority: z.string().nullish(),
  /** `merged`: the case that swallowed this one, or the one that this one swallowed. */
  into: z.string().nullish(),
  absorbed: z.string().nullish(),
  /** `merged` with `absorbed`: when that one had been created. */
  absorbedCreatedAt: Instant.nullish(),
  attributes: z.record(z.string(), Attribute).nullish(),
  /** `due_override`. */
  metric: z.enum(METRICS).nullish(),
  dueAt: Instant.nullish(),
  author: z.string().nullish(),
  reason: z.string().nullish(),
});
export type CaseEvent = z.infer<typeof CaseEvent>;

export const CaseHistory = z.object({
  id: z.string(),
  /** Attributes of the golden account from the beginning: country, tier, agreement, … */
  account: z.record(z.string(), Attribute).default({}),
  events: z.array(CaseEvent),
  /** Where history tracking began later than the case: what was before is not known. */
  historyFrom: Instant.nullish(),
});
export type CaseHistory = z.infer<typeof CaseHistory>;
