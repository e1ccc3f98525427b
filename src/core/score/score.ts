/** What every score looks like, whatever it measures. Plain JSON: it is stored and shown as it is. */
export const SCORE_KINDS = ['value', 'trend', 'churn_risk', 'health'] as const;
export type ScoreKind = (typeof SCORE_KINDS)[number];

/** One part of a score. Of a scorecard: `points`, which add up to the value. Of a model: the distance to its segment. */
export type ScoreComponent = {
  key: string;
  label: string;
  /** What was measured, in its own unit; null when it was not there. */
  measured: number | null;
  /** Scorecard: points contributed to the value. Model: measured minus the segment's median. */
  contribution: number | null;
  /** Scorecard only: share of the weight after that of missing measures was redistributed. */
  weight?: number;
  /** Scorecard only, 0–100: what the measure was worth; of a measure that vanished, what it was worth last. */
  points?: number;
  /** Scorecard only: it was there before and is not any more. */
  vanished?: boolean;
  /** Model only: the segment's median. */
  median?: number | null;
};

export type ScoreReasons = { up: string[]; down: string[] };

/** A band that was crossed, but neither by the margin nor on a second day yet. */
export type PendingBand = { band: string; since: string };

export type Score = {
  kind: ScoreKind;
  status: 'scored' | 'not_enough_data';
  /** `value`: minor units of `unit` over the horizon · `trend`: per cent a year · `churn_risk`: 0–1 · `health`: 0–100. */
  value: number | null;
  /** Currency code, `percent_per_year`, `probability` or `points`. */
  unit: string;
  band: string | null;
  pendingBand: PendingBand | null;
  components: ScoreComponent[];
  /** The strongest three of each, gravest first. */
  reasons: ScoreReasons;
  /** ISO 8601 instant the score judges from. */
  asOf: string;
  /** What made it: `bg_nbd+gamma_gamma@3f2a…`, `shrunk_simple@…`, `theil_sen`, `scorecard:established`. */
  model: string;
  /** Share of its input that was there, 0–1. */
  coverage: number;
};

/** The scores of the same account from an earlier run, as far as there are any. */
export type PreviousScores = { readonly [K in ScoreKind]?: Score };
