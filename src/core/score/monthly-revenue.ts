import { monthNumber } from './day.ts';
import type { Purchase } from './purchase-history.ts';

export type MonthlyRevenue = {
  /** Month number of the first entry. */
  firstMonth: number;
  /** Net revenue of every complete month, without gaps. */
  months: number[];
};

/**
 * From the month of the first purchase to the last complete month before `today`, at most the latest
 * `windowMonths`. A month without business is a zero, not a gap.
 */
export function monthlyRevenue(
  revenue: readonly Purchase[],
  today: string,
  windowMonths: number,
): MonthlyRevenue | null {
  const first = revenue[0];
  if (first === undefined) return null;
  const end = monthNumber(today);
  const begin = Math.max(monthNumber(first.on), end - windowMonths);
  const months = new Array<number>(Math.max(0, end - begin)).fill(0);
  for (const { on, amount } of revenue) {
    const index = monthNumber(on) - begin;
    if (index >= 0 && index < months.length) months[index] = (months[index] ?? 0) + amount;
  }
  return { firstMonth: begin, months };
}

/** Net revenue of the last twelve complete months and of the twelve before; null without 24 of them. */
export function twelveMonthTotals({ months }: MonthlyRevenue): { last: number; prior: number } | null {
  if (months.length < 24) return null;
  const sum = (part: readonly number[]): number => part.reduce((total, value) => total + value, 0);
  return { last: sum(months.slice(-12)), prior: sum(months.slice(-24, -12)) };
}
