/** How often, how lately and for how much a customer has bought: what the purchase models see of it. */
import { dayNumber } from './day.ts';

/** Signed: an invoice is positive, a credit note negative. All amounts in one currency. */
export type Purchase = { on: string; amount: number };

export type TimeUnit = 'day' | 'week';
export const DAYS_PER_UNIT: { readonly [U in TimeUnit]: number } = { day: 1, week: 7 };

export type PurchaseHistory = {
  /** x: distinct days with a purchase, less the first. */
  frequency: number;
  /** t_x: from the first purchase to the last, in units. */
  recency: number;
  /** From the first purchase to the as-of day, in units. */
  T: number;
  /** Mean amount of a repeat purchase day; 0 when there is none. */
  monetary: number;
  /** Mean amount of all purchase days, the first included. */
  meanAmount: number;
  /** Day numbers of the purchases, rising. */
  days: number[];
};

/**
 * Null when nothing was bought on or before `asOf` (`YYYY-MM-DD`). The rules are those of Fader and Hardie: equal
 * days count once, the first purchase is neither in the frequency nor in the mean value. A credit note takes from
 * the latest purchase that it can belong to; a purchase that is wholly credited never was, while one for nothing
 * (a free order) was.
 */
export function buildPurchaseHistory(
  purchases: readonly Purchase[],
  asOf: string,
  unit: TimeUnit,
): PurchaseHistory | null {
  const end = dayNumber(asOf);
  const net = netByDay(purchases, end);
  const first = net[0];
  const last = net.at(-1);
  if (first === undefined || last === undefined) return null;
  const repeats = net.slice(1);
  const scale = DAYS_PER_UNIT[unit];
  const total = repeats.reduce((sum, { amount }) => sum + amount, 0);
  return {
    frequency: repeats.length,
    recency: (last.day - first.day) / scale,
    T: (end - first.day) / scale,
    monetary: repeats.length === 0 ? 0 : total / repeats.length,
    meanAmount: (total + first.amount) / net.length,
    days: net.map(({ day }) => day),
  };
}

type DayAmount = { day: number; amount: number };

function netByDay(purchases: readonly Purchase[], end: number): DayAmount[] {
  const byDay = new Map<number, number>();
  const credits: DayAmount[] = [];
  for (const { on, amount } of purchases) {
    const day = dayNumber(on);
    if (!(day <= end) || !Number.isFinite(amount)) continue;
    if (amount < 0) credits.push({ day, amount: -amount });
    else byDay.set(day, (byDay.get(day) ?? 0) + amount);
  }
  const days = [...byDay].map(([day, amount]) => ({ day, amount })).sort((a, b) => a.day - b.day);
  const free = new Set(days.filter(({ amount }) => amount === 0));
  for (const credit of credits.sort((a, b) => a.day - b.day || a.amount - b.amount)) subtract(days, credit);
  return days.filter((entry) => entry.amount > 0 || free.has(entry));
}

function subtract(days: DayAmount[], credit: DayAmount): void {
  let left = credit.amount;
  for (let i = days.length - 1; i >= 0 && left > 0; i -= 1) {
    const day = days[i] as DayAmount;
    if (day.day > credit.day) continue;
    const taken = Math.min(day.amount, left);
    day.amount -= taken;
    left -= taken;
  }
}
