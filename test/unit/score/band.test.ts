import { describe, expect, it } from 'vitest';
import { bandOf, isPastMargin, settleBand } from '#src/core/score/band.ts';
import type { Score } from '#src/core/score/score.ts';

const bounds = [
  { name: 'green', from: 70 },
  { name: 'yellow', from: 45 },
  { name: 'red', from: 0 },
];
const score = (band: string, pendingBand: Score['pendingBand'] = null): Score => ({
  kind: 'health',
  status: 'scored',
  value: 1,
  unit: 'points',
  band,
  pendingBand,
  components: [],
  reasons: { up: [], down: [] },
  asOf: '2026-01-01T00:00:00.000Z',
  model: 'm',
  coverage: 1,
});
const day = (date: string): string => `${date}T12:00:00.000Z`;

describe('bands', () => {
  it('reads a band off its lower bounds', () => {
    expect([100, 70, 69.99, 45, 0, -5].map((value) => bandOf(value, bounds))).toEqual([
      'green',
      'green',
      'yellow',
      'yellow',
      'red',
      'red',
    ]);
  });

  it('takes the first band as it is', () => {
    expect(settleBand({ found: 'red', decisive: false, previous: null, asOf: day('2026-01-02') }).band).toBe(
      'red',
    );
  });

  it('changes at once past the margin', () => {
    const margin = { bounds, margin: 3 };
    expect(isPastMargin(66, 'green', margin)).toBe(true);
    expect(isPastMargin(68, 'green', margin)).toBe(false);
  });

  it('waits for a second day within the margin, and a second run of a day changes nothing', () => {
    const first = settleBand({
      found: 'yellow',
      decisive: false,
      previous: score('green'),
      asOf: day('2026-01-02'),
    });
    expect(first).toEqual({ band: 'green', pendingBand: { band: 'yellow', since: '2026-01-02' } });
    const previous = score('green', first.pendingBand);
    expect(settleBand({ found: 'yellow', decisive: false, previous, asOf: day('2026-01-02') })).toEqual(
      first,
    );
    expect(settleBand({ found: 'yellow', decisive: false, previous, asOf: day('2026-01-03') })).toEqual({
      band: 'yellow',
      pendingBand: null,
    });
  });

  it('forgets what was pending when the value comes back', () => {
    const previous = score('green', { band: 'yellow', since: '2026-01-02' });
    expect(settleBand({ found: 'green', decisive: false, previous, asOf: day('2026-01-03') })).toEqual({
      band: 'green',
      pendingBand: null,
    });
  });
});
