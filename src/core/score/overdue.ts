/** How late a customer is by its own habit. */
import { dayNumber } from './day.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import { quantile } from './quantile.ts';

export type Overdue = { daysSinceLast: number; usualGapDays: number; ratio: number };

/** From so many gaps on, a customer's own habit needs no help from the others'. */
const ENOUGH_GAPS = 5;

/**
 * Days since the last purchase over the 90th percentile of the customer's own gaps; with few gaps the median gap
 * of all customers counts as one more. Null when nothing can be compared: a single purchase.
 */
export function overdueOf(
  history: PurchaseHistory,
  today: string,
  medianGapDays: number | null,
): Overdue | null {
  const gaps = gapsOf(history);
  if (gaps.length === 0) return null;
  if (gaps.length < ENOUGH_GAPS && medianGapDays !== null) gaps.push(medianGapDays);
  const usualGapDays = Math.max(1, quantile(gaps, 0.9));
  const daysSinceLast = dayNumber(today) - (history.days.at(-1) ?? 0);
  return { daysSinceLast, usualGapDays, ratio: daysSinceLast / usualGapDays };
}

/** Days between one purchase day and the next. */
export function gapsOf({ days }: PurchaseHistory): number[] {
  return days.slice(1).map((day, i) => day - (days[i] ?? day));
}
