/** `score clv`: the value models on a file of transactions, one row for each customer. */
import { bgNbdLogLikelihood } from './bg-nbd.ts';
import { dayNumber, dayText } from './day.ts';
import { discountPlan, estimateValue } from './estimate-value.ts';
import { fitValueModel } from './fit-score-models.ts';
import { gammaGammaLogLikelihood } from './gamma-gamma.ts';
import { gapsOf, overdueOf } from './overdue.ts';
import {
  buildPurchaseHistory,
  type Purchase,
  type PurchaseHistory,
  type TimeUnit,
} from './purchase-history.ts';
import { quantile } from './quantile.ts';
import type { ValueModel } from './score-models.ts';

export type ClvOptions = {
  /** Last day that counts; null: the latest day in the data. */
  until: string | null;
  unit: TimeUnit;
  /** Units ahead. */
  horizon: number;
  /** Per year. */
  discountRate: number;
  minimumRepeatCustomers: number;
};

export type ClvRow = {
  customer: string;
  frequency: number;
  recency: number;
  T: number;
  monetary: number;
  /** Null after a single purchase: the model would say 1 of everybody. */
  p_alive: number | null;
  expected_purchases: number;
  expected_value: number;
  clv: number;
};

export type ClvTable = {
  model: ValueModel;
  until: string;
  /** Log-likelihoods at the fitted parameters; null of the simple model. */
  logLikelihood: { bgNbd: number; gammaGamma: number } | null;
  rows: ClvRow[];
};

/** Rows in the order of the customers; one who had bought nothing by then has none. */
export function makeClvTable(
  customers: ReadonlyMap<string, readonly Purchase[]>,
  options: ClvOptions,
): ClvTable {
  const until = options.until ?? latestDay(customers);
  const known = [...customers].flatMap(([customer, purchases]) => {
    const history = buildPurchaseHistory(purchases, until, options.unit);
    return history === null ? [] : [{ customer, history }];
  });
  const histories = known.map(({ history }) => history);
  const model = fitValueModel(histories, options.minimumRepeatCustomers);
  const gaps = histories.flatMap((history) =>
    history.frequency === 0 ? [] : [quantile(gapsOf(history), 0.5)],
  );
  const medianGapDays = gaps.length === 0 ? null : quantile(gaps, 0.5);
  const plan = discountPlan(options.horizon, options.discountRate, options.unit);
  const rows = known.map(({ customer, history }): ClvRow => {
    const estimate = estimateValue(model, history, overdueOf(history, until, medianGapDays), plan);
    const { frequency, recency, T, monetary } = history;
    return {
      customer,
      frequency,
      recency,
      T,
      monetary,
      p_alive: estimate.alive,
      expected_purchases: estimate.expectedOrders,
      expected_value: estimate.orderValue,
      clv: estimate.value,
    };
  });
  return { model, until, logLikelihood: likelihoodOf(model, histories), rows };
}

function likelihoodOf(model: ValueModel, histories: readonly PurchaseHistory[]): ClvTable['logLikelihood'] {
  if (model.kind === 'shrunk_simple') return null;
  const repeat = histories.filter(({ frequency, monetary }) => frequency > 0 && monetary > 0);
  return {
    bgNbd: bgNbdLogLikelihood(histories, model.bgNbd),
    gammaGamma: gammaGammaLogLikelihood(repeat, model.gammaGamma),
  };
}

function latestDay(customers: ReadonlyMap<string, readonly Purchase[]>): string {
  let latest = Number.NEGATIVE_INFINITY;
  for (const purchases of customers.values()) {
    for (const { on } of purchases) latest = Math.max(latest, dayNumber(on));
  }
  return Number.isFinite(latest) ? dayText(latest) : '1970-01-01';
}
