/** Health: the scorecard that fits the account, with its reasons, and a band that a vanished measure cannot raise. */
import type { AccountView } from './account-view.ts';
import { bandOf, isPastMargin, settleBand } from './band.ts';
import type { WeighedReason } from './compare-with-peers.ts';
import { dayNumber } from './day.ts';
import { describeMeasure } from './describe-measure.ts';
import type { HealthConfig, Scorecard } from './health-config.ts';
import { HEALTH_MEASURES, type HealthMeasure, MEASURE_LABELS } from './health-measure.ts';
import { measureHealth } from './measure-health.ts';
import { notEnoughData } from './not-enough-data.ts';
import type { Score, ScoreComponent } from './score.ts';
import { type CardResult, evaluateCard } from './scorecard.ts';
import { topReasons } from './top-reasons.ts';

export function scoreHealth(
  view: AccountView,
  config: HealthConfig,
  { medianGapDays, previous }: { medianGapDays: number | null; previous: Score | null },
): Score {
  const card = chooseCard(view, config);
  const base = {
    kind: 'health' as const,
    unit: 'points',
    asOf: view.asOf,
    model: `scorecard:${card?.name ?? 'none'}`,
  };
  if (card === null)
    return notEnoughData({ ...base, coverage: 0, why: 'no scorecard is meant for this account' });
  const result = evaluateCard(
    card,
    measureHealth(view, { medianGapDays, halfLifeDays: config.halfLifeDays }),
  );
  if (result.score === null || result.coverage < config.minimumCoverage) {
    const share = `${Math.round(result.coverage * 100)} % of what the scorecard asks for is known`;
    return notEnoughData({ ...base, coverage: result.coverage, why: share });
  }
  const vanished = vanishedMeasures(card, result, previous);
  const rated = Math.min(result.score, scoreWithLastPoints(result, vanished));
  const bounds = [...config.bands].sort((a, b) => b.from - a.from);
  const decisive =
    previous?.band != null && isPastMargin(rated, previous.band, { bounds, margin: config.bandMargin });
  return {
    ...base,
    status: 'scored',
    value: result.score,
    ...settleBand({ found: bandOf(rated, bounds), decisive, previous, asOf: view.asOf }),
    components: componentsOf(result, vanished),
    reasons: topReasons(reasonsOf(result, bounds[0]?.from ?? 70)),
    coverage: result.coverage,
  };
}

function chooseCard(
  { facts, today, history }: AccountView,
  { cards, newForDays }: HealthConfig,
): Scorecard | null {
  const born = facts.createdAt === null ? Number.POSITIVE_INFINITY : dayNumber(facts.createdAt);
  const known = Math.min(born, history?.days[0] ?? Number.POSITIVE_INFINITY);
  const stage = dayNumber(today) - known < newForDays ? 'new' : 'established';
  const fits = ({ stage: wanted, industries }: Scorecard): boolean =>
    (wanted === 'any' || wanted === stage) &&
    (industries === undefined || industries.includes(facts.industry ?? ''));
  return cards.find(fits) ?? null;
}

/** Measures of the card that the previous score of the same card had, or missed already, and this one lacks. */
function vanishedMeasures(card: Scorecard, result: CardResult, previous: Score | null): ScoreComponent[] {
  if (previous?.model !== `scorecard:${card.name}`) return [];
  const present = new Set(result.entries.map(({ key }) => key));
  const weights = new Map(shareOfWeight(card));
  return previous.components.flatMap((component) => {
    const weight = weights.get(component.key);
    if (weight === undefined || component.points === undefined || present.has(component.key)) return [];
    return [{ ...component, measured: null, contribution: 0, weight, vanished: true }];
  });
}

function shareOfWeight(card: Scorecard): [string, number][] {
  const all = card.groups.reduce((sum, { weight }) => sum + weight, 0);
  return card.groups.flatMap(({ weight, measures }) => {
    const inside = measures.reduce((sum, measure) => sum + measure.weight, 0);
    return measures.map((measure): [string, number] => [
      measure.key,
      (weight * measure.weight) / inside / all,
    ]);
  });
}

/** What the score would be if the measures that vanished were still worth what they were worth last. */
function scoreWithLastPoints({ score }: CardResult, vanished: readonly ScoreComponent[]): number {
  const weight = vanished.reduce((sum, component) => sum + (component.weight ?? 0), 0);
  const points = vanished.reduce(
    (sum, component) => sum + (component.weight ?? 0) * (component.points ?? 0),
    0,
  );
  return (score ?? 0) * (1 - weight) + points;
}

function componentsOf(result: CardResult, vanished: readonly ScoreComponent[]): ScoreComponent[] {
  const components: ScoreComponent[] = result.entries.map(
    ({ key, measured, points, weight, contribution }) => ({
      key,
      label: isMeasure(key) ? MEASURE_LABELS[key] : key,
      measured,
      contribution,
      weight,
      points,
    }),
  );
  if (result.capContribution !== 0) {
    const label = `held down: ${result.capReasons.join('; ')}`;
    components.push({ key: 'cap', label, measured: null, contribution: result.capContribution });
  }
  return [...components, ...vanished];
}

/** Against the bound of the best band: what lies over it lifts the account towards it, what lies under holds it back. */
function reasonsOf({ entries, capReasons }: CardResult, reference: number): WeighedReason[] {
  const reasons = entries.flatMap(({ key, measured, points, weight }): WeighedReason[] =>
    isMeasure(key) ? [{ text: describeMeasure(key, measured), weight: weight * (points - reference) }] : [],
  );
  // A cap outweighs every measure.
  return [...reasons, ...capReasons.map((reason) => ({ text: `Held down: ${reason}`, weight: -100 }))];
}

function isMeasure(key: string): key is HealthMeasure {
  return (HEALTH_MEASURES as readonly string[]).includes(key);
}
