/** The canonical entities: every connection's records are mapped onto one of these. */
export const ENTITY_TYPES = [
  'account',
  'contact',
  'opportunity',
  'transaction',
  'case',
  'case_event',
] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

/** Entities that are matched and merged into golden records; the others only refer to them. */
export const GOLDEN_TYPES = ['account', 'contact'] as const;
export type GoldenType = (typeof GOLDEN_TYPES)[number];
