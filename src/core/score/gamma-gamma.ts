/**
 * The Gamma-Gamma model of order value: Fader, Hardie, "The Gamma-Gamma Model of Monetary Value" (2013,
 * brucehardie.com/notes/025). Assumes that value and frequency are independent.
 */
import { logGamma } from './log-gamma.ts';
import { minimise } from './nelder-mead.ts';

export type GammaGammaParameters = { p: number; q: number; v: number };
export type GammaGammaFit = { parameters: GammaGammaParameters; logLikelihood: number };
/** Repeat purchases and their mean amount. */
export type SpendingRecord = { frequency: number; monetary: number };

const LOG_BOUND = 20;

/** Maximum likelihood over the customers with repeat purchases of positive value; the others are left out. */
export function fitGammaGamma(customers: readonly SpendingRecord[]): GammaGammaFit {
  const rows = customers
    .filter(({ frequency, monetary }) => frequency > 0 && monetary > 0)
    .sort((l, m) => l.frequency - m.frequency || l.monetary - m.monetary);
  const mean = rows.reduce((sum, { monetary }) => sum + monetary, 0) / Math.max(rows.length, 1);
  const objective = (logs: readonly number[]): number => {
    if (logs.some((value) => Math.abs(value) > LOG_BOUND)) return Number.MAX_VALUE;
    return -gammaGammaLogLikelihood(rows, fromLogs(logs));
  };
  const scale = Math.log(Math.max(mean, 1e-6));
  const results = [minimise(objective, [1, 1, scale]), minimise(objective, [2, 1.5, scale - 1])].sort(
    (left, right) => left.value - right.value,
  );
  const best = results[0] as { at: number[]; value: number };
  return { parameters: fromLogs(best.at), logLikelihood: -best.value };
}

/** Equation 1a of the note in logarithms; every record must have positive frequency and value. */
export function gammaGammaLogLikelihood(
  rows: readonly SpendingRecord[],
  { p, q, v }: GammaGammaParameters,
): number {
  const constant = q * Math.log(v) - logGamma(q);
  let total = 0;
  let lastX = -1;
  let shared = 0;
  for (const { frequency: x, monetary: m } of rows) {
    if (x !== lastX) {
      shared = logGamma(p * x + q) - logGamma(p * x) + p * x * Math.log(x);
      lastX = x;
    }
    total += shared + constant + (p * x - 1) * Math.log(m) - (p * x + q) * Math.log(v + m * x);
  }
  return total;
}

/** E[mean order value | record], equation 5: between the customer's own mean and everybody's. Needs q > 1. */
export function expectedOrderValue({ p, q, v }: GammaGammaParameters, record: SpendingRecord): number {
  return (p * (v + record.frequency * record.monetary)) / (p * record.frequency + q - 1);
}

function fromLogs(logs: readonly number[]): GammaGammaParameters {
  const [p = 1, q = 1, v = 1] = logs.map(Math.exp);
  return { p, q, v };
}
