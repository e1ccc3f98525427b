import type { HealthMeasure } from './health-measure.ts';

type Words = (value: number) => string;

const round = (value: number): string => String(Math.round(value));
const tenth = (value: number): string => (Math.round(value * 10) / 10).toString();
const count = (value: number, one: string, several: string): string =>
  `${value === 0 ? 'No' : tenth(value)} ${value === 1 ? one : several}`;

const WORDS: { readonly [M in HealthMeasure]: Words } = {
  revenue_change_percent: (value) =>
    `Revenue of the last 12 months ${round(Math.abs(value))} % ${value < 0 ? 'under' : 'over'} the 12 before`,
  overdue_ratio: (value) =>
    value > 1 ? `Next order late: ${tenth(value)} times the usual gap` : 'Orders as often as usual',
  days_since_last_order: (value) => `Last order ${round(value)} days ago`,
  overdue_receivables_percent: (value) =>
    value === 0 ? 'Nothing overdue' : `${round(value)} % of open invoices overdue`,
  average_days_late: (value) => (value < 1 ? 'Pays on time' : `Pays ${round(value)} days late on average`),
  oldest_open_urgent_days: (value) =>
    value === 0 ? 'No urgent case open' : `An urgent case open for ${tenth(value)} days`,
  open_cases: (value) => count(value, 'case open', 'cases open'),
  recent_cases: (value) => `${value < 0.5 ? 'Few' : tenth(value)} recent cases`,
  recent_breaches: (value) =>
    value < 0.05 ? 'No recent service level breach' : 'Service levels breached recently',
  resolution_days: (value) => `Cases solved in ${tenth(value)} days on average`,
  open_pipeline_count: (value) => count(value, 'open opportunity', 'open opportunities'),
  win_rate_percent: (value) => `${round(value)} % of opportunities won`,
};

/** A measured value in plain words. */
export function describeMeasure(key: HealthMeasure, value: number): string {
  return WORDS[key](value);
}
