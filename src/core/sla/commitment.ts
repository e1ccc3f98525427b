/** What a clock is held to at a time: a target counted from somewhere, or a due instant set by hand. */
import type { Interval } from './open-intervals.ts';
import { ALL_TIME, type OpenTime } from './open-time.ts';
import { advanceOutside, elapsedOutside } from './pauses.ts';
import type { MetricPolicy } from './policy.ts';
import { parseTarget } from './target.ts';

export type Commitment = {
  /** As the policy writes it, or the due instant set by hand. */
  targetText: string;
  open: OpenTime;
  from: number;
  /** Time that counts as elapsed at `from`: what a clock that goes on brings along. */
  creditMs: number;
  budgetMs: number;
  /** Whole business days, where the target is in them and nothing was brought along. */
  businessDays: number | null;
  /** Set by hand: it holds whatever pauses come. */
  fixedDueAt: number | null;
  warnings: readonly string[];
};

export function openTimeFor(hours: MetricPolicy['hours'], calendar: OpenTime): OpenTime {
  return hours === 'elapsed' ? ALL_TIME : calendar;
}

export function commit(
  targetText: string,
  open: OpenTime,
  from: number,
  warnings: readonly string[],
): Commitment {
  const target = parseTarget(targetText) ?? { kind: 'duration' as const, ms: 0 };
  const shared = { targetText, open, from, creditMs: 0, fixedDueAt: null, warnings };
  if (target.kind === 'duration') return { ...shared, budgetMs: target.ms, businessDays: null };
  const budgetMs = open.elapsed(from, open.addBusinessDays(from, target.days));
  return { ...shared, budgetMs, businessDays: target.days };
}

/** Null while a pause without end keeps it from coming. */
export function dueOf(commitment: Commitment, pauses: readonly Interval[]): number | null {
  if (commitment.fixedDueAt !== null) return commitment.fixedDueAt;
  const { businessDays, open, from, creditMs, budgetMs } = commitment;
  if (businessDays !== null && creditMs === 0) {
    const due = open.addBusinessDays(from, businessDays);
    // Counting days and counting their open time agree, except on where a closed stretch ends.
    const isTouched = pauses.some(
      ([start, end]) => open.elapsed(Math.max(start, from), Math.min(end, due)) > 0,
    );
    if (!isTouched) return afterPauses(due, open, pauses);
  }
  return advanceOutside(open, from, Math.max(0, budgetMs - creditMs), pauses);
}

/** A due instant that a pause holds, while nothing is open before it, comes when the pause ends. */
function afterPauses(due: number, open: OpenTime, pauses: readonly Interval[]): number | null {
  let at = due;
  for (const [start, end] of pauses) {
    if (start >= at || end <= at) continue;
    if (end === Number.POSITIVE_INFINITY) return null;
    at = open.advance(end, 0);
  }
  return at;
}

export function elapsedOf(
  { open, from, creditMs }: Commitment,
  at: number,
  pauses: readonly Interval[],
): number {
  return creditMs + elapsedOutside(open, from, at, pauses);
}

/** When a warning is reached; undefined where the target is too short for it or the time came along as credit. */
export function warningOf(
  commitment: Commitment,
  threshold: string,
  pauses: readonly Interval[],
): number | null | undefined {
  const { open, from, creditMs, budgetMs } = commitment;
  const wanted = thresholdMs(threshold, budgetMs) - creditMs;
  if (wanted <= 0) return undefined;
  return advanceOutside(open, from, wanted, commitment.fixedDueAt === null ? pauses : []);
}

function thresholdMs(threshold: string, budgetMs: number): number {
  if (threshold.endsWith('%')) return Math.round((budgetMs * Number(threshold.slice(0, -1))) / 100);
  const before = parseTarget(threshold.slice(1));
  return before?.kind === 'duration' ? budgetMs - before.ms : 0;
}
