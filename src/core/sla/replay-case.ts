/**
 * All clocks of one case: a pure function of its events, the rulebook and the time. Nothing is carried over from an
 * earlier replay, so that an event that comes late, or a policy that changes, is simply replayed.
 */

import type { CaseHistory } from './case-events.ts';
import { byPriority } from './case-words.ts';
import type { Clock, ClockState } from './clock.ts';
import { dueOf, elapsedOf, openTimeFor, warningOf } from './commitment.ts';
import { type Cycle, type CycleSettings, cyclesOf } from './cycles.ts';
import { METRIC_DEFINITIONS, METRICS, type Metric } from './metric.ts';
import type { Interval } from './open-intervals.ts';
import type { MetricPolicy, Policy } from './policy.ts';
import { type Regime, regimeInForce, regimesOf } from './regime.ts';
import type { Rulebook } from './rulebook.ts';
import { type ClockRun, type Demand, runClock } from './run-clock.ts';
import { buildTimeline, type Timeline } from './timeline.ts';

/**
 * Clocks by policy type, metric and cycle. Events after `now` are not looked at.
 *
 * @param now ISO 8601 instant
 * @throws ConfigError when a calendar never opens
 */
export function replayCase(history: CaseHistory, rulebook: Rulebook, now: string): Clock[] {
  const at = Date.parse(now);
  const timeline = buildTimeline(history, at);
  if (timeline === null) return [];
  return rulebook.types.flatMap((type) => {
    const regimes = regimesOf(timeline, rulebook, type, at);
    return METRICS.flatMap((metric) => replayMetric(metric, { history, timeline, type, regimes, now: at }));
  });
}

type Frame = {
  history: CaseHistory;
  timeline: Timeline;
  type: Policy['type'];
  regimes: readonly Regime[];
  now: number;
};

function replayMetric(metric: Metric, frame: Frame): Clock[] {
  const { timeline, regimes, now } = frame;
  if (regimes.every(({ policy }) => policy?.metrics[metric] === undefined)) return [];
  return cyclesOf(metric, timeline, settingsOf(metric, regimes)).flatMap((cycle) => {
    const demands = demandsOn(metric, cycle, frame);
    const run = runClock(cycle, demands, now);
    // A cycle for which nothing was ever asked is no clock.
    const wasAsked = run.commitment !== null || run.breachedAt !== null || run.releasedAt !== null;
    return wasAsked ? [describeClock(metric, { cycle, run, frame })] : [];
  });
}

/** Pauses and re-opening by the latest policy that has the metric. */
function settingsOf(metric: Metric, regimes: readonly Regime[]): CycleSettings {
  const definition = METRIC_DEFINITIONS[metric];
  const policy = regimes.findLast((regime) => regime.policy?.metrics[metric] !== undefined)?.policy;
  const own = policy?.metrics[metric];
  return {
    pauseOn: own?.pauseOn ?? definition.pauseOn,
    onReopen: own?.onReopen ?? definition.onReopen,
    solvedWithoutReply: own?.solvedWithoutReply ?? 'cancelled',
  };
}

function demandsOn(metric: Metric, cycle: Cycle, { timeline, regimes }: Frame): Demand[] {
  const first = regimeInForce(regimes, cycle.start);
  const later = regimes.filter(({ from }) => from > cycle.start);
  const demands = [...(first === null ? [] : [first]), ...later].map((regime) => demandOf(metric, regime));
  const targetAt = (at: number): Demand['target'] =>
    demandOf(metric, regimeInForce(regimes, at) as Regime).target;
  for (const override of timeline.overrides) {
    if (override.metric !== metric || override.at < cycle.start) continue;
    const { at, dueAt, reason } = override;
    demands.push({ from: at, target: targetAt(at), fixedDueAt: dueAt, reason });
  }
  if (METRIC_DEFINITIONS[metric].starts === 'creation' && cycle.number === 1) {
    for (const { at, startAt } of timeline.mergedStarts) {
      if (startAt < cycle.start) demands.push({ from: at, target: targetAt(at), startAt });
    }
  }
  return demands.sort((a, b) => a.from - b.from);
}

function demandOf(metric: Metric, { from, policy, calendar, priority }: Regime): Demand {
  const settings: MetricPolicy | undefined = policy?.metrics[metric];
  const text = settings === undefined ? null : byPriority(settings.targets, priority);
  if (settings === undefined || text === null || calendar === null) return { from, target: null };
  const open = openTimeFor(settings.hours, calendar.open);
  return { from, target: { text, open, warnings: settings.warnings, onChange: settings.onChange } };
}

type Facts = { cycle: Cycle; run: ClockRun; frame: Frame };

function describeClock(metric: Metric, facts: Facts): Clock {
  const { cycle, run, frame } = facts;
  const { now, history, type, regimes } = frame;
  const state = stateOf(facts);
  const released = run.commitment === null ? run.releasedAt : null;
  const stoppedAt = released ?? cycle.stop?.at ?? null;
  const end = Math.min(stoppedAt ?? now, now);
  const regime = regimes.findLast(({ from, policy }) => from <= end && policy !== null) ?? regimes[0];
  const isPaused = state === 'paused';
  const elapsedMs = run.commitment === null ? 0 : elapsedOf(run.commitment, end, cycle.pauses);
  return {
    caseId: history.id,
    type,
    metric,
    cycle: cycle.number,
    policy: regime?.policy?.name ?? '',
    policyVersion: regime?.policy?.version ?? 0,
    calendar: regime?.calendar?.name ?? '',
    calendarVersion: regime?.calendar?.version ?? 0,
    priority: regime?.priority ?? null,
    target: run.commitment?.targetText ?? null,
    state,
    startedAt: instant(run.startedAt),
    dueAt: run.dueAt === null ? null : instant(run.dueAt),
    projectedDueAt: isPaused ? projectedDue(facts) : null,
    warnAt: warningsOf(facts),
    breachedAt: breachOf(facts),
    stoppedAt: stoppedAt === null ? null : instant(stoppedAt),
    pausedSince: isPaused ? instant(cycle.pauses.at(-1)?.[0] ?? now) : null,
    elapsedMs,
    remainingMs: run.commitment === null ? null : run.commitment.budgetMs - elapsedMs,
    outcome: state === 'met' || state === 'missed' || state === 'cancelled' ? state : null,
    reason: reasonOf(facts, state),
    crossings: run.crossings,
    unknownBefore: unknownBefore(history.historyFrom, run.startedAt),
  };
}

function stateOf({ cycle, run, frame }: Facts): ClockState {
  if (run.breachedAt !== null || cycle.stop?.kind === 'fail') return 'missed';
  if (run.commitment === null || cycle.stop?.kind === 'cancel') return 'cancelled';
  if (cycle.stop !== null) return 'met';
  const paused = cycle.pauses.at(-1)?.[1] === Number.POSITIVE_INFINITY;
  if (paused) return 'paused';
  return run.startedAt > frame.now ? 'pending' : 'running';
}

function breachOf({ cycle, run }: Facts): string | null {
  if (run.breachedAt !== null) return instant(run.breachedAt);
  return cycle.stop?.kind === 'fail' ? instant(cycle.stop.at) : null;
}

function reasonOf({ cycle, run }: Facts, state: ClockState): string | null {
  if (run.reason !== null) return run.reason;
  if (cycle.stop?.reason != null && (state === 'cancelled' || cycle.stop.kind === 'fail'))
    return cycle.stop.reason;
  return state === 'cancelled' ? 'no_policy' : null;
}

function warningsOf({ cycle, run }: Facts): Clock['warnAt'] {
  const { commitment } = run;
  if (commitment === null) return [];
  return commitment.warnings.map((threshold) => {
    const at = warningOf(commitment, threshold, cycle.pauses);
    return { threshold, at: at == null ? null : instant(at) };
  });
}

/** Due if the pause ended now. */
function projectedDue({ cycle, run, frame }: Facts): string | null {
  if (run.commitment === null) return null;
  const pauses = cycle.pauses.map(([from, to]): Interval => [from, Math.min(to, frame.now)]);
  const due = dueOf(run.commitment, pauses);
  return due === null ? null : instant(due);
}

function unknownBefore(historyFrom: string | null | undefined, startedAt: number): string | null {
  return historyFrom != null && Date.parse(historyFrom) > startedAt ? instant(Date.parse(historyFrom)) : null;
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
