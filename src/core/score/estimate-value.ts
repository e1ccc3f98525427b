/** What a customer is expected to buy, and what that is worth today. */
import { expectedPurchases, probabilityAlive } from './bg-nbd.ts';
import { discountedValue } from './discounted-value.ts';
import { expectedOrderValue } from './gamma-gamma.ts';
import type { Overdue } from './overdue.ts';
import type { PurchaseHistory } from './purchase-history.ts';
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

const WEEKS_PER_MONTH = 365.25 / 12 / 7;

/** `history` in weeks. */
export function estimateValue(
  model: ValueModel,
  history: PurchaseHistory,
  overdue: Overdue | null,
  config: ScoresConfig['value'],
): ValueEstimate {
  const horizon = config.horizonMonths * WEEKS_PER_MONTH;
  const { orders, orderValue, alive } =
    model.kind === 'shrunk_simple' ? bySimple(model, history, overdue) : byBgNbd(model, history);
  const plan = { horizon, step: WEEKS_PER_MONTH, ratePerStep: (1 + config.discountRate) ** (1 / 12) - 1 };
  return {
    alive: history.frequency === 0 ? null : alive,
    expectedOrders: orders(horizon),
    orderValue,
    value: discountedValue(orders, orderValue, plan) * config.margin,
  };
}

type Ingredients = { orders: (weeks: number) => number; orderValue: number; alive: number };

function byBgNbd(
  { bgNbd, gammaGamma }: Extract<ValueModel, { kind: 'bg_nbd+gamma_gamma' }>,
  history: PurchaseHistory,
): Ingredients {
  return {
    orders: (weeks) => expectedPurchases(bgNbd, history, weeks),
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
  return { orders: (weeks) => rate * weeks, orderValue: shrunkOrderValue(simple, history), alive };
}
