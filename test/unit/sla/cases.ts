import type { z } from 'zod';
import { Calendar } from '#src/core/sla/calendar.ts';
import { CaseEvent, type CaseHistory } from '#src/core/sla/case-events.ts';
import type { Clock } from '#src/core/sla/clock.ts';
import type { Metric } from '#src/core/sla/metric.ts';
import { type MetricPolicy, Policy } from '#src/core/sla/policy.ts';
import { replayCase } from '#src/core/sla/replay-case.ts';
import { createRulebook, type Rulebook } from '#src/core/sla/rulebook.ts';

type Loose<T extends z.ZodType> = z.input<T>;
type MetricInput = { [M in Metric]?: Partial<MetricPolicy> & Pick<MetricPolicy, 'targets'> };

const nineToFive = [['09:00', '17:00']] as [string, string][];

/** Monday to Friday, 9 to 17, UTC. */
export const OFFICE = Calendar.parse({
  name: 'office',
  zone: 'UTC',
  week: { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive, fri: nineToFive },
});

export function policy(metrics: MetricInput, more: Partial<Loose<typeof Policy>> = {}): Policy {
  return Policy.parse({ name: 'standard', calendar: 'office', metrics, ...more });
}

export function rulebook(...policies: Policy[]): Rulebook {
  return createRulebook({ calendars: [OFFICE], policies });
}

/** January 2026; the 5th is a Monday. `at(5, '10:00')`. */
export function at(day: number, time: string): string {
  return `2026-01-${String(day).padStart(2, '0')}T${time.length === 5 ? `${time}:00` : time}Z`;
}

type Event = [at: string, type: CaseEvent['type'], more?: Partial<CaseEvent>];

export function caseOf(events: readonly Event[], account: CaseHistory['account'] = {}): CaseHistory {
  return {
    id: 'c',
    account,
    events: events.map(([when, type, more]) => CaseEvent.parse({ at: when, type, ...more })),
  };
}

export const reply = { by: 'agent' as const };
export const message = { by: 'customer' as const };

/** The only clock of the only metric, or the one of a cycle. */
export function clockOf(
  metrics: MetricInput,
  events: readonly Event[],
  { now, cycle = 1 }: { now: string; cycle?: number },
): Clock {
  const clocks = replayCase(caseOf(events), rulebook(policy(metrics)), now);
  const clock = clocks.find((candidate) => candidate.cycle === cycle);
  if (clock === undefined) throw new Error(`no clock of cycle ${cycle} among ${clocks.length}`);
  return clock;
}

/** An instant as the clocks write it. */
export function iso(day: number, time: string): string {
  return new Date(at(day, time)).toISOString();
}
