/**
 * One clock over time: its commitments one after the other, the warnings and the breach that fall into each, and
 * where it stands now.
 *
 * A commitment holds from its change up to and with the instant of the next. Its due instant belongs to it: a stop
 * at that instant is in time, and a change at that instant comes in time as well.
 */
import type { Crossing } from './clock.ts';
import { type Commitment, commit, dueOf, elapsedOf, warningOf } from './commitment.ts';
import type { Cycle } from './cycles.ts';
import type { Interval } from './open-intervals.ts';
import type { OpenTime } from './open-time.ts';
import type { MetricPolicy } from './policy.ts';

/** What is asked for from an instant on. */
export type Demand = {
  from: number;
  /** Null: nothing, no policy has this metric for the case. */
  target: {
    text: string;
    open: OpenTime;
    warnings: readonly string[];
    onChange: MetricPolicy['onChange'];
  } | null;
  /** The start is moved back: an older case was merged into this one. */
  startAt?: number;
  /** Due set by hand, and why. */
  fixedDueAt?: number;
  reason?: string;
};

export type ClockRun = {
  startedAt: number;
  /** The commitment in force last; null when no demand is left. */
  commitment: Commitment | null;
  /** Since when nothing is asked any more. */
  releasedAt: number | null;
  breachedAt: number | null;
  dueAt: number | null;
  reason: string | null;
  crossings: Crossing[];
};

type Progress = ClockRun & { pauses: readonly Interval[]; fixed: boolean };

/** @param demands by rising `from`; the first one holds at the cycle's start */
export function runClock(cycle: Cycle, demands: readonly Demand[], now: number): ClockRun {
  const end = cycle.stop === null ? now : Math.min(cycle.stop.at, now);
  const inTime = demands.filter(
    ({ from }, index) => index === 0 || from < end || (cycle.stop === null && from <= now),
  );
  const run: Progress = {
    startedAt: cycle.start,
    commitment: null,
    releasedAt: null,
    breachedAt: null,
    dueAt: null,
    reason: null,
    crossings: [],
    pauses: cycle.pauses,
    fixed: false,
  };
  for (const [index, demand] of inTime.entries()) {
    const from = index === 0 ? cycle.start : demand.from;
    adopt(run, demand, from);
    const until = inTime[index + 1]?.from ?? end;
    cross(run, { from, until, stopAt: cycle.stop?.at ?? null });
    if (run.breachedAt !== null) break;
  }
  return run;
}

/** The next commitment, by what the demand says of changes. */
function adopt(run: Progress, { target, startAt, fixedDueAt, reason }: Demand, from: number): void {
  if (startAt !== undefined) run.startedAt = Math.min(run.startedAt, startAt);
  if (run.fixed && fixedDueAt === undefined) return;
  const old = run.commitment;
  if (target === null) {
    if (old !== null) run.releasedAt = from;
    run.commitment = null;
    return;
  }
  const start = run.startedAt;
  if (fixedDueAt !== undefined) {
    const budgetMs = target.open.elapsed(start, fixedDueAt);
    const base = { ...commit('PT0S', target.open, start, target.warnings), budgetMs, fixedDueAt };
    run.commitment = { ...base, targetText: new Date(fixedDueAt).toISOString() };
    run.fixed = true;
    run.reason = reason ?? null;
    return;
  }
  if (old !== null && target.onChange === 'freeze') return;
  if (old !== null && startAt === undefined && isSame(old, target)) return;
  run.releasedAt = null;
  run.commitment = next(run, { old, target, from, start });
}

type Change = { old: Commitment | null; target: NonNullable<Demand['target']>; from: number; start: number };

function next({ pauses }: Progress, { old, target, from, start }: Change): Commitment {
  const { text, open, warnings, onChange } = target;
  if (old === null || onChange === 'retroactive') return commit(text, open, start, warnings);
  if (onChange === 'restart') return commit(text, open, from, warnings);
  const fraction = old.budgetMs === 0 ? 1 : elapsedOf(old, from, pauses) / old.budgetMs;
  const whole = commit(text, open, start, warnings);
  return { ...whole, from, creditMs: Math.round(Math.min(1, fraction) * whole.budgetMs), businessDays: null };
}

function isSame(old: Commitment, target: NonNullable<Demand['target']>): boolean {
  return old.targetText === target.text && old.open === target.open;
}

type Span = { from: number; until: number; stopAt: number | null };

/** Notes what is reached between `from` and `until`; both belong to it, save that a stop at `until` comes first. */
function cross(run: Progress, { from, until, stopAt }: Span): void {
  const { commitment, pauses } = run;
  if (commitment === null) {
    run.dueAt = null;
    return;
  }
  const due = dueOf(commitment, pauses);
  run.dueAt = due;
  for (const threshold of commitment.warnings) {
    const at = warningOf(commitment, threshold, pauses);
    if (at == null || at > until || at === stopAt || (due !== null && at > due)) continue;
    addCrossing(run, threshold, Math.max(at, from));
  }
  if (due === null || due >= until) return;
  // Past already when the commitment came: the change breaks it, not the clock.
  const isByChange = due < from;
  run.breachedAt = isByChange ? from : due;
  if (isByChange) run.reason = 'breached_by_change';
  addCrossing(run, 'breach', run.breachedAt);
}

/** Once for each threshold and target: a commitment that outlives a change is looked at again. */
function addCrossing({ commitment, crossings }: Progress, threshold: string, at: number): void {
  const target = commitment?.targetText ?? '';
  if (crossings.some((known) => known.threshold === threshold && known.target === target)) return;
  crossings.push({ threshold, target, at: new Date(at).toISOString() });
}
