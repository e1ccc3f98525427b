/** What a case or an account shows of its clocks: the gravest speaks. */
import type { Clock } from './clock.ts';
import type { Metric } from './metric.ts';
import { metricInWords, spanInWords } from './sla-words.ts';

/** By falling gravity. */
export const SLA_STATUSES = ['breached', 'due_soon', 'on_track', 'paused', 'missed', 'met'] as const;
export type SlaStatus = (typeof SLA_STATUSES)[number];

export type SlaSummary = {
  /** Null: no clock has anything to say. */
  status: SlaStatus | null;
  /** The earliest due instant of a running clock that is not breached. */
  nextDue: string | null;
  nextMetric: Metric | null;
  breaches90d: number;
  reason: string | null;
  /** Clocks that ended: met / (met + missed), those broken by a change left out; null when none did. */
  compliance: number | null;
  met: number;
  missed: number;
  cancelled: number;
  breachedByChange: number;
};

const DAYS_90_MS = 90 * 86_400_000;

/** Of the clocks of one case, or of all cases of one account; only policies of type `sla` count. */
export function summariseSla(all: readonly Clock[], now: string): SlaSummary {
  const at = Date.parse(now);
  const clocks = all.filter(({ type, state }) => type === 'sla' && state !== 'cancelled');
  const spoken = clocks
    .map((clock) => ({ clock, status: statusOf(clock, at) }))
    .filter((entry): entry is { clock: Clock; status: SlaStatus } => entry.status !== null)
    .sort(
      (a, b) => SLA_STATUSES.indexOf(a.status) - SLA_STATUSES.indexOf(b.status) || compare(a.clock, b.clock),
    );
  const gravest = spoken[0];
  const next = clocks
    .filter(({ state, dueAt }) => state === 'running' && dueAt !== null)
    .sort((a, b) => Date.parse(a.dueAt ?? '') - Date.parse(b.dueAt ?? '') || compare(a, b))[0];
  const sla = all.filter(({ type }) => type === 'sla');
  return {
    status: gravest?.status ?? null,
    nextDue: next?.dueAt ?? null,
    nextMetric: next?.metric ?? null,
    breaches90d: clocks.filter(({ breachedAt }) => isRecent(breachedAt, at)).length,
    reason: gravest === undefined ? null : describe(gravest.clock, gravest.status, at),
    ...countOutcomes(sla),
  };
}

/** Null for what ended more than 90 days ago: an old miss is no status. */
function statusOf(clock: Clock, now: number): SlaStatus | null {
  const { state, stoppedAt, crossings, target } = clock;
  if (stoppedAt !== null) {
    if (!isRecent(stoppedAt, now)) return null;
    return state === 'missed' ? 'missed' : 'met';
  }
  if (state === 'missed') return 'breached';
  if (state === 'paused') return 'paused';
  return crossings.some((crossing) => crossing.target === target) ? 'due_soon' : 'on_track';
}

function countOutcomes(
  clocks: readonly Clock[],
): Pick<SlaSummary, 'compliance' | 'met' | 'missed' | 'cancelled' | 'breachedByChange'> {
  const ended = clocks.filter(({ outcome }) => outcome !== null);
  const byChange = ended.filter(
    ({ outcome, reason }) => outcome === 'missed' && reason === 'breached_by_change',
  ).length;
  const met = ended.filter(({ outcome }) => outcome === 'met').length;
  const missed = ended.filter(({ outcome }) => outcome === 'missed').length - byChange;
  const cancelled = ended.filter(({ outcome }) => outcome === 'cancelled').length;
  const counted = met + missed;
  return {
    compliance: counted === 0 ? null : met / counted,
    met,
    missed,
    cancelled,
    breachedByChange: byChange,
  };
}

function isRecent(instant: string | null, now: number): boolean {
  return instant !== null && now - Date.parse(instant) <= DAYS_90_MS;
}

/** The one that was due first speaks first; the rest is only there to make the order total. */
function compare(a: Clock, b: Clock): number {
  const due = (clock: Clock): number =>
    Date.parse(clock.breachedAt ?? clock.dueAt ?? clock.stoppedAt ?? clock.startedAt);
  if (due(a) !== due(b)) return due(a) - due(b);
  return `${a.caseId}|${a.metric}|${a.cycle}` < `${b.caseId}|${b.metric}|${b.cycle}` ? -1 : 1;
}

function describe(clock: Clock, status: SlaStatus, now: number): string {
  const what = `${metricInWords(clock.metric)} (target ${clock.target ?? 'none'})`;
  const minute = (instant: string | null): string => `${(instant ?? '').slice(0, 16).replace('T', ' ')} UTC`;
  switch (status) {
    case 'breached': {
      const cause = clock.reason === 'breached_by_change' ? ', by a change of priority or policy' : '';
      return `${what} overdue since ${minute(clock.breachedAt)}${cause}`;
    }
    case 'due_soon':
    case 'on_track':
      return `${what} due ${minute(clock.dueAt)}, in ${spanInWords(Date.parse(clock.dueAt ?? '') - now)}`;
    case 'paused':
      return `${what} paused since ${minute(clock.pausedSince)}, ${spanInWords(clock.remainingMs ?? 0)} left`;
    case 'missed':
      return `${what} missed: breached ${minute(clock.breachedAt)}, ended ${minute(clock.stoppedAt)}`;
    case 'met':
      return `${what} met ${minute(clock.stoppedAt)}`;
  }
}
