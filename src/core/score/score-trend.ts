/** Where an account's revenue is going, by its own months alone. */
import type { AccountView } from './account-view.ts';
import { settleBand } from './band.ts';
import { type MonthlyRevenue, monthlyRevenue, twelveMonthTotals } from './monthly-revenue.ts';
import { notEnoughData } from './not-enough-data.ts';
import { moneyInWords } from './reporting-currency.ts';
import type { Score, ScoreComponent, ScoreReasons } from './score.ts';
import type { ScoresConfig } from './scores-config.ts';
import { classifyTrend, type TrendBand, type TrendFinding } from './trend-class.ts';

const MODEL = 'theil_sen+mann_kendall';
/** A class found with a p so much smaller than asked for need not wait for a second day. */
const DECISIVE = 0.2;

/**
 * The score's `value` is the change of a month's revenue within a year, in per cent of the mean month. A customer
 * younger than the minimum is `new` and has none.
 */
export function scoreTrend(view: AccountView, config: ScoresConfig, previous: Score | null): Score {
  const base = { kind: 'trend' as const, unit: 'percent_per_year', asOf: view.asOf, model: MODEL };
  const series = monthlyRevenue(view.revenue, view.today, config.trend.windowMonths);
  if (series === null) return notEnoughData({ ...base, coverage: 0, why: 'no revenue is known' });
  const coverage = Math.min(1, series.months.length / 24) * view.convertedShare;
  if (series.months.length < config.trend.minimumMonths) {
    return { ...base, ...newCustomer(series.months.length), coverage };
  }
  const finding = classifyTrend(series.months, config.trend);
  const band = withoutBusiness(series) ? 'declining' : finding.band;
  const decisive = previous?.band === 'new' || finding.test.p < config.trend.significance * DECISIVE;
  return {
    ...base,
    status: 'scored',
    value: finding.percentPerYear === null ? null : Math.round(finding.percentPerYear * 10) / 10,
    ...settleBand({ found: band, decisive, previous, asOf: view.asOf }),
    components: componentsOf(series, finding),
    reasons: reasonsOf(series, finding, config.reportingCurrency),
    coverage,
  };
}

type NewCustomer = Pick<Score, 'status' | 'value' | 'band' | 'pendingBand' | 'components' | 'reasons'>;

function newCustomer(months: number): NewCustomer {
  const band: TrendBand = 'new';
  const reasons = {
    up: [],
    down: [`First revenue ${months === 1 ? 'a month' : `${months} months`} ago: no trend yet`],
  };
  return { status: 'scored', value: null, band, pendingBand: null, components: [], reasons };
}

/** A year without any revenue is a decline, however little the test can say. */
function withoutBusiness({ months }: MonthlyRevenue): boolean {
  return months.length >= 12 && months.slice(-12).every((value) => value <= 0);
}

function componentsOf(
  series: MonthlyRevenue,
  { test, percentPerYear, spread }: TrendFinding,
): ScoreComponent[] {
  const totals = twelveMonthTotals(series);
  const component = (key: string, label: string, measured: number | null): ScoreComponent => ({
    key,
    label,
    measured,
    contribution: null,
  });
  return [
    component('slope_percent_per_year', 'Change of a month within a year, per cent', percentPerYear),
    component('p', 'Probability of such a trend by chance', test.p),
    component('last_12_months', 'Revenue of the last 12 complete months', totals?.last ?? null),
    component('prior_12_months', 'Revenue of the 12 months before', totals?.prior ?? null),
    component('spread', 'Mean distance of a quarter from the trend, over the mean quarter', spread),
  ];
}

function reasonsOf(series: MonthlyRevenue, finding: TrendFinding, currency: string): ScoreReasons {
  const up: string[] = [];
  const down: string[] = [];
  const totals = twelveMonthTotals(series);
  if (totals !== null && totals.prior > 0) {
    const percent = Math.round((100 * (totals.last - totals.prior)) / totals.prior);
    const text = `Last 12 months ${moneyInWords(totals.last, currency)}, ${Math.abs(percent)} % ${percent < 0 ? 'less' : 'more'} than the 12 before`;
    (percent < 0 ? down : up).push(text);
  }
  const { test, seasonal, spread, perYear } = finding;
  if (test.slope !== 0 && test.p < 0.1) {
    const amount = moneyInWords(Math.abs(test.slope) * perYear, currency);
    const sure = test.p < 0.001 ? 'p < 0.001' : `p = ${test.p.toFixed(3)}`;
    (test.slope < 0 ? down : up).push(
      `A ${perYear === 12 ? 'month' : 'quarter'} brings ${amount} ${test.slope < 0 ? 'less' : 'more'} than a year before (${sure})`,
    );
  }
  if (seasonal) up.push('The swings repeat every year: a season, not a trend');
  else if (spread !== null && spread > 0.5) {
    down.push(`Quarters differ by ${Math.round(spread * 100)} % from their trend on average`);
  }
  return { up, down };
}
