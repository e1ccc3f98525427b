import { describe, expect, it } from 'vitest';
import { makeClvTable } from '#src/core/score/clv-table.ts';

const options = {
  until: null,
  unit: 'week' as const,
  horizon: 52,
  discountRate: 0.1,
  minimumRepeatCustomers: 100,
};

describe('clv table', () => {
  it('uses the simple model for few customers and does not call one purchase alive', () => {
    const table = makeClvTable(
      new Map([
        [
          'a',
          [
            { on: '2026-01-01', amount: 10 },
            { on: '2026-02-01', amount: 20 },
          ],
        ],
        ['b', [{ on: '2026-01-10', amount: 30 }]],
      ]),
      options,
    );
    expect(table.model.kind).toBe('shrunk_simple');
    expect(table.logLikelihood).toBeNull();
    expect(table.until).toBe('2026-02-01');
    expect(table.rows.map(({ customer, p_alive }) => [customer, p_alive])).toEqual([
      ['a', 1],
      ['b', null],
    ]);
  });

  it('leaves out who had bought nothing by then', () => {
    const table = makeClvTable(
      new Map([
        ['a', [{ on: '2026-01-01', amount: 10 }]],
        ['b', [{ on: '2026-03-01', amount: 30 }]],
      ]),
      { ...options, until: '2026-02-01' },
    );
    expect(table.rows.map(({ customer }) => customer)).toEqual(['a']);
  });
});
