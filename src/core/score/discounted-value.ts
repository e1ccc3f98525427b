export type DiscountPlan = {
  /** Units of time ahead. */
  horizon: number;
  /** One step of discounting, in the same units. */
  step: number;
  /** Interest for one step: 0.01 is one per cent. */
  ratePerStep: number;
};

/**
 * Present value of the coming orders: what is expected in each step, discounted at that step's end. A last step
 * that is not whole is discounted by its share.
 *
 * @param expectedOrders expected number of orders up to `t` units from now
 */
export function discountedValue(
  expectedOrders: (t: number) => number,
  orderValue: number,
  { horizon, step, ratePerStep }: DiscountPlan,
): number {
  let value = 0;
  let before = 0;
  for (let index = 1; (index - 1) * step < horizon; index += 1) {
    const end = Math.min(index * step, horizon);
    const upTo = expectedOrders(end);
    value += ((upTo - before) * orderValue) / (1 + ratePerStep) ** (end / step);
    before = upTo;
  }
  return value;
}
