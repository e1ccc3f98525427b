import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Calendar } from '#src/core/sla/calendar.ts';
import { CaseEvent } from '#src/core/sla/case-events.ts';
import { METRICS } from '#src/core/sla/metric.ts';
import { type Interval, union } from '#src/core/sla/open-intervals.ts';
import { compileCalendar } from '#src/core/sla/open-time.ts';
import { advanceOutside, elapsedOutside } from '#src/core/sla/pauses.ts';
import { Policy } from '#src/core/sla/policy.ts';
import { replayCase } from '#src/core/sla/replay-case.ts';
import { createRulebook } from '#src/core/sla/rulebook.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-03-20T00:00:00Z');
const day: [string, string][] = [
  ['09:00', '12:00'],
  ['13:00', '17:30'],
];
// The clocks change on 29 March, in the middle of the range; one shift runs over midnight.
const calendar = Calendar.parse({
  name: 'c',
  zone: 'Europe/Berlin',
  week: {
    mon: day,
    tue: day,
    wed: day,
    thu: [['22:00', '06:00']],
    sat: [['01:00', '04:00']],
    sun: [['01:00', '04:00']],
  },
  holidays: ['2026-04-06'],
  overrides: { '2026-04-03': [['10:00', '11:00']] },
  breaks: { '2026-03-24': [['10:00', '10:20']] },
});
const open = compileCalendar(calendar);
const instant = fc.integer({ min: 0, max: 28 * 1440 * 60 }).map((second) => START + second * 1000);
const pauses = fc
  .array(fc.tuple(instant, fc.integer({ min: 0, max: 3000 })), { maxLength: 4 })
  .map((list) => union(list.map(([from, minutes]): Interval => [from, from + minutes * MINUTE])));

describe('open time', () => {
  it('adds up over any division of a range', () => {
    fc.assert(
      fc.property(instant, instant, instant, (a, b, c) => {
        const [x, y, z] = [a, b, c].sort((l, m) => l - m) as [number, number, number];
        expect(open.elapsed(x, y) + open.elapsed(y, z)).toBe(open.elapsed(x, z));
      }),
    );
  });

  it('is due at the smallest instant at which the target has elapsed', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 6000 }), pauses, (from, minutes, paused) => {
        const due = advanceOutside(open, from, minutes * MINUTE, paused) as number;
        expect(elapsedOutside(open, from, due, paused)).toBe(minutes * MINUTE);
        expect(elapsedOutside(open, from, due - 1, paused)).toBe(minutes * MINUTE - 1);
      }),
    );
  });

  it('agrees with a look at every minute', () => {
    const isOpen = (at: number): boolean => open.elapsed(at, at + 1) === 1;
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 2000 }), (from, minutes) => {
        const begin = Math.floor(from / MINUTE) * MINUTE;
        let counted = 0;
        for (let at = begin; at < begin + minutes * MINUTE; at += MINUTE) if (isOpen(at)) counted += 1;
        expect(open.elapsed(begin, begin + minutes * MINUTE)).toBe(counted * MINUTE);
      }),
      { numRuns: 30 },
    );
  });

  it('is the same whatever was asked before', () => {
    fc.assert(
      fc.property(fc.array(instant, { minLength: 1, maxLength: 6 }), instant, (before, from) => {
        const fresh = compileCalendar(calendar);
        for (const at of before) fresh.elapsed(at - 500 * 1440 * MINUTE, at);
        expect(fresh.advance(from, 90 * MINUTE)).toBe(open.advance(from, 90 * MINUTE));
      }),
      { numRuns: 10 },
    );
  });
});

const warnings = ['50%', '-PT10M'];
const targets = { high: 'PT2H', low: 'PT9H', default: '1BD' };
const rulebook = createRulebook({
  calendars: [calendar],
  policies: [
    Policy.parse({
      name: 'p',
      calendar: 'c',
      metrics: Object.fromEntries(METRICS.map((metric) => [metric, { targets, warnings }])),
    }),
  ],
});

const step = fc.oneof(
  fc.constantFrom('open', 'pending', 'on_hold', 'solved').map((to) => ({ type: 'status' as const, to })),
  fc.constantFrom('high', 'low', 'medium').map((to) => ({ type: 'priority' as const, to })),
  fc.constant({ type: 'public_reply' as const, by: 'agent' as const }),
  fc.constant({ type: 'customer_message' as const, by: 'customer' as const }),
  fc.constant({ type: 'internal_note' as const, by: 'agent' as const }),
);
/** Events at distinct instants, rising. */
const events = fc.array(fc.tuple(fc.integer({ min: 1, max: 1500 }), step), { maxLength: 14 }).map((list) => {
  let at = START + 9 * 60 * MINUTE;
  const created = { at: new Date(at).toISOString(), type: 'created' as const, priority: 'low' };
  const rest = list.map(([minutes, event]) => {
    at += minutes * MINUTE;
    return { at: new Date(at).toISOString(), ...event };
  });
  return [created, ...rest].map((event) => CaseEvent.parse(event));
});
const replay = (list: readonly CaseEvent[], now: number) =>
  replayCase({ id: 'c', account: {}, events: [...list] }, rulebook, new Date(now).toISOString());

describe('replay', () => {
  it('does not depend on the order in which events arrive', () => {
    fc.assert(
      fc.property(events, instant, fc.integer({ min: 0, max: 13 }), (list, now, turn) => {
        const turned = [...list.slice(turn), ...list.slice(0, turn)];
        expect(replay(turned, now)).toEqual(replay(list, now));
      }),
    );
  });

  it('looks only at what has happened by then', () => {
    fc.assert(
      fc.property(events, instant, (list, now) => {
        const past = list.filter(({ at }) => Date.parse(at) <= now);
        expect(replay(past, now)).toEqual(replay(list, now));
      }),
    );
  });

  it('never takes back what it had found: thresholds reached and breaches', () => {
    fc.assert(
      fc.property(events, instant, instant, (list, a, b) => {
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        const later = replay(list, late);
        for (const clock of replay(list, early)) {
          const same = later.find(({ metric, cycle }) => metric === clock.metric && cycle === clock.cycle);
          const before = clock.crossings.filter(({ at }) => Date.parse(at) < early);
          expect(same?.crossings).toEqual(expect.arrayContaining(before));
          if (clock.breachedAt !== null) expect(same?.breachedAt).toBe(clock.breachedAt);
        }
      }),
    );
  });

  it('keeps its own books: state, outcome, due time and remaining time agree', () => {
    fc.assert(
      fc.property(events, instant, (list, now) => {
        for (const clock of replay(list, now)) {
          const { state, outcome, breachedAt, dueAt, stoppedAt } = clock;
          expect(outcome).toBe(state === 'met' || state === 'missed' || state === 'cancelled' ? state : null);
          expect(breachedAt !== null).toBe(state === 'missed');
          if (state === 'running' && dueAt !== null) expect(Date.parse(dueAt)).toBeGreaterThanOrEqual(now);
          if (state === 'met' && dueAt !== null)
            expect(Date.parse(stoppedAt ?? '')).toBeLessThanOrEqual(Date.parse(dueAt));
          if (state === 'paused') expect(dueAt).toBeNull();
          expect(clock.elapsedMs).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
