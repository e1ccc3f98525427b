/** How much and how often a customer buys, month by month over three years. */
import type { Random } from '../random.ts';

export const MONTHS = 36;

const PATTERNS = ['steady', 'growing', 'declining', 'lapsed', 'new', 'seasonal', 'once'] as const;
export type SpendingPattern = (typeof PATTERNS)[number];

export type Spending = {
  pattern: SpendingPattern;
  /** Orders per month, before the pattern bends it. */
  rate: number;
  /** Typical order in minor units of the customer's currency. */
  orderMinor: number;
  /** First month in which it buys, and the first in which it no longer does. */
  from: number;
  until: number;
  /** First of its three strong months. */
  season: number;
};

export function drawSpending(random: Random, employees: number): Spending {
  const pattern = random.weighted<SpendingPattern>([
    ['steady', 30],
    ['growing', 17],
    ['declining', 15],
    ['lapsed', 14],
    ['new', 9],
    ['seasonal', 9],
    ['once', 6],
  ]);
  const from = pattern === 'new' ? random.int(29, 34) : random.chance(0.7) ? 0 : random.int(1, 20);
  return {
    pattern,
    rate: Math.min(1.9, 0.15 - 0.45 * Math.log(1 - random.next() * 0.98)),
    orderMinor: Math.round(40_000 * Math.exp(random.next() * 2.2) * Math.max(1, Math.log10(employees + 1))),
    from,
    until: pattern === 'lapsed' ? random.int(Math.min(from + 6, 27), 29) : MONTHS,
    season: random.int(0, 11),
  };
}

/** What the pattern makes of the usual rate in a month (0 … 35). */
export function monthlyFactor(spending: Spending, month: number): number {
  const { pattern, from, until, season } = spending;
  if (month < from || month >= until) return 0;
  const progress = (month - from) / Math.max(1, MONTHS - 1 - from);
  switch (pattern) {
    case 'growing':
      return 0.5 + 1.5 * progress;
    case 'declining':
      return 1.7 - 1.5 * progress;
    case 'seasonal':
      return (month - season + 12) % 12 < 3 ? 2.6 : 0.35;
    case 'once':
      return month === from ? 1 : 0;
    default:
      return 1;
  }
}

/** Number of orders in a month: Poisson, by Knuth's product of uniforms (means stay below four). */
export function drawOrders(random: Random, spending: Spending, month: number): number {
  if (spending.pattern === 'once') return month === spending.from ? 1 : 0;
  const limit = Math.exp(-spending.rate * monthlyFactor(spending, month));
  let [count, product] = [0, random.next()];
  while (product > limit) {
    count++;
    product *= random.next();
  }
  return count;
}
