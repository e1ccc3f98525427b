/** Lower goes first: an alert is worth more than a score, a score more than an id. */
export const LANES = { alert: 0, sla: 1, score: 2, id: 3 } as const;
export type Lane = (typeof LANES)[keyof typeof LANES];

/** The lane of a write is that of the most urgent canonical field in it. */
export function laneOf(fields: Iterable<string>): Lane {
  let lane: Lane = LANES.id;
  for (const field of fields) {
    if (field.startsWith('sla_')) return LANES.sla;
    if (field !== 'goldenrod_id') lane = LANES.score;
  }
  return lane;
}
