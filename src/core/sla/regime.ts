/** Which policy, priority and calendar were in force for a case, and from when. */
import type { Attribute } from './case-events.ts';
import { isFor } from './condition.ts';
import type { CalendarChoice, Policy } from './policy.ts';
import { type CalendarVersion, calendarAt, type PolicyVersion, type Rulebook } from './rulebook.ts';
import type { Timeline } from './timeline.ts';

export type Regime = {
  from: number;
  /** Null: no policy is meant for the case as it is. */
  policy: Policy | null;
  calendar: CalendarVersion | null;
  priority: string | null;
};

/** Regimes of one policy type by rising `from`; the first begins with the case. Neighbours differ. */
export function regimesOf(
  timeline: Timeline,
  rulebook: Rulebook,
  type: Policy['type'],
  now: number,
): Regime[] {
  const { createdAt, changes, steps } = timeline;
  const states = rulebook.readsState ? steps.map((step) => step.at) : [];
  const turns = rulebook.turns.filter((at) => at > createdAt && at <= now);
  const instants = [
    ...new Set([createdAt, ...changes.map(({ at }) => Math.max(at, createdAt)), ...states, ...turns]),
  ];
  const regimes: Regime[] = [];
  for (const at of instants.sort((a, b) => a - b)) {
    const regime = regimeAt(at, attributesAt(timeline, at), { rulebook, type, timeline });
    const last = regimes.at(-1);
    if (last === undefined || !isSameRegime(last, regime)) regimes.push(regime);
  }
  return regimes;
}

export function regimeInForce(regimes: readonly Regime[], at: number): Regime | null {
  return regimes.findLast(({ from }) => from <= at) ?? regimes[0] ?? null;
}

type Attributes = Record<string, Attribute>;
type Frame = { rulebook: Rulebook; type: Policy['type']; timeline: Timeline };

function attributesAt({ changes, steps, initialState }: Timeline, at: number): Attributes {
  const attributes: Attributes = { state: initialState };
  for (const change of changes) if (change.at <= at) Object.assign(attributes, change.attributes);
  for (const step of steps) if (step.at <= at && step.kind === 'state') attributes['state'] = step.state;
  return attributes;
}

function regimeAt(at: number, attributes: Attributes, { rulebook, type, timeline }: Frame): Regime {
  const priority = textOf(attributes['priority']);
  for (const versions of rulebook.policies.get(type) ?? []) {
    const version = versionFor(versions, at, timeline);
    if (version === null || !isFor(version.policy, attributes)) continue;
    const calendar = calendarAt(rulebook, calendarFor(version.policy.calendar, attributes), at);
    return { from: at, policy: version.policy, calendar, priority };
  }
  return { from: at, policy: null, calendar: null, priority };
}

/** The latest version that has begun and is meant for a case of this age. */
function versionFor(
  versions: readonly PolicyVersion[],
  at: number,
  timeline: Timeline,
): PolicyVersion | null {
  const fits = ({ policy, from }: PolicyVersion): boolean => {
    if (policy.appliesTo === 'all') return true;
    if (from > at) return false;
    return policy.appliesTo === 'new' ? timeline.createdAt >= from : wasOpenAfter(timeline, from);
  };
  return versions.find(fits) ?? null;
}

/** Open when the version began, created later, or reopened since. */
function wasOpenAfter({ createdAt, steps }: Timeline, from: number): boolean {
  if (createdAt >= from) return true;
  let isSolved = false;
  for (const step of steps) {
    if (step.kind !== 'state') continue;
    if (step.at > from && step.state !== 'solved') return true;
    if (step.at <= from) isSolved = step.state === 'solved';
  }
  return !isSolved;
}

function calendarFor(choice: CalendarChoice, attributes: Attributes): string {
  if (typeof choice === 'string') return choice;
  const [table, key] =
    'byCountry' in choice ? [choice.byCountry, attributes['country']] : [choice.byTeam, attributes['team']];
  const wanted = textOf(key ?? null)?.toLowerCase();
  return Object.entries(table).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? choice.default;
}

function isSameRegime(left: Regime, right: Regime): boolean {
  return left.policy === right.policy && left.calendar === right.calendar && left.priority === right.priority;
}

function textOf(value: Attribute | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
