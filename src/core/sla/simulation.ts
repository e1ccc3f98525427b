/** `sla simulate`: recorded cases under given calendars and policies, in the shape that scripts read. */
import { z } from 'zod';
import { Calendar } from './calendar.ts';
import { CaseHistory } from './case-events.ts';
import type { Clock } from './clock.ts';
import { DEFAULT_CALENDARS, DEFAULT_POLICIES } from './default-policy.ts';
import { Policy } from './policy.ts';
import { replayCase } from './replay-case.ts';
import { createRulebook } from './rulebook.ts';
import { shortInstant } from './short-instant.ts';

export const Simulation = z.object({
  calendars: z.array(Calendar).default(() => DEFAULT_CALENDARS.map((calendar) => Calendar.parse(calendar))),
  policies: z.array(Policy).default(() => DEFAULT_POLICIES.map((policy) => Policy.parse(policy))),
  cases: z.array(CaseHistory),
  now: z.iso.datetime({ offset: true }).optional(),
});
export type Simulation = z.infer<typeof Simulation>;

export type SimulatedClock = {
  case: string;
  type: Clock['type'];
  policy: string;
  metric: Clock['metric'];
  cycle: number;
  state: Clock['state'];
  priority: string | null;
  target: string | null;
  started_at: string;
  due_at: string | null;
  projected_due_at: string | null;
  /** In the order of the policy's warnings; null where one is never reached. */
  warn_at: (string | null)[];
  breached_at: string | null;
  stopped_at: string | null;
  elapsed_ms: number;
  remaining_ms: number | null;
  outcome: Clock['outcome'];
  reason: string | null;
  unknown_before: string | null;
};

/** @throws ConfigError when a policy names no calendar, or one that never opens */
export function simulate(
  { calendars, policies, cases, now }: Simulation,
  fallbackNow: string,
): { clocks: SimulatedClock[] } {
  const rulebook = createRulebook({ calendars, policies });
  const clocks = joinMergedCases(cases).flatMap((history) =>
    replayCase(history, rulebook, now ?? fallbackNow),
  );
  return { clocks: clocks.map(toSimulatedClock) };
}

/** A case that swallows another one learns since when that one had been waiting. */
export function joinMergedCases(cases: readonly CaseHistory[]): CaseHistory[] {
  const byId = new Map(cases.map((history) => [history.id, history]));
  const additions = new Map<string, CaseHistory['events']>();
  for (const absorbed of cases) {
    const merge = absorbed.events.find(({ type, into }) => type === 'merged' && typeof into === 'string');
    const survivor = byId.get(merge?.into ?? '');
    const born = absorbed.events.map(({ at }) => at).sort((a, b) => Date.parse(a) - Date.parse(b))[0];
    if (merge === undefined || survivor === undefined || born === undefined) continue;
    const event = { at: merge.at, type: 'merged' as const, absorbed: absorbed.id, absorbedCreatedAt: born };
    additions.set(survivor.id, [...(additions.get(survivor.id) ?? []), event]);
  }
  return cases.map((history) => {
    const added = additions.get(history.id);
    return added === undefined ? history : { ...history, events: [...history.events, ...added] };
  });
}

function toSimulatedClock(clock: Clock): SimulatedClock {
  return {
    case: clock.caseId,
    type: clock.type,
    policy: clock.policy,
    metric: clock.metric,
    cycle: clock.cycle,
    state: clock.state,
    priority: clock.priority,
    target: clock.target,
    started_at: shortInstant(clock.startedAt),
    due_at: clock.dueAt === null ? null : shortInstant(clock.dueAt),
    projected_due_at: clock.projectedDueAt === null ? null : shortInstant(clock.projectedDueAt),
    warn_at: clock.warnAt.map(({ at }) => (at === null ? null : shortInstant(at))),
    breached_at: clock.breachedAt === null ? null : shortInstant(clock.breachedAt),
    stopped_at: clock.stoppedAt === null ? null : shortInstant(clock.stoppedAt),
    elapsed_ms: clock.elapsedMs,
    remaining_ms: clock.remainingMs,
    outcome: clock.outcome,
    reason: clock.reason,
    unknown_before: clock.unknownBefore,
  };
}
