import { describe, expect, it } from 'vitest';
import { replayCase } from '#src/core/sla/replay-case.ts';
import { at, caseOf, clockOf, iso, message, policy, reply, rulebook } from './cases.ts';

const FOUR_HOURS = { targets: { default: 'PT4H' } };

describe('first reply', () => {
  const first = { first_reply: FOUR_HOURS };

  it('is met at the due instant and missed a millisecond later', () => {
    const born = [at(5, '10:00'), 'created'] as const;
    const now = at(6, '12:00');
    const met = clockOf(first, [[...born], [at(5, '14:00'), 'public_reply', reply]], { now });
    expect(met).toMatchObject({ state: 'met', dueAt: iso(5, '14:00'), breachedAt: null, outcome: 'met' });
    const missed = clockOf(first, [[...born], [at(5, '14:00:00.001'), 'public_reply', reply]], { now });
    expect(missed).toMatchObject({ state: 'missed', breachedAt: iso(5, '14:00'), remainingMs: -1 });
  });

  it('is breached at its due time, however late somebody looks', () => {
    expect(clockOf(first, [[at(5, '10:00'), 'created']], { now: at(5, '14:00') }).state).toBe('running');
    const late = clockOf(first, [[at(5, '10:00'), 'created']], { now: at(20, '10:00') });
    expect(late).toMatchObject({ state: 'missed', breachedAt: iso(5, '14:00'), stoppedAt: null });
  });

  it('counts neither bots nor internal notes nor what the customer writes', () => {
    const clock = clockOf(
      first,
      [
        [at(5, '10:00'), 'created'],
        [at(5, '10:01'), 'public_reply', { by: 'bot' }],
        [at(5, '10:02'), 'internal_note', reply],
        [at(5, '10:03'), 'internal_note', message],
        [at(5, '10:04'), 'public_reply', message],
      ],
      { now: at(5, '11:00') },
    );
    expect(clock.state).toBe('running');
  });

  it('runs on while waiting on the customer', () => {
    const clock = clockOf(
      first,
      [
        [at(5, '10:00'), 'created'],
        [at(5, '10:30'), 'status', { to: 'pending' }],
      ],
      { now: at(5, '12:00') },
    );
    expect(clock).toMatchObject({ state: 'running', elapsedMs: 2 * 3_600_000 });
  });

  it('is cancelled when the case is solved without reply, or missed if the policy says so', () => {
    const events: Parameters<typeof clockOf>[1] = [
      [at(5, '10:00'), 'created'],
      [at(5, '11:00'), 'solved'],
    ];
    expect(clockOf(first, events, { now: at(6, '10:00') })).toMatchObject({
      state: 'cancelled',
      reason: 'solved_without_reply',
      breachedAt: null,
    });
    const strict = { first_reply: { ...FOUR_HOURS, solvedWithoutReply: 'missed' as const } };
    expect(clockOf(strict, events, { now: at(6, '10:00') })).toMatchObject({
      state: 'missed',
      breachedAt: iso(5, '11:00'),
    });
  });

  it('is met by a reply at the instant of solving', () => {
    const events: Parameters<typeof clockOf>[1] = [
      [at(5, '10:00'), 'created'],
      [at(5, '11:00'), 'solved'],
      [at(5, '11:00'), 'public_reply', reply],
    ];
    expect(clockOf(first, events, { now: at(6, '10:00') }).state).toBe('met');
  });

  it('knows its warnings in open time', () => {
    const metrics = { first_reply: { targets: { default: 'PT4H' }, warnings: ['50%', '-PT15M', '-PT5H'] } };
    const clock = clockOf(metrics, [[at(5, '15:00'), 'created']], { now: at(5, '16:00') });
    expect(clock.warnAt).toEqual([
      { threshold: '50%', at: iso(5, '17:00') },
      { threshold: '-PT15M', at: iso(6, '10:45') },
      { threshold: '-PT5H', at: null },
    ]);
  });
});

describe('next reply', () => {
  const next = { next_reply: FOUR_HOURS };

  it('starts at the oldest unanswered message and restarts after the answer', () => {
    const events: Parameters<typeof clockOf>[1] = [
      [at(5, '09:00'), 'created'],
      [at(5, '10:00'), 'customer_message', message],
      [at(5, '11:00'), 'customer_message', message],
      [at(5, '12:00'), 'public_reply', reply],
      [at(5, '15:00'), 'customer_message', message],
    ];
    expect(clockOf(next, events, { now: at(5, '16:00') })).toMatchObject({
      startedAt: iso(5, '10:00'),
      state: 'met',
    });
    expect(clockOf(next, events, { now: at(5, '16:00'), cycle: 2 })).toMatchObject({
      startedAt: iso(5, '15:00'),
      state: 'running',
    });
  });

  it('stops before it starts when reply and message fall on one instant', () => {
    const events: Parameters<typeof clockOf>[1] = [
      [at(5, '09:00'), 'created'],
      [at(5, '10:00'), 'customer_message', message],
      [at(5, '12:00'), 'customer_message', message],
      [at(5, '12:00'), 'public_reply', reply],
    ];
    expect(clockOf(next, events, { now: at(5, '13:00') }).state).toBe('met');
    expect(clockOf(next, events, { now: at(5, '13:00'), cycle: 2 }).startedAt).toBe(iso(5, '12:00'));
  });

  it('starts at a message written while the case was solved, once it is reopened', () => {
    const events: Parameters<typeof clockOf>[1] = [
      [at(5, '09:00'), 'created'],
      [at(5, '10:00'), 'solved'],
      [at(5, '12:00'), 'customer_message', message],
      [at(5, '12:02'), 'customer_message', message],
    ];
    expect(replayCase(caseOf(events), rulebook(policy(next)), at(5, '13:00'))).toEqual([]);
    const reopened: Parameters<typeof clockOf>[1] = [...events, [at(5, '12:05'), 'reopened']];
    expect(clockOf(next, reopened, { now: at(5, '13:00') })).toMatchObject({
      startedAt: iso(5, '12:00'),
      state: 'running',
    });
  });
});

describe('updates', () => {
  const events: Parameters<typeof clockOf>[1] = [
    [at(5, '09:00'), 'created'],
    [at(5, '10:00'), 'public_reply', reply],
    [at(5, '11:00'), 'status', { to: 'waiting on customer' }],
    [at(5, '16:00'), 'status', { to: 'open' }],
  ];

  it('are owed from each public reply', () => {
    expect(clockOf({ periodic_update: FOUR_HOURS }, events, { now: at(5, '16:30') })).toMatchObject({
      startedAt: iso(5, '10:00'),
      state: 'missed',
      breachedAt: iso(5, '14:00'),
    });
  });

  it('wait with the customer where they may', () => {
    expect(clockOf({ pausable_update: FOUR_HOURS }, events, { now: at(5, '16:30') })).toMatchObject({
      state: 'running',
      dueAt: iso(6, '11:00'),
    });
  });
});

describe('solution', () => {
  const paused: Parameters<typeof clockOf>[1] = [
    [at(5, '09:00'), 'created'],
    [at(5, '10:00'), 'status', { to: 'pending' }],
    [at(5, '12:00'), 'status', { to: 'on_hold' }],
  ];

  it('pauses by metric: customer, third party, never', () => {
    const now = at(5, '13:00');
    expect(clockOf({ requester_wait: FOUR_HOURS }, paused, { now })).toMatchObject({
      state: 'running',
      elapsedMs: 2 * 3_600_000,
      dueAt: iso(5, '15:00'),
    });
    expect(clockOf({ agent_work: FOUR_HOURS }, paused, { now })).toMatchObject({
      state: 'paused',
      dueAt: null,
      pausedSince: iso(5, '10:00'),
      projectedDueAt: iso(5, '16:00'),
    });
    expect(clockOf({ total_resolution: FOUR_HOURS }, paused, { now })).toMatchObject({
      state: 'running',
      dueAt: iso(5, '13:00'),
    });
  });

  it('loses nothing by a pause outside open time', () => {
    const events: Parameters<typeof clockOf>[1] = [
      [at(5, '16:00'), 'created'],
      [at(5, '17:30'), 'status', { to: 'pending' }],
      [at(6, '08:30'), 'status', { to: 'open' }],
    ];
    expect(clockOf({ requester_wait: FOUR_HOURS }, events, { now: at(6, '09:00') }).dueAt).toBe(
      iso(6, '12:00'),
    );
  });

  it('begins at nothing when the case is born waiting', () => {
    const events: Parameters<typeof clockOf>[1] = [
      [at(5, '09:00'), 'created', { status: 'Waiting on Customer' }],
      [at(5, '12:00'), 'status', { to: 'open' }],
    ];
    expect(clockOf({ requester_wait: FOUR_HOURS }, events, { now: at(5, '12:00') })).toMatchObject({
      elapsedMs: 0,
      dueAt: iso(5, '16:00'),
    });
  });

  const solved: Parameters<typeof clockOf>[1] = [
    [at(5, '09:00'), 'created'],
    [at(5, '12:00'), 'solved'],
    [at(5, '14:00'), 'reopened'],
  ];

  it('begins a new cycle when the case is reopened', () => {
    const now = at(5, '16:00');
    expect(clockOf({ requester_wait: FOUR_HOURS }, solved, { now }).state).toBe('met');
    expect(clockOf({ requester_wait: FOUR_HOURS }, solved, { now, cycle: 2 })).toMatchObject({
      startedAt: iso(5, '14:00'),
      elapsedMs: 2 * 3_600_000,
    });
  });

  it('resumes, or ignores it, as the policy says', () => {
    const now = at(5, '16:00');
    const resume = { requester_wait: { ...FOUR_HOURS, onReopen: 'resume' as const } };
    expect(clockOf(resume, solved, { now })).toMatchObject({ state: 'missed', breachedAt: iso(5, '15:00') });
    const ignore = { requester_wait: { ...FOUR_HOURS, onReopen: 'ignore' as const } };
    expect(replayCase(caseOf(solved), rulebook(policy(ignore)), now)).toHaveLength(1);
  });

  it('keeps a breach through a reopening', () => {
    const resume = { requester_wait: { ...FOUR_HOURS, onReopen: 'resume' as const } };
    const events: Parameters<typeof clockOf>[1] = [
      [at(5, '09:00'), 'created'],
      [at(5, '14:00'), 'solved'],
      [at(6, '09:00'), 'reopened'],
      [at(6, '09:30'), 'solved'],
    ];
    expect(clockOf(resume, events, { now: at(6, '10:00') })).toMatchObject({
      state: 'missed',
      breachedAt: iso(5, '13:00'),
    });
  });
});

describe('business days and elapsed time', () => {
  it('counts whole open days and not blocks of 24 hours', () => {
    const metrics = { total_resolution: { targets: { default: '2BD' } } };
    expect(clockOf(metrics, [[at(8, '16:00'), 'created']], { now: at(8, '16:30') }).dueAt).toBe(
      iso(12, '16:00'),
    );
  });

  it('adds the open time of a pause', () => {
    const metrics = { requester_wait: { targets: { default: '1BD' } } };
    const events: Parameters<typeof clockOf>[1] = [
      [at(5, '10:00'), 'created'],
      [at(5, '11:00'), 'status', { to: 'pending' }],
      [at(5, '12:00'), 'status', { to: 'open' }],
    ];
    expect(clockOf(metrics, events, { now: at(5, '12:00') }).dueAt).toBe(iso(6, '11:00'));
  });

  it('does not come due in a pause that began while it was closed', () => {
    const metrics = { requester_wait: { targets: { default: '1BD' } } };
    const events: Parameters<typeof clockOf>[1] = [
      [at(9, '09:00'), 'created'],
      [at(11, '10:00'), 'status', { to: 'pending' }],
    ];
    const paused = clockOf(metrics, events, { now: at(12, '15:00') });
    expect(paused).toMatchObject({ state: 'paused', dueAt: null, breachedAt: null });
    const again = [...events, [at(13, '12:00'), 'status', { to: 'open' }] as const];
    expect(clockOf(metrics, again as typeof events, { now: at(13, '12:00') })).toMatchObject({
      state: 'running',
      dueAt: iso(13, '12:00'),
      breachedAt: null,
    });
  });

  it('counts nights and weekends where the policy counts all time', () => {
    const metrics = { total_resolution: { targets: { default: 'P2D' }, hours: 'elapsed' as const } };
    expect(clockOf(metrics, [[at(9, '16:00'), 'created']], { now: at(9, '16:30') }).dueAt).toBe(
      iso(11, '16:00'),
    );
  });
});

describe('merge', () => {
  it('cancels the clocks of the absorbed case', () => {
    const clock = clockOf(
      { total_resolution: FOUR_HOURS },
      [
        [at(5, '09:00'), 'created'],
        [at(5, '10:00'), 'merged', { into: 'other' }],
      ],
      { now: at(6, '10:00') },
    );
    expect(clock).toMatchObject({ state: 'cancelled', reason: 'merged', stoppedAt: iso(5, '10:00') });
  });

  it('keeps the earliest start on the survivor', () => {
    const events: Parameters<typeof clockOf>[1] = [
      [at(5, '12:00'), 'created'],
      [at(5, '12:30'), 'merged', { absorbed: 'old', absorbedCreatedAt: at(5, '10:00') }],
    ];
    expect(clockOf({ total_resolution: FOUR_HOURS }, events, { now: at(5, '13:00') })).toMatchObject({
      startedAt: iso(5, '10:00'),
      dueAt: iso(5, '14:00'),
    });
  });
});

describe('history that begins later than the case', () => {
  it('marks the clock', () => {
    const history = { ...caseOf([[at(5, '09:00'), 'created']]), historyFrom: at(5, '12:00') };
    const [clock] = replayCase(history, rulebook(policy({ total_resolution: FOUR_HOURS })), at(5, '13:00'));
    expect(clock?.unknownBefore).toBe(iso(5, '12:00'));
  });
});
