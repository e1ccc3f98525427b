/**
 * What Goldenrod writes into a CRM, as canonical names. A mapping's `push:` block says what each is called
 * there; a name that the mapping leaves out is not written.
 */
import type { EntityType } from '../model/entity.ts';

const SCORES = ['clv', 'trend', 'churn_risk', 'health', 'health_band', 'reasons', 'scored_on'] as const;
const SLA_STATE = ['sla_status', 'sla_next_due', 'sla_next_metric', 'sla_breaches_90d', 'sla_reason'] as const;

export type PushField = 'goldenrod_id' | (typeof SCORES)[number] | (typeof SLA_STATE)[number];

/** Fields pushed to a record of each entity. */
export const PUSH_FIELDS: { readonly [E in EntityType]?: readonly PushField[] } = {
  account: ['goldenrod_id', ...SCORES, ...SLA_STATE],
  contact: ['goldenrod_id'],
  case: SLA_STATE,
};

/** Lower goes first: an alert is worth more than a score, a score more than an id. */
export const LANES = { alert: 0, sla: 1, score: 2, id: 3 } as const;
export type Lane = (typeof LANES)[keyof typeof LANES];

/** The lane of a write is that of the most urgent field in it. */
export function laneOf(fields: Iterable<string>): Lane {
  let lane: Lane = LANES.id;
  for (const field of fields) {
    if (field.startsWith('sla_')) return LANES.sla;
    if (field !== 'goldenrod_id') lane = LANES.score;
  }
  return lane;
}
