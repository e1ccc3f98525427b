import { describe, expect, it } from 'vitest';
import { wantedForAccount } from '#src/core/push/wanted.ts';
import type { Score } from '#src/core/score/score.ts';

function score(over: Partial<Score>): Score {
  return {
    kind: 'health',
    status: 'scored',
    value: null,
    unit: 'points',
    band: null,
    pendingBand: null,
    components: [],
    reasons: { up: [], down: [] },
    asOf: '2026-09-30T12:00:00.000Z',
    model: 'm',
    coverage: 1,
    ...over,
  };
}

describe('wantedForAccount', () => {
  it('writes whole currency units, a probability in hundredths and whole points', () => {
    const wanted = wantedForAccount(
      'ga_1',
      {
        value: score({ kind: 'value', value: 123_456 }),
        churn_risk: score({ kind: 'churn_risk', value: 0.3149 }),
        health: score({ value: 71.6, band: 'green' }),
        trend: score({ kind: 'trend', value: -3.2, band: 'declining' }),
      },
      {},
    );
    expect(wanted).toMatchObject({
      goldenrod_id: 'ga_1',
      clv: 1235,
      churn_risk: 0.31,
      health: 72,
      health_band: 'green',
      trend: 'declining',
      scored_on: '2026-09-30',
    });
  });

  it('tells first what is bad: what lowers the health, and what raises the risk of losing the customer', () => {
    const wanted = wantedForAccount(
      'ga_1',
      {
        health: score({ reasons: { up: ['pays in time'], down: ['three breaches'] } }),
        churn_risk: score({
          kind: 'churn_risk',
          reasons: { up: ['no order for 300 days'], down: ['20 orders'] },
        }),
      },
      {},
    );
    expect(wanted['reasons']).toBe('- three breaches\n- no order for 300 days\n+ pays in time\n+ 20 orders');
  });

  it('never cuts a reason in two', () => {
    const long = 'x'.repeat(200);
    const wanted = wantedForAccount('ga_1', { health: score({ reasons: { up: [long], down: [long] } }) }, {});
    expect(wanted['reasons']).toBe(`- ${long}`);
  });

  it('empties what cannot be told any more, and leaves out what was never scored', () => {
    const gone = score({ kind: 'value', status: 'not_enough_data', value: null });
    expect(wantedForAccount('ga_1', { value: gone }, {})['clv']).toBeNull();
    expect(wantedForAccount('ga_1', {}, {})).toEqual({ goldenrod_id: 'ga_1' });
  });
});
