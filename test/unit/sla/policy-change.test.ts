import { describe, expect, it } from 'vitest';
import { Calendar } from '#src/core/sla/calendar.ts';
import type { MetricPolicy } from '#src/core/sla/policy.ts';
import { replayCase } from '#src/core/sla/replay-case.ts';
import { createRulebook } from '#src/core/sla/rulebook.ts';
import { at, caseOf, clockOf, iso, OFFICE, policy, rulebook } from './cases.ts';

const targets = { high: 'PT2H', low: 'PT8H' };
const withMode = (onChange: MetricPolicy['onChange']) => ({ total_resolution: { targets, onChange } });
/** Born low at 9, high from 10. */
const raised: Parameters<typeof clockOf>[1] = [
  [at(5, '09:00'), 'created', { priority: 'Low' }],
  [at(5, '10:00'), 'priority', { to: 'High' }],
];
const now = at(5, '10:30');

describe('change of priority', () => {
  it('retroactive: the new target from the same start', () => {
    expect(clockOf(withMode('retroactive'), raised, { now })).toMatchObject({
      target: 'PT2H',
      dueAt: iso(5, '11:00'),
    });
  });

  it('continue: the same share of the new target has gone', () => {
    // An eighth of eight hours, so an eighth of two: 105 minutes are left.
    expect(clockOf(withMode('continue'), raised, { now })).toMatchObject({ dueAt: iso(5, '11:45') });
  });

  it('restart: the new target from the change', () => {
    expect(clockOf(withMode('restart'), raised, { now }).dueAt).toBe(iso(5, '12:00'));
  });

  it('freeze: as it was', () => {
    expect(clockOf(withMode('freeze'), raised, { now }).dueAt).toBe(iso(5, '17:00'));
  });

  it('breaks a clock whose new due time is past, at the moment of the change', () => {
    const late: Parameters<typeof clockOf>[1] = [
      [at(5, '09:00'), 'created', { priority: 'Low' }],
      [at(5, '13:00'), 'priority', { to: 'High' }],
    ];
    const clock = clockOf(withMode('retroactive'), late, { now: at(5, '13:00') });
    expect(clock).toMatchObject({
      state: 'missed',
      reason: 'breached_by_change',
      breachedAt: iso(5, '13:00'),
      dueAt: iso(5, '11:00'),
    });
  });

  it('never erases a breach', () => {
    const lowered: Parameters<typeof clockOf>[1] = [
      [at(5, '09:00'), 'created', { priority: 'High' }],
      [at(5, '12:00'), 'priority', { to: 'Low' }],
      [at(5, '13:00'), 'solved'],
    ];
    expect(clockOf(withMode('retroactive'), lowered, { now: at(5, '14:00') })).toMatchObject({
      state: 'missed',
      breachedAt: iso(5, '11:00'),
    });
  });

  it('keeps earlier pauses', () => {
    const events: Parameters<typeof clockOf>[1] = [
      [at(5, '09:00'), 'created', { priority: 'Low' }],
      [at(5, '09:30'), 'status', { to: 'pending' }],
      [at(5, '11:30'), 'status', { to: 'open' }],
      [at(5, '12:00'), 'priority', { to: 'High' }],
    ];
    expect(clockOf({ requester_wait: { targets } }, events, { now: at(5, '12:00') }).dueAt).toBe(
      iso(5, '13:00'),
    );
  });

  it('takes the clock away where no target is left, and gives it back from the same start', () => {
    const events: Parameters<typeof clockOf>[1] = [
      [at(5, '09:00'), 'created', { priority: 'Low' }],
      [at(5, '10:00'), 'priority', { to: 'Planned' }],
    ];
    expect(clockOf(withMode('retroactive'), events, { now })).toMatchObject({
      state: 'cancelled',
      reason: 'no_policy',
      dueAt: null,
    });
    const back: Parameters<typeof clockOf>[1] = [...events, [at(5, '12:00'), 'priority', { to: 'Low' }]];
    expect(clockOf(withMode('retroactive'), back, { now: at(5, '13:00') })).toMatchObject({
      state: 'running',
      dueAt: iso(5, '17:00'),
    });
  });
});

describe('due time set by hand', () => {
  it('overrides, with author and reason', () => {
    const override = {
      metric: 'total_resolution' as const,
      dueAt: at(7, '12:00'),
      author: 'Kim',
      reason: 'parts ordered',
    };
    const clock = clockOf(withMode('retroactive'), [...raised, [at(5, '10:15'), 'due_override', override]], {
      now,
    });
    expect(clock).toMatchObject({
      dueAt: iso(7, '12:00'),
      reason: 'due_override: Kim: parts ordered',
      state: 'running',
    });
  });
});

describe('versions', () => {
  const old = policy({ total_resolution: { targets: { default: 'PT8H' } } });
  const tighter = policy(
    { total_resolution: { targets: { default: 'PT4H' } } },
    { version: 2, effectiveFrom: at(5, '10:00') },
  );
  const events: Parameters<typeof caseOf>[0] = [[at(5, '09:00'), 'created']];

  it.each([
    ['open', iso(5, '13:00')],
    ['new', iso(5, '17:00')],
    ['all', iso(5, '13:00')],
  ] as const)('of a policy for %s cases', (appliesTo, dueAt) => {
    const book = rulebook(old, { ...tighter, appliesTo });
    expect(replayCase(caseOf(events), book, at(5, '11:00'))[0]?.dueAt).toBe(dueAt);
  });

  it('of a calendar count from when they hold', () => {
    const shorter = Calendar.parse({
      ...OFFICE,
      version: 2,
      effectiveFrom: at(5, '10:00'),
      week: { ...OFFICE.week, mon: [['09:00', '12:00']] },
    });
    const book = createRulebook({ calendars: [OFFICE, shorter], policies: [old] });
    expect(replayCase(caseOf(events), book, at(5, '09:30'))[0]).toMatchObject({
      dueAt: iso(5, '17:00'),
      calendarVersion: 1,
    });
    expect(replayCase(caseOf(events), book, at(5, '11:00'))[0]).toMatchObject({
      dueAt: iso(6, '14:00'),
      calendarVersion: 2,
    });
  });
});

describe('which policy holds', () => {
  const gold = policy(
    { total_resolution: { targets: { default: 'PT2H' } } },
    { name: 'gold', when: { tier: ['A', 'B'], country: { not: 'US' } } },
  );
  const rest = policy({ total_resolution: { targets: { default: 'PT8H' } } }, { name: 'rest', order: 9 });
  const internal = policy(
    { total_resolution: { targets: { default: 'PT1H' } } },
    { name: 'team', type: 'ola' },
  );
  const book = rulebook(rest, gold, internal);

  it('is the first that fits, for each type', () => {
    const clocks = replayCase(
      caseOf([[at(5, '09:00'), 'created']], { tier: 'a', country: 'GB' }),
      book,
      at(5, '09:30'),
    );
    expect(clocks.map(({ type, policy: name }) => [type, name])).toEqual([
      ['sla', 'gold'],
      ['ola', 'team'],
    ]);
  });

  it('follows what we learn of the account', () => {
    const events: Parameters<typeof caseOf>[0] = [
      [at(5, '09:00'), 'created'],
      [at(5, '10:00'), 'account', { attributes: { tier: 'A' } }],
    ];
    const [clock] = replayCase(caseOf(events, { country: 'GB' }), book, at(5, '10:30'));
    expect(clock).toMatchObject({ policy: 'gold', target: 'PT2H', dueAt: iso(5, '11:00') });
  });

  it('refuses a calendar that is not there', () => {
    expect(() => rulebook({ ...rest, calendar: 'offce' })).toThrow(/no calendar "offce"; known are office/);
  });
});
