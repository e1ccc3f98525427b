/**
 * What a mapping's `push:` block can name, per entity, with the kind of value that the engine hands over.
 * Instants are ISO 8601 in UTC, dates `YYYY-MM-DD`, numbers in major units of the account's currency.
 */
import type { EntityType } from '../model/entity.ts';
import type { FieldKind } from '../model/field.ts';

/** A mapping speaks of a canonical entity, or of the tasks that alerts become: those are only written. */
export const MAPPED_ENTITIES = [
  'account',
  'contact',
  'opportunity',
  'transaction',
  'case',
  'case_event',
  'task',
] as const;
export type MappedEntity = EntityType | 'task';

const identity = { goldenrod_id: 'text', goldenrod_key: 'text' } as const;

const sla = {
  sla_status: 'text',
  sla_next_due: 'instant',
  sla_next_metric: 'text',
  sla_breaches_90d: 'integer',
  sla_reason: 'text',
} as const;

const scores = {
  clv: 'number',
  trend: 'text',
  churn_risk: 'number',
  health: 'number',
  health_band: 'text',
  tier: 'text',
  reasons: 'text',
  scored_on: 'date',
} as const;

const task = {
  subject: 'text',
  description: 'text',
  due_on: 'date',
  priority: 'text',
  status: 'text',
  owner: 'text',
  key: 'text',
} as const;

export const PUSH_KINDS: { readonly [E in MappedEntity]: Readonly<Record<string, FieldKind>> } = {
  account: { ...identity, ...scores, ...sla },
  contact: { ...identity, ...scores, ...sla },
  opportunity: {},
  transaction: {},
  case: { ...identity, ...sla },
  case_event: {},
  task,
};
