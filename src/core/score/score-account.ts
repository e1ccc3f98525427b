/** The one entry point of the pipeline: all scores of one account. */
import type { AccountFacts } from './account-facts.ts';
import { viewAccount } from './account-view.ts';
import { converterOf } from './reporting-currency.ts';
import type { PreviousScores, Score } from './score.ts';
import { scoreChurnRisk } from './score-churn-risk.ts';
import { scoreHealth } from './score-health.ts';
import type { ScoreModels } from './score-models.ts';
import { scoreTrend } from './score-trend.ts';
import { scoreValue } from './score-value.ts';

/**
 * Always one score of each kind, in the order of `SCORE_KINDS`; what cannot be told says so. With the result of a
 * run as `previous`, a second run at the same `asOf` over the same facts and models gives the same scores.
 */
export function scoreAccount(
  facts: AccountFacts,
  models: ScoreModels,
  previous: PreviousScores | null,
  asOf: string,
): Score[] {
  const view = viewAccount(facts, asOf, converterOf(models.config));
  const { medianGapDays, config } = models;
  return [
    scoreValue(view, models, previous?.value ?? null),
    scoreTrend(view, config, previous?.trend ?? null),
    scoreChurnRisk(view, models, previous?.churn_risk ?? null),
    scoreHealth(view, config.health, { medianGapDays, previous: previous?.health ?? null }),
  ];
}
