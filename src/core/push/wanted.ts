/** What the CRM records of a golden account, a golden contact and a case should hold, in canonical push fields. */
import type { Json, JsonObject } from '../../util/json.ts';
import type { PreviousScores, Score } from '../score/score.ts';

/** Longest text we write: Salesforce's long text fields may be cut at 255 where an admin chose a plain one. */
const REASONS_LENGTH = 255;

/** SLA fields of a case or an account; `{}` where no clock has ever run. */
export type SlaFields = JsonObject;

export function wantedForAccount(goldenId: string, scores: PreviousScores, sla: SlaFields): JsonObject {
  return { goldenrod_id: goldenId, ...scoreFields(scores), ...sla };
}

export function wantedForContact(goldenId: string): JsonObject {
  return { goldenrod_id: goldenId };
}

function scoreFields(scores: PreviousScores): JsonObject {
  const { value, trend, churn_risk: churn, health } = scores;
  const made = [value, trend, churn, health].filter((score) => score !== undefined);
  if (made.length === 0) return {};
  return {
    clv: value?.value == null ? null : Math.round(value.value / 100),
    trend: trend?.band ?? null,
    churn_risk: rounded(churn?.value, 100),
    health: rounded(health?.value, 1),
    health_band: health?.band ?? null,
    reasons: reasonText(made),
    scored_on: made[0]?.asOf.slice(0, 10) ?? null,
  };
}

function rounded(value: number | null | undefined, parts: number): Json {
  return value == null ? null : Math.round(value * parts) / parts;
}

/** What pulls the account down comes first: that is what somebody can do something about. */
function reasonText(scores: readonly Score[]): string | null {
  const ordered = [...scores].sort((a, b) => rank(a) - rank(b));
  const bad = ordered.flatMap((score) => (isRisk(score) ? score.reasons.up : score.reasons.down));
  const good = ordered.flatMap((score) => (isRisk(score) ? score.reasons.down : score.reasons.up));
  const lines = [...bad.map((reason) => `- ${reason}`), ...good.map((reason) => `+ ${reason}`)];
  let text = '';
  for (const line of new Set(lines)) {
    const next = text === '' ? line : `${text}\n${line}`;
    if (next.length > REASONS_LENGTH) break;
    text = next;
  }
  return text === '' ? null : text;
}

/** What raises a risk is bad news. */
function isRisk({ kind }: Score): boolean {
  return kind === 'churn_risk';
}

const ORDER: Readonly<Record<string, number>> = { health: 0, churn_risk: 1, trend: 2, value: 3 };

function rank(score: Score): number {
  return ORDER[score.kind] ?? 9;
}
