import { describe, expect, it } from 'vitest';
import { dueAlerts, type SentAlert } from '#src/core/sla/due-alerts.ts';
import { nextDeadline } from '#src/core/sla/next-deadline.ts';
import { at, clockOf, iso, reply } from './cases.ts';

const metrics = { first_reply: { targets: { default: 'PT4H' } } };
type Events = Parameters<typeof clockOf>[1];
const open: Events = [[at(5, '10:00'), 'created']];
const answeredInTime: Events = [...open, [at(5, '13:45'), 'public_reply', reply]];
const BREACH = 'c|sla|first_reply|1|breach|PT4H';

type Setting = { events?: Events; sent?: SentAlert[]; goLiveAt?: string | null };

function alertsAt(now: string, { events = open, sent = [], goLiveAt = at(1, '00:00') }: Setting = {}) {
  return dueAlerts([clockOf(metrics, events, { now })], { now, goLiveAt, alreadySent: sent }).map(
    ({ key, retract }) => (retract ? `-${key}` : key),
  );
}

describe('alerts', () => {
  it('are raised once for each clock, threshold and target', () => {
    expect(alertsAt(at(5, '11:00'))).toEqual([]);
    expect(alertsAt(at(5, '13:00'))).toEqual(['c|sla|first_reply|1|75%|PT4H']);
    expect(alertsAt(at(5, '14:00'))).toEqual(['c|sla|first_reply|1|90%|PT4H']);
    expect(alertsAt(at(5, '14:00:00.001'))).toEqual([BREACH]);
    expect(alertsAt(at(5, '15:00'), { sent: [{ key: BREACH, retracted: false }] })).toEqual([]);
  });

  it('drop a warning that is no longer true, but never a breach', () => {
    expect(alertsAt(at(5, '15:00'), { events: answeredInTime })).toEqual([]);
    const late: Events = [...open, [at(5, '16:00'), 'public_reply', reply]];
    expect(alertsAt(at(6, '10:00'), { events: late })).toEqual([BREACH]);
  });

  it('leave out what was due before go-live, and all of a connection that is not live', () => {
    expect(alertsAt(at(6, '10:00'), { goLiveAt: at(5, '14:00:00.001') })).toEqual([]);
    expect(alertsAt(at(6, '10:00'), { goLiveAt: at(5, '14:00') })).toEqual([BREACH]);
    expect(alertsAt(at(6, '10:00'), { goLiveAt: null })).toEqual([]);
  });

  it('are retracted when the reply was in time and arrived late, once more if it breaches after all, then never', () => {
    const now = at(6, '10:00');
    const sent = [{ key: BREACH, retracted: false }];
    expect(alertsAt(now, { events: answeredInTime, sent })).toEqual([`-${BREACH}`]);
    const retracted = [{ key: BREACH, retracted: true }];
    expect(alertsAt(now, { events: answeredInTime, sent: retracted })).toEqual([]);
    expect(alertsAt(now, { sent: retracted })).toEqual([`${BREACH}#2`]);
    expect(alertsAt(now, { sent: [...retracted, { key: `${BREACH}#2`, retracted: true }] })).toEqual([]);
  });

  it('were never due when the reply came at the very instant of the warning', () => {
    const events: Events = [...open, [at(5, '13:00'), 'public_reply', reply]];
    const sent = [{ key: 'c|sla|first_reply|1|75%|PT4H', retracted: false }];
    expect(alertsAt(at(5, '15:00'), { events, sent })).toEqual(['-c|sla|first_reply|1|75%|PT4H']);
  });

  it('stand where a lower priority comes after the breach', () => {
    const events: Events = [...open, [at(5, '15:00'), 'priority', { to: 'Low' }]];
    expect(alertsAt(at(6, '10:00'), { events, sent: [{ key: BREACH, retracted: false }] })).toEqual([]);
  });
});

describe('next deadline', () => {
  const deadline = (events: Events, now: string) => nextDeadline([clockOf(metrics, events, { now })], now);

  it('is the next warning, then the first millisecond after the due time, then nothing', () => {
    expect(deadline(open, at(5, '10:00'))).toBe(iso(5, '12:00'));
    expect(deadline(open, at(5, '12:00'))).toBe(iso(5, '13:00'));
    expect(deadline(open, at(5, '14:00'))).toBe(iso(5, '14:00:00.001'));
    expect(deadline(open, at(5, '14:00:00.001'))).toBeNull();
    expect(deadline(answeredInTime, at(5, '13:50'))).toBeNull();
  });
});
