/**
 * The model for few customers: each one's order rate and order value, drawn towards everybody's. With fewer than
 * about a hundred repeat customers the four parameters of BG/NBD are mostly noise; this has nothing to fit.
 */
import type { Overdue } from './overdue.ts';
import type { PurchaseHistory } from './purchase-history.ts';

export type SimpleModel = {
  /** Orders a week, all customers pooled. */
  rate: number;
  /** Weeks of everybody's behaviour that a customer's own is mixed with: the mean age of a customer. */
  rateWeeks: number;
  /** Mean order value over all orders. */
  orderValue: number;
  /** Orders of everybody's value that a customer's own are mixed with. */
  orderCount: number;
};

const PRIOR_ORDERS = 2;

export function fitSimpleModel(histories: readonly PurchaseHistory[]): SimpleModel {
  const sum = (of: (history: PurchaseHistory) => number): number =>
    histories
      .map(of)
      .sort((a, b) => a - b)
      .reduce((total, value) => total + value, 0);
  const repeats = sum(({ frequency }) => frequency);
  const weeks = sum(({ T }) => T);
  const orders = repeats + histories.length;
  const spent = sum((history) => history.meanAmount * (history.frequency + 1));
  return {
    rate: weeks === 0 ? 0 : repeats / weeks,
    rateWeeks: histories.length === 0 ? 0 : weeks / histories.length,
    orderValue: orders === 0 ? 0 : spent / orders,
    orderCount: PRIOR_ORDERS,
  };
}

/** Expected orders a week while the customer is active. */
export function shrunkRate(model: SimpleModel, { frequency, T }: PurchaseHistory): number {
  const weeks = T + model.rateWeeks;
  return weeks === 0 ? 0 : (frequency + model.rate * model.rateWeeks) / weeks;
}

export function shrunkOrderValue(model: SimpleModel, { frequency, meanAmount }: PurchaseHistory): number {
  const own = frequency + 1;
  return (own * meanAmount + model.orderCount * model.orderValue) / (own + model.orderCount);
}

/** Halves with every usual gap that the customer is overdue; 1 while it is not. */
export function simpleAlive(overdue: Overdue | null): number {
  return overdue === null ? 1 : 0.5 ** Math.max(0, overdue.ratio - 1);
}
