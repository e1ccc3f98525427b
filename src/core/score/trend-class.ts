/**
 * From a series of months to a class: what moves, how sure that is, and whether a season explains it. A customer
 * who buys in fewer than half of the months is looked at by quarters: a median of mostly zeros would see nothing.
 */
import { mannKendall, seasonalMannKendall, type TrendTest } from './mann-kendall.ts';
import { quantile } from './quantile.ts';
import type { ScoresConfig } from './scores-config.ts';

export type TrendBand = 'growing' | 'stable' | 'declining' | 'volatile' | 'new';

export type TrendFinding = {
  band: Exclude<TrendBand, 'new'>;
  test: TrendTest;
  seasonal: boolean;
  /** 12 where months were looked at, 4 where quarters were. */
  perYear: number;
  /** By how much a month changes within a year, in per cent of the mean month; null when the mean is not positive. */
  percentPerYear: number | null;
  /** Mean distance of a quarter from the trend line over the mean quarter; null likewise. */
  spread: number | null;
};

/** Autocorrelation at one year from which the year repeats itself. */
const SEASONAL_CORRELATION = 0.5;
/** Share of months with revenue under which months say little and quarters are looked at. */
const SPARSE = 0.5;

/** @param months net revenue of complete months, without gaps */
export function classifyTrend(
  months: readonly number[],
  { significance, materialPercent, volatileSpread }: ScoresConfig['trend'],
): TrendFinding {
  const isSparse =
    months.length >= 12 && months.filter((value) => value !== 0).length < months.length * SPARSE;
  const series = isSparse ? inQuarters(months) : months;
  const perYear = isSparse ? 4 : 12;
  const plain = mannKendall(series);
  const seasonal = isSeasonal(residuals(series, plain), perYear);
  const test = seasonal ? seasonalMannKendall(series, perYear) : plain;
  const mean = series.reduce((sum, value) => sum + value, 0) / series.length;
  const rest = seasonal ? withoutSeason(residuals(series, test), perYear) : residuals(series, test);
  const percentPerYear = mean > 0 ? (100 * perYear * test.slope) / mean : null;
  const quarters = isSparse ? rest : inQuarters(rest).map((sum) => sum / 3);
  const distance = quarters.reduce((sum, value) => sum + Math.abs(value), 0) / Math.max(quarters.length, 1);
  const spread = mean > 0 ? distance / mean : null;
  const shared = { test, seasonal, percentPerYear, spread, perYear };
  if (test.p < significance && Math.abs(percentPerYear ?? 0) >= materialPercent) {
    return { ...shared, band: test.slope > 0 ? 'growing' : 'declining' };
  }
  return { ...shared, band: spread === null || spread > volatileSpread ? 'volatile' : 'stable' };
}

/** Sums of three months, counted from the end; what is left over at the beginning is dropped. */
function inQuarters(months: readonly number[]): number[] {
  const quarters: number[] = [];
  for (let end = months.length; end >= 3; end -= 3) {
    quarters.push(months.slice(end - 3, end).reduce((sum, value) => sum + value, 0));
  }
  return quarters.reverse();
}

function residuals(series: readonly number[], { slope, intercept }: TrendTest): number[] {
  return series.map((value, at) => value - intercept - slope * at);
}

/** Whether the residuals of a month (or quarter) resemble those of the same one a year before. */
function isSeasonal(rest: readonly number[], perYear: number): boolean {
  if (rest.length < 2 * perYear) return false;
  const mean = rest.reduce((sum, value) => sum + value, 0) / rest.length;
  const variance = rest.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rest.length;
  if (variance === 0) return false;
  let covariance = 0;
  for (let i = perYear; i < rest.length; i += 1) {
    covariance += ((rest[i] ?? 0) - mean) * ((rest[i - perYear] ?? 0) - mean);
  }
  return covariance / (rest.length - perYear) / variance > SEASONAL_CORRELATION;
}

function withoutSeason(rest: readonly number[], perYear: number): number[] {
  const usual = Array.from({ length: perYear }, (_, season) =>
    quantile(
      rest.filter((_value, at) => at % perYear === season),
      0.5,
    ),
  );
  return rest.map((value, at) => value - (usual[at % perYear] ?? 0));
}
