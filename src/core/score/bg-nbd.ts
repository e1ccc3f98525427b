/**
 * The BG/NBD model of repeat buying: Fader, Hardie, Lee, "Counting Your Customers the Easy Way: An Alternative to
 * the Pareto/NBD Model", Marketing Science 24 (2005) 275–284. Purchases are Poisson with a gamma-distributed rate
 * (r, α); after each one the customer leaves with a beta-distributed probability (a, b).
 */
import { logBeta, logGamma } from './log-gamma.ts';
import { minimise } from './nelder-mead.ts';

export type BgNbdParameters = { r: number; alpha: number; a: number; b: number };
export type BgNbdFit = { parameters: BgNbdParameters; logLikelihood: number };
export type BuyingRecord = { frequency: number; recency: number; T: number };

/** More customers than this, and every n-th of them (in order of their figures) stands for all. */
const SAMPLE_LIMIT = 50_000;
/** Log parameters beyond it are numerically meaningless; the likelihood is a plateau there. */
const LOG_BOUND = 12;
/**
 * Where all customers leave alike, a and b run off to infinity together. At a = 100 the probabilities of leaving
 * differ by a tenth of their mean, which no data can tell from nothing; beyond, the series of ₂F₁ only gets longer.
 */
const LOG_A_BOUND = Math.log(100);

/** Maximum likelihood over all customers. The order of the customers does not matter. */
export function fitBgNbd(customers: readonly BuyingRecord[]): BgNbdFit {
  const rows = condense(customers);
  const objective = (logs: readonly number[]): number => {
    const isOutside = logs.some((value) => Math.abs(value) > LOG_BOUND) || (logs[2] ?? 0) > LOG_A_BOUND;
    return isOutside ? Number.MAX_VALUE : -logLikelihoodOf(rows, fromLogs(logs));
  };
  const weight = rows.reduce((sum, { count }) => sum + count, 0);
  const meanT = rows.reduce((sum, row) => sum + row.T * row.count, 0) / Math.max(weight, 1);
  const scale = Math.log(Math.max(meanT, 1e-3));
  const results = [
    minimise(objective, [-1, scale - 2, 0, 0.7]),
    minimise(objective, [0.5, scale, -1, 1]),
  ].sort((left, right) => left.value - right.value);
  const best = results[0] as { at: number[]; value: number };
  const sampled = weight === 0 ? 1 : customers.length / weight;
  return { parameters: fromLogs(best.at), logLikelihood: -best.value * sampled };
}

/** Log-likelihood of the customers under given parameters. */
export function bgNbdLogLikelihood(customers: readonly BuyingRecord[], parameters: BgNbdParameters): number {
  return logLikelihoodOf(condense(customers), parameters);
}

/** P(still a customer | record). By the model it is 1 for who bought once: show that as "unknown". */
export function probabilityAlive({ r, alpha, a, b }: BgNbdParameters, record: BuyingRecord): number {
  const { frequency: x, recency, T } = record;
  if (x === 0) return 1;
  const logRatio = Math.log(a / (b + x - 1)) + (r + x) * Math.log((alpha + T) / (alpha + recency));
  return 1 / (1 + Math.exp(logRatio));
}

/**
 * E[purchases in the next `t` units | record], equation 10 of the paper. After Euler's transformation of ₂F₁ the
 * powers of (α+T)/(α+T+t) cancel, so that it stays finite for hundreds of purchases.
 */
export function expectedPurchases(parameters: BgNbdParameters, record: BuyingRecord, t: number): number {
  const { r, alpha, a: fitted, b } = parameters;
  // a = 1 is a removable singularity.
  const a = Math.abs(fitted - 1) < 1e-7 ? 1 + 1e-7 : fitted;
  const { frequency: x, T } = record;
  const z = t / (alpha + T + t);
  const hypergeometric = gauss2F1({ a: a + b - 1 - r, b: a - 1, c: a + b + x - 1, z });
  const alive = x === 0 ? 1 : probabilityAlive({ r, alpha, a, b }, record);
  return Math.max(0, ((a + b + x - 1) / (a - 1)) * (1 - (1 - z) ** (a - 1) * hypergeometric) * alive);
}

/** E[purchases of a new customer in its first `t` units], equation 9. */
export function expectedPurchasesOfNew(parameters: BgNbdParameters, t: number): number {
  return expectedPurchases(parameters, { frequency: 0, recency: 0, T: 0 }, t);
}

function gauss2F1({ a, b, c, z }: { a: number; b: number; c: number; z: number }): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < 100_000; n += 1) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
    if (Math.abs(term) < 1e-14 * Math.abs(sum)) break;
  }
  return sum;
}

function fromLogs(logs: readonly number[]): BgNbdParameters {
  const [r = 1, alpha = 1, a = 1, b = 1] = logs.map(Math.exp);
  return { r, alpha, a, b };
}

type Row = BuyingRecord & { count: number };

/** Equal records once, with their number, in a total order: sums come out the same whatever order came in. */
function condense(customers: readonly BuyingRecord[]): Row[] {
  const sorted = [...customers].sort(
    (l, m) => l.frequency - m.frequency || l.recency - m.recency || l.T - m.T,
  );
  const stride = Math.ceil(sorted.length / SAMPLE_LIMIT) || 1;
  const rows: Row[] = [];
  for (let i = 0; i < sorted.length; i += stride) {
    const { frequency, recency, T } = sorted[i] as BuyingRecord;
    const last = rows.at(-1);
    if (last?.frequency === frequency && last.recency === recency && last.T === T) last.count += 1;
    else rows.push({ frequency, recency, T, count: 1 });
  }
  return rows;
}

/** The numerically stable form, equation 6 in logarithms: A1 + A2 + ln(e^A3 + [x>0] e^A4). */
function logLikelihoodOf(rows: readonly Row[], { r, alpha, a, b }: BgNbdParameters): number {
  const logGammaR = logGamma(r);
  const rLogAlpha = r * Math.log(alpha);
  const logBetaAb = logBeta(a, b);
  const logA = Math.log(a);
  let total = 0;
  let lastX = -1;
  let shared = 0;
  for (const { frequency: x, recency, T, count } of rows) {
    if (x !== lastX) {
      // Rows stand in order of x, so that the costly part is computed once for each.
      shared = logGamma(r + x) - logGammaR + rLogAlpha + logBeta(a, b + x) - logBetaAb;
      lastX = x;
    }
    const a3 = -(r + x) * Math.log(alpha + T);
    if (x === 0) {
      total += count * (shared + a3);
      continue;
    }
    const a4 = logA - Math.log(b + x - 1) - (r + x) * Math.log(alpha + recency);
    const high = Math.max(a3, a4);
    total += count * (shared + high + Math.log(Math.exp(a3 - high) + Math.exp(a4 - high)));
  }
  return total;
}
