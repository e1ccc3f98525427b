/** `sla vectors`: calendar arithmetic on its own, in the format of the published vectors. */
import { z } from 'zod';
import { Calendar } from './calendar.ts';
import { resolveWallText } from './civil-time.ts';
import { type Interval, union } from './open-intervals.ts';
import { compileCalendar, type OpenTime } from './open-time.ts';
import { advanceOutside, elapsedOutside } from './pauses.ts';
import { Policy } from './policy.ts';
import { replayCase } from './replay-case.ts';
import { createRulebook } from './rulebook.ts';
import { shortInstant } from './short-instant.ts';

/** An instant with its offset, or, with `local`, wall time in the calendar's zone. */
const Time = z
  .string()
  .refine((text) => Number.isFinite(Date.parse(text)), 'an instant or a wall time in ISO 8601');
const Pauses = z.array(z.tuple([Time, Time])).default([]);
const shared = { id: z.string(), local: z.boolean().default(false) };

export const Vector = z.discriminatedUnion('op', [
  z.object({
    ...shared,
    op: z.literal('due'),
    calendar: z.string(),
    start: Time,
    startInstant: Time.optional(),
    targetSeconds: z.number().min(0),
    pauses: Pauses,
  }),
  z.object({
    ...shared,
    op: z.literal('elapsed'),
    calendar: z.string(),
    from: Time,
    to: Time,
    fromInstant: Time.optional(),
    toInstant: Time.optional(),
    pauses: Pauses,
  }),
  z.object({
    ...shared,
    op: z.literal('addBusinessDays'),
    calendar: z.string(),
    start: Time,
    startInstant: Time.optional(),
    days: z.number().int().min(0),
  }),
  z.object({ ...shared, op: z.literal('resolve'), zone: z.string(), wall: Time }),
  z.object({
    ...shared,
    op: z.literal('policy'),
    calendar: z.string(),
    start: Time,
    startInstant: Time.optional(),
    /** The first priority named is the one the case is born with. */
    targets: z.record(z.string(), z.number().min(0)),
    events: z.array(z.object({ at: Time, priority: z.string() })),
    mode: z.enum(['retroactive', 'continue', 'restart', 'freeze']).default('retroactive'),
  }),
]);
export type Vector = z.infer<typeof Vector>;

/** Each is checked on its own, so that one that is wrong is an error beside its id and not the end of all. */
export const VectorFile = z.object({
  calendars: z.record(z.string(), z.unknown()),
  vectors: z.array(z.looseObject({ id: z.string() })),
});
export type VectorFile = z.infer<typeof VectorFile>;

export type VectorResult = {
  id: string;
  due?: string;
  seconds?: number;
  instant?: string;
  breached_at_change?: boolean;
  error?: string;
};

type NamedCalendar = { calendar: Calendar; open: OpenTime };

export function runVectors({ calendars, vectors }: VectorFile): { results: VectorResult[] } {
  const compiled = new Map<string, NamedCalendar>();
  const calendarOf = (name: string): NamedCalendar => {
    const known = compiled.get(name);
    if (known !== undefined) return known;
    const source = calendars[name];
    if (source === undefined) throw new Error(`there is no calendar "${name}"`);
    const calendar = Calendar.parse({ ...withoutNotes(source), name });
    const fresh = { calendar, open: compileCalendar(calendar) };
    compiled.set(name, fresh);
    return fresh;
  };
  return {
    results: vectors.map((vector) => {
      try {
        return { id: vector.id, ...answer(Vector.parse(vector), calendarOf) };
      } catch (error) {
        return { id: vector.id, error: messageOf(error) };
      }
    }),
  };
}

function answer(vector: Vector, calendarOf: (name: string) => NamedCalendar): Omit<VectorResult, 'id'> {
  if (vector.op === 'resolve') return { instant: shortInstant(resolveWallText(vector.wall, vector.zone)) };
  const { calendar, open } = calendarOf(vector.calendar);
  const at = (text: string, known?: string): number =>
    vector.local && known === undefined ? resolveWallText(text, calendar.zone) : Date.parse(known ?? text);
  switch (vector.op) {
    case 'due': {
      const start = at(vector.start, vector.startInstant);
      const due = advanceOutside(open, start, vector.targetSeconds * 1000, pausesOf(vector.pauses, at));
      return due === null ? {} : { due: shortInstant(due) };
    }
    case 'elapsed': {
      const range = [at(vector.from, vector.fromInstant), at(vector.to, vector.toInstant)] as const;
      return { seconds: elapsedOutside(open, range[0], range[1], pausesOf(vector.pauses, at)) / 1000 };
    }
    case 'addBusinessDays':
      return { due: shortInstant(open.addBusinessDays(at(vector.start, vector.startInstant), vector.days)) };
    case 'policy':
      return changePriority(vector, calendar, at(vector.start, vector.startInstant));
  }
}

function pausesOf(pauses: readonly (readonly [string, string])[], at: (text: string) => number): Interval[] {
  return union(pauses.map(([from, to]): Interval => [at(from), at(to)]));
}

/** A real replay of a case with one metric, judged at its last event. */
function changePriority(
  { targets, events, mode }: Extract<Vector, { op: 'policy' }>,
  calendar: Calendar,
  start: number,
): Omit<VectorResult, 'id'> {
  const durations = Object.entries(targets).map(
    ([priority, seconds]) => [priority, `PT${seconds}S`] as const,
  );
  const policy = Policy.parse({
    name: 'vector',
    calendar: calendar.name,
    metrics: { total_resolution: { targets: Object.fromEntries(durations), onChange: mode, warnings: [] } },
  });
  const born = new Date(start).toISOString();
  const changes = events.map(({ at, priority }) => ({ at, type: 'priority' as const, to: priority }));
  const created = { at: born, type: 'created' as const, priority: Object.keys(targets)[0] ?? null };
  const now = new Date(Math.max(start, ...changes.map(({ at }) => Date.parse(at)))).toISOString();
  const rulebook = createRulebook({ calendars: [calendar], policies: [policy] });
  const [clock] = replayCase({ id: 'vector', account: {}, events: [created, ...changes] }, rulebook, now);
  if (clock === undefined || clock.dueAt === null) return {};
  const isByChange = clock.reason === 'breached_by_change';
  return { due: shortInstant(clock.dueAt), ...(isByChange ? { breached_at_change: true } : {}) };
}

/** Only what a calendar is made of: the published files carry remarks beside it. */
function withoutNotes(source: unknown): object {
  const known = new Set(Object.keys(Calendar.shape));
  return Object.fromEntries(Object.entries(source ?? {}).filter(([key]) => known.has(key)));
}

function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`;
  }
  return error instanceof Error ? error.message : String(error);
}
