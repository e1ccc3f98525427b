/**
 * The measures of the health scorecard out of an account's facts. A connection that does not deliver a kind of
 * fact leaves its measures null; one that delivers it and has none makes them zero where zero means something.
 */
import type { CaseFact, TransactionFact } from './account-facts.ts';
import type { AccountView } from './account-view.ts';
import { dayNumber } from './day.ts';
import type { HealthMeasure } from './health-measure.ts';
import { monthlyRevenue, twelveMonthTotals } from './monthly-revenue.ts';
import { overdueOf } from './overdue.ts';

export type HealthMeasurements = { [M in HealthMeasure]: number | null };
export type MeasureOptions = { medianGapDays: number | null; halfLifeDays: number };

const DAY_MS = 86_400_000;
const URGENT = new Set(['urgent', 'critical', 'p1', '1', 'highest']);
/** Cases solved and opportunities closed longer ago say nothing of today. */
const RECENT_DAYS = { resolution: 180, payment: 365, win: 730 } as const;

export function measureHealth(view: AccountView, options: MeasureOptions): HealthMeasurements {
  return {
    ...measureBusiness(view, options),
    ...measurePayment(view),
    ...measureService(view, options),
    ...measureSales(view),
  };
}

function measureBusiness(
  { revenue, today, history }: AccountView,
  { medianGapDays }: MeasureOptions,
): Pick<HealthMeasurements, 'revenue_change_percent' | 'overdue_ratio' | 'days_since_last_order'> {
  const series = monthlyRevenue(revenue, today, 24);
  const totals = series === null ? null : twelveMonthTotals(series);
  const overdue = history === null ? null : overdueOf(history, today, medianGapDays);
  return {
    revenue_change_percent:
      totals === null || totals.prior <= 0 ? null : (100 * (totals.last - totals.prior)) / totals.prior,
    overdue_ratio: overdue?.ratio ?? null,
    days_since_last_order: history === null ? null : dayNumber(today) - (history.days.at(-1) ?? 0),
  };
}

function measurePayment({
  facts,
  today,
}: AccountView): Pick<HealthMeasurements, 'overdue_receivables_percent' | 'average_days_late'> {
  const invoices = facts.transactions.filter(({ kind, on }) => kind === 'invoice' && on <= today);
  const tracked = invoices.filter(({ openMinor }) => openMinor !== null);
  const open = tracked.filter(({ openMinor }) => (openMinor ?? 0) > 0);
  const openTotal = sum(open, ({ openMinor }) => openMinor ?? 0);
  const overdueTotal = sum(
    open.filter(({ dueOn }) => dueOn !== null && dueOn < today),
    ({ openMinor }) => openMinor ?? 0,
  );
  const paid = invoices.filter((invoice) => isPaidLately(invoice, today));
  return {
    overdue_receivables_percent:
      tracked.length === 0 ? null : openTotal === 0 ? 0 : (100 * overdueTotal) / openTotal,
    average_days_late:
      paid.length === 0
        ? null
        : sum(paid, ({ paidOn, dueOn }) => Math.max(0, dayNumber(paidOn ?? '') - dayNumber(dueOn ?? ''))) /
          paid.length,
  };
}

function isPaidLately({ paidOn, dueOn }: TransactionFact, today: string): boolean {
  if (paidOn === null || dueOn === null || paidOn > today) return false;
  return dayNumber(today) - dayNumber(paidOn) <= RECENT_DAYS.payment;
}

function measureService(
  { facts, asOf }: AccountView,
  { halfLifeDays }: MeasureOptions,
): Pick<
  HealthMeasurements,
  'oldest_open_urgent_days' | 'open_cases' | 'recent_cases' | 'recent_breaches' | 'resolution_days'
> {
  const none = {
    oldest_open_urgent_days: null,
    open_cases: null,
    recent_cases: null,
    recent_breaches: null,
    resolution_days: null,
  };
  if (!facts.known.cases) return none;
  const now = Date.parse(asOf);
  const daysAgo = (instant: string): number => (now - Date.parse(instant)) / DAY_MS;
  const cases = facts.cases.filter(({ openedAt }) => daysAgo(openedAt) >= 0);
  const open = cases.filter((entry) => isOpen(entry, now));
  const urgent = open.filter(({ priority }) => URGENT.has(priority?.toLowerCase() ?? ''));
  const solved = cases.filter(
    (entry) =>
      !isOpen(entry, now) && entry.closedAt !== null && daysAgo(entry.closedAt) <= RECENT_DAYS.resolution,
  );
  // Something that happened a half-life ago counts half.
  const decayed = (instants: readonly string[]): number =>
    sum(
      instants.filter((instant) => daysAgo(instant) >= 0),
      (instant) => 0.5 ** (daysAgo(instant) / halfLifeDays),
    );
  return {
    oldest_open_urgent_days: Math.max(0, ...urgent.map(({ openedAt }) => daysAgo(openedAt))),
    open_cases: open.length,
    recent_cases: decayed(cases.map(({ openedAt }) => openedAt)),
    recent_breaches: decayed(cases.flatMap(({ breachedAt }) => breachedAt)),
    resolution_days:
      solved.length === 0
        ? null
        : sum(solved, ({ openedAt, closedAt }) => daysAgo(openedAt) - daysAgo(closedAt ?? openedAt)) /
          solved.length,
  };
}

function isOpen({ closedAt, state }: CaseFact, now: number): boolean {
  if (closedAt !== null) return Date.parse(closedAt) > now;
  return state !== 'solved';
}

function measureSales({
  facts,
  today,
}: AccountView): Pick<HealthMeasurements, 'open_pipeline_count' | 'win_rate_percent'> {
  if (!facts.known.opportunities) return { open_pipeline_count: null, win_rate_percent: null };
  const closed = facts.opportunities.filter(
    ({ isClosed, closeOn }) =>
      isClosed &&
      closeOn !== null &&
      closeOn <= today &&
      dayNumber(today) - dayNumber(closeOn) <= RECENT_DAYS.win,
  );
  return {
    open_pipeline_count: facts.opportunities.filter(({ isClosed }) => !isClosed).length,
    // One decision is no rate.
    win_rate_percent:
      closed.length < 2 ? null : (100 * closed.filter(({ isWon }) => isWon).length) / closed.length,
  };
}

/** Added smallest first, so that the order of the facts cannot move the last digit. */
function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items
    .map(of)
    .sort((a, b) => a - b)
    .reduce((total, value) => total + value, 0);
}
