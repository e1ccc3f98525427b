/** What is learnt from all accounts together, before any one of them can be scored. */
import type { AccountFacts } from './account-facts.ts';
import { type AccountView, viewAccount } from './account-view.ts';
import { fitBgNbd } from './bg-nbd.ts';
import { contentId } from './content-id.ts';
import { estimateValue, valuePlan } from './estimate-value.ts';
import { fitGammaGamma } from './gamma-gamma.ts';
import { gapsOf, overdueOf } from './overdue.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import { quantile } from './quantile.ts';
import { createConverter } from './reporting-currency.ts';
import type { ScoreModels, ValueModel } from './score-models.ts';
import { ScoresConfig } from './scores-config.ts';
import { type Measured, measureSegments, segmentOf } from './segment.ts';
import { fitSimpleModel } from './simple-value.ts';

export type FitOptions = {
  /** ISO 8601 instant. */
  asOf: string;
  /** The `scores` part of the configuration; absent: the defaults. */
  config?: ScoresConfig;
};

/** One customer, as far as the fit needs it: the facts themselves are let go of at once. */
type Customer = { history: PurchaseHistory; today: string; segment: string };

/**
 * Reads the accounts once. The same accounts in any order give the same models, byte for byte; accounts without
 * purchases are passed over.
 */
export function fitScoreModels(accounts: Iterable<AccountFacts>, { asOf, config }: FitOptions): ScoreModels {
  const settings = config ?? ScoresConfig.parse({});
  const convert = createConverter(settings);
  const customers: Customer[] = [];
  for (const facts of accounts) {
    const customer = customerOf(viewAccount(facts, asOf, convert), settings);
    if (customer !== null) customers.push(customer);
  }
  const value = fitValueModel(
    customers.map(({ history }) => history),
    settings.value.minimumRepeatCustomers,
  );
  const gaps = customers.flatMap(({ history }) =>
    history.frequency === 0 ? [] : [quantile(gapsOf(history), 0.5)],
  );
  const medianGapDays = gaps.length === 0 ? null : quantile(gaps, 0.5);
  const measured = customers.map((customer) => measure(customer, { value, medianGapDays, settings }));
  const body = {
    asOf,
    config: settings,
    value,
    valueBands: cutBands(measured, settings.value.bandShares),
    medianGapDays,
    segments: measureSegments(measured),
  };
  return { id: contentId(body), ...body };
}

function customerOf(view: AccountView, config: ScoresConfig): Customer | null {
  if (view.history === null) return null;
  return { history: view.history, today: view.today, segment: segmentOf(view.facts, config.segmentBy) };
}

/** BG/NBD and Gamma-Gamma where there are enough repeat customers and the fit makes sense, else the simple model. */
export function fitValueModel(
  histories: readonly PurchaseHistory[],
  minimumRepeatCustomers: number,
): ValueModel {
  const repeat = histories.filter(({ frequency }) => frequency > 0);
  const counts = { customers: histories.length, repeatCustomers: repeat.length };
  const simple = (warning: string): ValueModel => ({
    kind: 'shrunk_simple',
    simple: fitSimpleModel(histories),
    ...counts,
    warnings: [warning],
  });
  if (repeat.length < minimumRepeatCustomers) {
    return simple(
      `${repeat.length} repeat customers; ${minimumRepeatCustomers} are needed to fit the full model`,
    );
  }
  const gammaGamma = fitGammaGamma(repeat).parameters;
  if (!(gammaGamma.q > 1))
    return simple('order values vary too much for the Gamma-Gamma model (q is not over 1)');
  const bgNbd = fitBgNbd(histories).parameters;
  const correlation = correlationOf(repeat);
  const warnings =
    Math.abs(correlation) > 0.3
      ? [
          `order value goes with order frequency (correlation ${correlation.toFixed(2)}); values are less certain`,
        ]
      : [];
  return { kind: 'bg_nbd+gamma_gamma', bgNbd, gammaGamma, ...counts, correlation, warnings };
}

function correlationOf(histories: readonly PurchaseHistory[]): number {
  const sorted = [...histories].sort((a, b) => a.frequency - b.frequency || a.monetary - b.monetary);
  const n = sorted.length;
  const meanX = sorted.reduce((sum, { frequency }) => sum + frequency, 0) / n;
  const meanM = sorted.reduce((sum, { monetary }) => sum + monetary, 0) / n;
  let xx = 0;
  let mm = 0;
  let xm = 0;
  for (const { frequency, monetary } of sorted) {
    xx += (frequency - meanX) ** 2;
    mm += (monetary - meanM) ** 2;
    xm += (frequency - meanX) * (monetary - meanM);
  }
  return xx === 0 || mm === 0 ? 0 : xm / Math.sqrt(xx * mm);
}

type Fitted = { value: ValueModel; medianGapDays: number | null; settings: ScoresConfig };

function measure(
  { history, today, segment }: Customer,
  { value, medianGapDays, settings }: Fitted,
): Measured {
  const overdue = overdueOf(history, today, medianGapDays);
  const estimate = estimateValue(value, history, overdue, valuePlan(settings));
  const measures = {
    value: estimate.value,
    alive: estimate.alive,
    expected_orders: estimate.expectedOrders,
    order_value: estimate.orderValue,
    overdue_ratio: overdue?.ratio ?? null,
  };
  return { segment, measures };
}

function cutBands(
  measured: readonly Measured[],
  shares: ScoresConfig['value']['bandShares'],
): { name: string; from: number }[] {
  const values = measured.map(({ measures }) => measures['value'] ?? 0);
  const cut = (share: number): number => (values.length === 0 ? 0 : Math.round(quantile(values, 1 - share)));
  return [
    { name: 'top', from: cut(shares.top) },
    { name: 'high', from: cut(shares.high) },
    { name: 'medium', from: cut(shares.medium) },
    { name: 'low', from: 0 },
  ];
}
