/** Customer lifetime value: discounted expected revenue over the horizon, in the reporting currency. */
import type { AccountView } from './account-view.ts';
import { bandOf, isPastMargin, settleBand } from './band.ts';
import { compareWithPeers, type PeerMeasure } from './compare-with-peers.ts';
import { estimateValue, type ValueEstimate, valuePlan } from './estimate-value.ts';
import { notEnoughData } from './not-enough-data.ts';
import { overdueOf } from './overdue.ts';
import { moneyInWords } from './reporting-currency.ts';
import type { Score } from './score.ts';
import type { ScoreModels } from './score-models.ts';
import { segmentOf } from './segment.ts';
import { topReasons } from './top-reasons.ts';

/** Share of the value by which a band's bound must be passed to count at once. */
const BAND_MARGIN = 0.05;

/** The score's `value` is integer minor units of its `unit`, the reporting currency. */
export function scoreValue(view: AccountView, models: ScoreModels, previous: Score | null): Score {
  const { config } = models;
  const base = {
    kind: 'value' as const,
    unit: config.reportingCurrency,
    asOf: view.asOf,
    model: modelName(models),
  };
  if (view.history === null) {
    return notEnoughData({ ...base, coverage: 0, why: 'no purchase is known' });
  }
  const overdue = overdueOf(view.history, view.today, models.medianGapDays);
  const estimate = estimateValue(models.value, view.history, overdue, valuePlan(config));
  const segment = segmentOf(view.facts, config.segmentBy);
  const compared = compareWithPeers(measuresOf(estimate, config), models.segments, segment);
  const value = Math.round(estimate.value);
  const margin = Math.abs(value) * BAND_MARGIN;
  const decisive =
    previous?.band != null && isPastMargin(value, previous.band, { bounds: models.valueBands, margin });
  const reasons = topReasons(compared.reasons);
  if (models.value.kind === 'shrunk_simple') reasons.down.push(simpleNote(models));
  return {
    ...base,
    status: 'scored',
    value,
    ...settleBand({ found: bandOf(value, models.valueBands), decisive, previous, asOf: view.asOf }),
    components: compared.components,
    reasons,
    coverage: view.convertedShare * (estimate.alive === null ? 0.5 : 1),
  };
}

function measuresOf(estimate: ValueEstimate, config: ScoreModels['config']): PeerMeasure[] {
  const { horizonMonths } = config.value;
  return [
    {
      key: 'expected_orders',
      label: `Expected orders in ${horizonMonths} months`,
      value: estimate.expectedOrders,
      words: (value) => value.toFixed(1),
      higherIsBetter: true,
    },
    {
      key: 'order_value',
      label: 'Expected order value',
      value: estimate.orderValue,
      words: (value) => moneyInWords(value, config.reportingCurrency),
      higherIsBetter: true,
    },
    {
      key: 'alive',
      label: 'Probability of still being a customer',
      value: estimate.alive,
      words: (value) => `${Math.round(value * 100)} %`,
      higherIsBetter: true,
    },
  ];
}

export function modelName({ value, id }: ScoreModels): string {
  return `${value.kind}@${id}`;
}

function simpleNote({ value, config }: ScoreModels): string {
  return `Simple model: ${value.repeatCustomers} repeat customers are known, ${config.value.minimumRepeatCustomers} are needed for the full one`;
}
