/** The measures a scorecard can be made of; what each one means stands in `measure-health.ts` and docs/scores.md. */
export const HEALTH_MEASURES = [
  'revenue_change_percent',
  'overdue_ratio',
  'days_since_last_order',
  'overdue_receivables_percent',
  'average_days_late',
  'oldest_open_urgent_days',
  'open_cases',
  'recent_cases',
  'recent_breaches',
  'resolution_days',
  'open_pipeline_count',
  'win_rate_percent',
] as const;
export type HealthMeasure = (typeof HEALTH_MEASURES)[number];

export const MEASURE_LABELS: { readonly [M in HealthMeasure]: string } = {
  revenue_change_percent: 'revenue of the last twelve months against the twelve before',
  overdue_ratio: 'days since the last order against the usual gap',
  days_since_last_order: 'days since the last order',
  overdue_receivables_percent: 'share of receivables past due',
  average_days_late: 'days that invoices are paid late',
  oldest_open_urgent_days: 'age of the oldest open urgent case',
  open_cases: 'open cases',
  recent_cases: 'recent cases',
  recent_breaches: 'recent service level breaches',
  resolution_days: 'days until a case is solved',
  open_pipeline_count: 'open opportunities',
  win_rate_percent: 'share of opportunities won',
};
