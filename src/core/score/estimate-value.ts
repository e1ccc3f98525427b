/** What a customer is expected to buy, and what that is worth today. */
import { expectedPurchases, probabilityAlive } from './bg-nbd.ts';
import { type DiscountPlan, discountedValue } from './discounted-value.ts';
import { expectedOrderValue } from './gamma-gamma.ts';
import type { Overdue } from './overdue.ts';
import { DAYS_PER_UNIT, type PurchaseHistory, type TimeUnit } from './purchase-history.ts';
import type { ValueModel } from './score-models.ts';
import type { ScoresConfig } from './scores-config.ts';
import { shrunkOrderValue, shrunkRate, simpleAlive } from './simple-value.ts';

export type ValueEstimate = {
  /** Null after a single purchase: the models cannot tell. */
  alive: number | null;
  expectedOrders: number;
  orderValue: number;
  /** Discounted, times the margin; same unit as the amounts. */
  value: number;
};

const DAYS_PER_MONTH = 365.25 / 12;

/** Discounted month by month, at the yearly rate. */
export function discountPlan(horizon: number, yearlyRate: number, unit: TimeUnit): DiscountPlan {
  return {
    horizon,
    step: DAYS_PER_MONTH / DAYS_PER_UNIT[unit],
    ratePerStep: (1 + yearlyRate) ** (1 / 12) - 1,
  };
}

/** The plan of the configuration, in weeks. */
export function valuePlan({ value }: Pick<ScoresConfig, 'value'>): DiscountPlan & { margin: number } {
  const horizon = (value.horizonMonths * DAYS_PER_MONTH) / DAYS_PER_UNIT.week;
  return { ...discountPlan(horizon, value.discountRate, 'week'), margin: value.margin };
}

/** `history` and `plan` in the same unit as those that the model was fitted on. */
export function estimateValue(
  model: ValueModel,
  history: PurchaseHistory,
  overdue: Overdue | null,
  plan: DiscountPlan & { margin?: number },
): ValueEstimate {
  const { orders, orderValue, alive } =
    model.kind === 'shrunk_simple' ? bySimple(model, history, overdue) : byBgNbd(model, history);
  return {
    alive: history.frequency === 0 ? null : alive,
    expectedOrders: orders(plan.horizon),
    orderValue,
    value: discountedValue(orders, orderValue, plan) * (plan.margin ?? 1),
  };
}

type Ingredients = { orders: (t: number) => number; orderValue: number; alive: number };

function byBgNbd(
  { bgNbd, gammaGamma }: Extract<ValueModel, { kind: 'bg_nbd+gamma_gamma' }>,
  history: PurchaseHistory,
): Ingredients {
  return {
    orders: (t) => expectedPurchases(bgNbd, history, t),
    orderValue: expectedOrderValue(gammaGamma, history),
    alive: probabilityAlive(bgNbd, history),
  };
}

function bySimple(
  { simple }: Extract<ValueModel, { kind: 'shrunk_simple' }>,
  history: PurchaseHistory,
  overdue: Overdue | null,
): Ingredients {
  const alive = simpleAlive(overdue);
  const rate = shrunkRate(simple, history) * alive;
  return { orders: (t) => rate * t, orderValue: shrunkOrderValue(simple, history), alive };
}
