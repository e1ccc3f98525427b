/** An account's facts, prepared once for all scores: its own day, its amounts in one currency, its purchases. */
import type { AccountFacts } from './account-facts.ts';
import { localDay } from './local-day.ts';
import { buildPurchaseHistory, type Purchase, type PurchaseHistory } from './purchase-history.ts';
import type { Converter } from './reporting-currency.ts';

export type AccountView = {
  facts: AccountFacts;
  asOf: string;
  /** The as-of day where the account is. */
  today: string;
  /** Signed minor units of the reporting currency, by rising day, none after today. */
  revenue: Purchase[];
  /** In weeks; null when nothing was bought. */
  history: PurchaseHistory | null;
  /** Share of the transactions that could be turned into the reporting currency. */
  convertedShare: number;
};

export function viewAccount(facts: AccountFacts, asOf: string, convert: Converter): AccountView {
  const today = localDay(asOf, facts);
  const revenue: Purchase[] = [];
  let lost = 0;
  for (const { kind, on, amountMinor, currency } of facts.transactions) {
    if (on > today) continue;
    const size = convert(Math.abs(amountMinor), currency, on);
    if (size === null) lost += 1;
    else if (size !== 0) revenue.push({ on, amount: kind === 'credit_note' ? -size : size });
  }
  revenue.sort((a, b) => (a.on === b.on ? a.amount - b.amount : a.on < b.on ? -1 : 1));
  const seen = revenue.length + lost;
  return {
    facts,
    asOf,
    today,
    revenue,
    history: buildPurchaseHistory(revenue, today, 'week'),
    convertedShare: seen === 0 ? 1 : revenue.length / seen,
  };
}
