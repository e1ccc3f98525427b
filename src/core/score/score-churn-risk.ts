/**
 * Probability that the customer has left: 1 − P(alive) of the purchase model, with the overdue ratio as a check. A
 * customer that is not even late by its own habit is never called more likely gone than not, whatever the model
 * says of faster buyers.
 */
import type { AccountView } from './account-view.ts';
import { type BandBound, bandOf, isPastMargin, settleBand } from './band.ts';
import { estimateValue, valuePlan } from './estimate-value.ts';
import { notEnoughData } from './not-enough-data.ts';
import { type Overdue, overdueOf } from './overdue.ts';
import type { Score, ScoreComponent, ScoreReasons } from './score.ts';
import type { ScoreModels } from './score-models.ts';
import { modelName } from './score-value.ts';
import { medianOf, segmentOf } from './segment.ts';

export const CHURN_BANDS: readonly BandBound[] = [
  { name: 'critical', from: 0.75 },
  { name: 'high', from: 0.5 },
  { name: 'medium', from: 0.25 },
  { name: 'low', from: 0 },
];
const BAND_MARGIN = 0.03;
/** Just under the bound of `high`. */
const NOT_OVERDUE_LIMIT = 0.49;

export function scoreChurnRisk(view: AccountView, models: ScoreModels, previous: Score | null): Score {
  const base = {
    kind: 'churn_risk' as const,
    unit: 'probability',
    asOf: view.asOf,
    model: modelName(models),
  };
  const { history } = view;
  if (history === null) return notEnoughData({ ...base, coverage: 0, why: 'no purchase is known' });
  const overdue = overdueOf(history, view.today, models.medianGapDays);
  if (overdue === null) {
    return notEnoughData({
      ...base,
      coverage: 0.5,
      why: 'one purchase only, so nothing is known of its habit',
    });
  }
  const alive = estimateValue(models.value, history, overdue, valuePlan(models.config)).alive ?? 1;
  const risk = overdue.ratio < 1 ? Math.min(1 - alive, NOT_OVERDUE_LIMIT) : 1 - alive;
  const value = Math.round(risk * 10_000) / 10_000;
  const decisive =
    previous?.band != null &&
    isPastMargin(value, previous.band, { bounds: CHURN_BANDS, margin: BAND_MARGIN });
  return {
    ...base,
    status: 'scored',
    value,
    ...settleBand({ found: bandOf(value, CHURN_BANDS), decisive, previous, asOf: view.asOf }),
    components: componentsOf(view, models, { alive, overdue }),
    reasons: reasonsOf(alive, overdue, history.frequency),
    coverage: view.convertedShare,
  };
}

function componentsOf(
  { facts }: AccountView,
  { segments, config }: ScoreModels,
  { alive, overdue }: { alive: number; overdue: Overdue },
): ScoreComponent[] {
  const segment = segmentOf(facts, config.segmentBy);
  const component = (key: string, label: string, measured: number): ScoreComponent => {
    const median = medianOf(segments, segment, key);
    return { key, label, measured, contribution: median === null ? null : measured - median, median };
  };
  return [
    component('alive', 'Probability of still being a customer', alive),
    component('overdue_ratio', 'Days since the last order over the usual gap', overdue.ratio),
  ];
}

/** `up` raises the risk. */
function reasonsOf(
  alive: number,
  { daysSinceLast, usualGapDays, ratio }: Overdue,
  frequency: number,
): ScoreReasons {
  const up: string[] = [];
  const down: string[] = [];
  const times = ratio < 10 ? ratio.toFixed(1) : ratio.toFixed(0);
  const silence = `No order for ${daysSinceLast} days, ${times} times the usual gap of ${Math.round(usualGapDays)} days`;
  if (ratio >= 1) up.push(silence);
  else
    down.push(
      `Last order ${daysSinceLast} days ago, within the usual gap of ${Math.round(usualGapDays)} days`,
    );
  const percent = `${Math.round(alive * 100)} %`;
  if (alive < 0.5) up.push(`By its buying rhythm only ${percent} likely to order again`);
  else down.push(`By its buying rhythm ${percent} likely to order again`);
  if (frequency >= 10) down.push(`${frequency + 1} orders so far`);
  else if (frequency <= 2) up.push(`Only ${frequency + 1} orders so far`);
  return { up, down };
}
