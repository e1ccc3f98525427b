/** Policies and calendars with their versions, compiled for many cases. */
import { ConfigError } from '../errors.ts';
import type { Calendar } from './calendar.ts';
import { compileCalendar, type OpenTime } from './open-time.ts';
import { calendarNames, type Policy } from './policy.ts';

export type CalendarVersion = { name: string; version: number; from: number; open: OpenTime };
export type PolicyVersion = { policy: Policy; from: number };

export type Rulebook = {
  types: readonly Policy['type'][];
  /** By type; in the order in which they are asked, all versions of one policy together, latest first. */
  policies: ReadonlyMap<Policy['type'], readonly (readonly PolicyVersion[])[]>;
  /** By name; latest first. */
  calendars: ReadonlyMap<string, readonly CalendarVersion[]>;
  /** Every instant from which some version holds, rising. */
  turns: readonly number[];
  /** Whether any policy looks at the state of the case, so that its changes matter. */
  readsState: boolean;
};

/** @throws ConfigError when a policy names a calendar that is not there */
export function createRulebook({
  calendars,
  policies,
}: {
  calendars: readonly Calendar[];
  policies: readonly Policy[];
}): Rulebook {
  const compiled = calendars.map(
    (calendar): CalendarVersion => ({
      name: calendar.name,
      version: calendar.version,
      from: startOf(calendar.effectiveFrom),
      open: compileCalendar(calendar),
    }),
  );
  const byName = Map.groupBy(compiled, ({ name }) => name);
  for (const versions of byName.values()) versions.sort((a, b) => b.from - a.from || b.version - a.version);
  for (const policy of policies) checkCalendars(policy, byName);
  const turns = [...calendars, ...policies].map(({ effectiveFrom }) => startOf(effectiveFrom));
  return {
    types: [...new Set(policies.map(({ type }) => type))],
    policies: arrange(policies),
    calendars: byName,
    readsState: policies.some(({ when }) => 'state' in when),
    turns: [...new Set(turns)].filter(Number.isFinite).sort((a, b) => a - b),
  };
}

export function calendarAt(rulebook: Rulebook, name: string, at: number): CalendarVersion {
  const versions = rulebook.calendars.get(name) ?? [];
  const found = versions.find(({ from }) => from <= at) ?? versions.at(-1);
  if (found === undefined) throw unknownCalendar(name, [...rulebook.calendars.keys()]);
  return found;
}

function arrange(policies: readonly Policy[]): Rulebook['policies'] {
  const ordered = [...policies].sort((a, b) => a.order - b.order);
  const types = Map.groupBy(ordered, ({ type }) => type);
  return new Map(
    [...types].map(([type, ofType]) => [
      type,
      [...Map.groupBy(ofType, ({ name }) => name).values()].map((versions) =>
        versions
          .map((policy): PolicyVersion => ({ policy, from: startOf(policy.effectiveFrom) }))
          .sort((a, b) => b.from - a.from || b.policy.version - a.policy.version),
      ),
    ]),
  );
}

function checkCalendars({ name, calendar }: Policy, known: ReadonlyMap<string, unknown>): void {
  for (const wanted of calendarNames(calendar)) {
    if (known.has(wanted)) continue;
    throw unknownCalendar(wanted, [...known.keys()], name);
  }
}

function unknownCalendar(wanted: string, known: readonly string[], policy?: string): ConfigError {
  const where = policy === undefined ? '' : `policy "${policy}": `;
  return new ConfigError({
    code: 'CALENDAR_UNKNOWN',
    message: `${where}there is no calendar "${wanted}"; known are ${known.join(', ') || 'none'}`,
  });
}

function startOf(effectiveFrom: string | undefined): number {
  return effectiveFrom === undefined ? Number.NEGATIVE_INFINITY : Date.parse(effectiveFrom);
}
