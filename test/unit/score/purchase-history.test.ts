import { describe, expect, it } from 'vitest';
import { buildPurchaseHistory } from '#src/core/score/purchase-history.ts';

describe('purchase history', () => {
  // Customer 1 of CDNOW.
  const cdnow1 = [
    { on: '1997-01-01', amount: 29.33 },
    { on: '1997-01-18', amount: 29.73 },
    { on: '1997-08-02', amount: 14.96 },
    { on: '1997-12-12', amount: 26.48 },
  ];

  it('counts repeat days up to the as-of day, in weeks', () => {
    const history = buildPurchaseHistory(cdnow1, '1997-09-30', 'week');
    expect(history?.frequency).toBe(2);
    expect(history?.recency).toBeCloseTo(30.43, 2);
    expect(history?.T).toBeCloseTo(38.86, 2);
    expect(history?.monetary).toBeCloseTo(22.345, 3);
  });

  it('counts several purchases of a day once', () => {
    const history = buildPurchaseHistory(
      [
        { on: '2026-01-01', amount: 1 },
        { on: '2026-01-05', amount: 2 },
        { on: '2026-01-05', amount: 3 },
      ],
      '2026-01-10',
      'day',
    );
    expect(history).toMatchObject({ frequency: 1, recency: 4, T: 9, monetary: 5 });
  });

  it('forgets a purchase that was credited in full, and lowers one credited in part', () => {
    const purchases = [
      { on: '2026-01-01', amount: 100 },
      { on: '2026-02-01', amount: 50 },
      { on: '2026-03-01', amount: 80 },
      { on: '2026-02-15', amount: -50 },
      { on: '2026-03-02', amount: -30 },
    ];
    expect(buildPurchaseHistory(purchases, '2026-03-31', 'day')).toMatchObject({
      frequency: 1,
      monetary: 50,
    });
  });

  it('is null when nothing was bought by then', () => {
    expect(buildPurchaseHistory(cdnow1, '1996-12-31', 'week')).toBeNull();
    expect(buildPurchaseHistory([{ on: '2026-01-01', amount: -5 }], '2026-02-01', 'day')).toBeNull();
  });
});
