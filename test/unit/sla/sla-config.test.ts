import { describe, expect, it } from 'vitest';
import { replayCase } from '#src/core/sla/replay-case.ts';
import { createRulebook } from '#src/core/sla/rulebook.ts';
import { Simulation, simulate } from '#src/core/sla/simulation.ts';
import { SlaConfig } from '#src/core/sla/sla-config.ts';
import { parseTarget } from '#src/core/sla/target.ts';

describe('sla configuration', () => {
  const book = createRulebook(SlaConfig.parse({}));
  const dueIn = (country: string, created: string): string | null => {
    const history = {
      id: 'c',
      account: { country },
      events: [{ at: created, type: 'created' as const, priority: 'High' }],
    };
    return replayCase(history, book, created).find(({ metric }) => metric === 'first_reply')?.dueAt ?? null;
  };

  it('is complete when empty: office hours of the country, without its public holidays', () => {
    // 4 July 2025 was a Friday, 3 October 2025 too.
    expect(dueIn('US', '2025-07-03T20:00:00Z')).toBe('2025-07-07T16:00:00.000Z');
    expect(dueIn('DE', '2025-10-02T14:00:00Z')).toBe('2025-10-06T10:00:00.000Z');
    expect(dueIn('GB', '2025-12-24T16:30:00Z')).toBe('2025-12-29T12:00:00.000Z');
    // 14 July 2025 was a Monday, 15 August 2025 a Friday in Spain, and 11 August 2025 a Monday: Mountain Day in Japan.
    expect(dueIn('FR', '2025-07-11T14:30:00Z')).toBe('2025-07-15T10:00:00.000Z');
    expect(dueIn('ES', '2025-08-14T15:00:00Z')).toBe('2025-08-18T10:00:00.000Z');
    expect(dueIn('JP', '2025-08-08T08:00:00Z')).toBe('2025-08-12T03:00:00.000Z');
  });

  it('names the calendar that a policy misses', () => {
    const { success, error } = SlaConfig.safeParse({
      policies: [{ name: 'p', calendar: 'nowhere', metrics: {} }],
    });
    expect(success).toBe(false);
    expect(error?.issues[0]?.message).toBe(
      'policy "p" names the calendar "nowhere"; there is us, gb, de, fr, es, jp',
    );
  });

  it.each([
    [{ name: 'x', zone: 'Europe/Nowhere', week: { mon: [['09:00', '17:00']] } }, 'an IANA time zone'],
    [{ name: 'x', zone: 'UTC', week: { mon: [['9', '17:00']] } }, 'a time of day is HH:MM'],
    [{ name: 'x', zone: 'UTC', week: {} }, 'never opens'],
  ])('refuses the calendar %o', (calendar, message) => {
    expect(SlaConfig.safeParse({ calendars: [calendar], policies: [] }).error?.issues[0]?.message).toContain(
      message,
    );
  });

  it('refuses a target that has no length', () => {
    expect([parseTarget('PT4H30M'), parseTarget('P1W'), parseTarget('2BD')]).toEqual([
      { kind: 'duration', ms: 16_200_000 },
      { kind: 'duration', ms: 604_800_000 },
      { kind: 'business_days', days: 2 },
    ]);
    for (const text of ['P1M', 'P1Y', '4h', 'P', 'PT', '', 'BD']) expect(parseTarget(text)).toBeNull();
  });
});

describe('simulation', () => {
  it('lets a merged case hand on its start', () => {
    const created = (at: string) => ({ at, type: 'created' as const });
    const input = Simulation.parse({
      calendars: [{ name: 'utc', zone: 'UTC', week: { mon: [['00:00', '24:00']] } }],
      policies: [
        { name: 'p', calendar: 'utc', metrics: { total_resolution: { targets: { default: 'PT4H' } } } },
      ],
      cases: [
        { id: 'young', events: [created('2026-01-05T12:00:00Z')] },
        {
          id: 'old',
          events: [
            created('2026-01-05T10:00:00Z'),
            { at: '2026-01-05T12:30:00Z', type: 'merged', into: 'young' },
          ],
        },
      ],
      now: '2026-01-05T13:00:00Z',
    });
    expect(simulate(input, '').clocks).toMatchObject([
      { case: 'young', started_at: '2026-01-05T10:00:00Z', due_at: '2026-01-05T14:00:00Z', state: 'running' },
      { case: 'old', state: 'cancelled', reason: 'merged' },
    ]);
  });
});
