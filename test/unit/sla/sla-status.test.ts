import { describe, expect, it } from 'vitest';
import { summariseSla } from '#src/core/sla/sla-status.ts';
import { at, clockOf, iso, reply } from './cases.ts';

const metrics = { first_reply: { targets: { high: 'PT2H', default: 'PT4H' } } };
const open: Parameters<typeof clockOf>[1] = [[at(5, '10:00'), 'created']];
const now = at(5, '16:00');
const clock = (events: Parameters<typeof clockOf>[1], when = now) => clockOf(metrics, events, { now: when });
const breached = clock(open);
const soon = clock([[at(5, '13:00'), 'created']]);
const onTrack = clock([[at(5, '15:00'), 'created']]);
const met = clock([...open, [at(5, '11:00'), 'public_reply', reply]]);
const missed = clock([...open, [at(5, '15:30'), 'public_reply', reply]]);

describe('status', () => {
  it.each([
    ['breached', [met, missed, onTrack, soon, breached]],
    ['due_soon', [met, missed, onTrack, soon]],
    ['on_track', [met, missed, onTrack]],
    ['missed', [met, missed]],
    ['met', [met]],
    [null, []],
  ] as const)('%s is the gravest', (status, clocks) => {
    expect(summariseSla(clocks, now).status).toBe(status);
  });

  it('shows the next due time of what is not breached yet', () => {
    expect(summariseSla([breached, onTrack, soon], now)).toMatchObject({
      nextDue: iso(5, '17:00'),
      nextMetric: 'first_reply',
    });
  });

  it('counts the breaches of 90 days and forgets older ends', () => {
    expect(summariseSla([breached, missed, met], now).breaches90d).toBe(2);
    const later = '2026-04-30T00:00:00Z';
    expect(summariseSla([missed, met], later)).toMatchObject({ status: null, breaches90d: 0, missed: 1 });
  });

  it('counts compliance without what a change broke', () => {
    const byChange = clock([...open, [at(5, '13:00'), 'priority', { to: 'high' }]]);
    expect(byChange.reason).toBe('breached_by_change');
    expect(summariseSla([met, met, met, missed, byChange], now)).toMatchObject({
      compliance: 0.75,
      met: 3,
      missed: 1,
      breachedByChange: 1,
    });
  });

  it('says why in plain words', () => {
    expect(summariseSla([breached], now).reason).toBe(
      'First reply (target PT4H) overdue since 2026-01-05 14:00 UTC',
    );
    expect(summariseSla([onTrack], now).reason).toBe(
      'First reply (target PT4H) due 2026-01-06 11:00 UTC, in 19 h',
    );
  });
});
