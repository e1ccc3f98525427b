/** From a series of months to a class: what moves, how sure that is, and whether a season explains it. */
import { mannKendall, seasonalMannKendall, type TrendTest } from './mann-kendall.ts';
import { quantile } from './quantile.ts';
import type { ScoresConfig } from './scores-config.ts';

export type TrendBand = 'growing' | 'stable' | 'declining' | 'volatile' | 'new';

export type TrendFinding = {
  band: Exclude<TrendBand, 'new'>;
  test: TrendTest;
  seasonal: boolean;
  /** By how much a month changes within a year, in per cent of the mean month; null when the mean is not positive. */
  percentPerYear: number | null;
  /** Mean distance of a quarter from the trend line over the mean quarter; null likewise. */
  spread: number | null;
};

const SEASON = 12;
/** Autocorrelation at twelve months from which the year repeats itself. */
const SEASONAL_CORRELATION = 0.5;

export function classifyTrend(
  months: readonly number[],
  { significance, materialPercent, volatileSpread }: ScoresConfig['trend'],
): TrendFinding {
  const plain = mannKendall(months);
  const seasonal = isSeasonal(residuals(months, plain));
  const test = seasonal ? seasonalMannKendall(months, SEASON) : plain;
  const mean = months.reduce((sum, value) => sum + value, 0) / months.length;
  const rest = seasonal ? withoutSeason(residuals(months, test)) : residuals(months, test);
  const percentPerYear = mean > 0 ? (100 * 12 * test.slope) / mean : null;
  const spread = mean > 0 ? meanQuarter(rest) / mean : null;
  const shared = { test, seasonal, percentPerYear, spread };
  if (test.p < significance && Math.abs(percentPerYear ?? 0) >= materialPercent) {
    return { ...shared, band: test.slope > 0 ? 'growing' : 'declining' };
  }
  return { ...shared, band: spread === null || spread > volatileSpread ? 'volatile' : 'stable' };
}

function residuals(months: readonly number[], { slope, intercept }: TrendTest): number[] {
  return months.map((value, at) => value - intercept - slope * at);
}

/** Whether the residuals of a month resemble those of the same month a year before. */
function isSeasonal(rest: readonly number[]): boolean {
  if (rest.length < 2 * SEASON) return false;
  const mean = rest.reduce((sum, value) => sum + value, 0) / rest.length;
  const variance = rest.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rest.length;
  if (variance === 0) return false;
  let covariance = 0;
  for (let i = SEASON; i < rest.length; i += 1) {
    covariance += ((rest[i] ?? 0) - mean) * ((rest[i - SEASON] ?? 0) - mean);
  }
  return covariance / (rest.length - SEASON) / variance > SEASONAL_CORRELATION;
}

/** Orders that come every other month are no storm: swings count as far as they last a quarter. */
function meanQuarter(rest: readonly number[]): number {
  let distance = 0;
  let quarters = 0;
  for (let end = rest.length; end >= 3; end -= 3) {
    const sum = rest.slice(end - 3, end).reduce((total, value) => total + value, 0);
    distance += Math.abs(sum / 3);
    quarters += 1;
  }
  return distance / Math.max(quarters, 1);
}

function withoutSeason(rest: readonly number[]): number[] {
  const usual = Array.from({ length: SEASON }, (_, season) =>
    quantile(
      rest.filter((_value, at) => at % SEASON === season),
      0.5,
    ),
  );
  return rest.map((value, at) => value - (usual[at % SEASON] ?? 0));
}
