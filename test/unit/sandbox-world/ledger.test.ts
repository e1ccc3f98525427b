import { describe, expect, it } from 'vitest';
import { generateWorld } from '#src/sandbox/world/generate.ts';
import { parseCsv } from '#src/sandbox/world/parse-csv.ts';
import { createRandom } from '#src/sandbox/world/random.ts';
import { drawOrders, monthlyFactor, type Spending } from '#src/sandbox/world/revenue/spending.ts';
import { toCsv } from '#src/sandbox/world/systems/csv.ts';

const spending = (pattern: Spending['pattern'], rest: Partial<Spending> = {}): Spending => ({
  pattern,
  rate: 1,
  orderMinor: 10_000,
  from: 0,
  until: 36,
  season: 0,
  ...rest,
});

describe('spending', () => {
  it('grows, declines, lapses and begins late as the pattern says', () => {
    expect(monthlyFactor(spending('growing'), 35)).toBeGreaterThan(monthlyFactor(spending('growing'), 0));
    expect(monthlyFactor(spending('declining'), 35)).toBeLessThan(monthlyFactor(spending('declining'), 0));
    expect(monthlyFactor(spending('lapsed', { until: 20 }), 20)).toBe(0);
    expect(monthlyFactor(spending('new', { from: 30 }), 29)).toBe(0);
    expect(monthlyFactor(spending('seasonal'), 12)).toBeGreaterThan(monthlyFactor(spending('seasonal'), 6));
  });

  it('draws orders whose mean is the rate', () => {
    const random = createRandom('orders');
    const drawn = Array.from({ length: 4000 }, () => drawOrders(random, spending('steady'), 5));
    expect(drawn.reduce((sum, n) => sum + n, 0) / drawn.length).toBeCloseTo(1, 1);
  });
});

describe('the ledger', () => {
  const rows = parseCsv(
    generateWorld({ seed: 2, accounts: 300 }).files.find((each) => each.name === 'erp_invoices.csv')
      ?.content ?? '',
  );

  it('holds invoices and credit notes, each with its own number', () => {
    expect(new Set(rows.map((row) => row['invoice_no'])).size).toBe(rows.length);
    for (const row of rows) expect(Number(row['amount']) < 0).toBe(row['kind'] === 'credit_note');
    expect(rows.some((row) => row['kind'] === 'credit_note')).toBe(true);
  });

  it('leaves something open exactly where nothing was paid in full', () => {
    for (const row of rows) expect(Number(row['open_amount']) > 0).toBe(row['paid_on'] === '');
    expect(rows.some((row) => (row['due_on'] ?? '') < '2026-09-30' && row['paid_on'] === '')).toBe(true);
  });
});

describe('toCsv', () => {
  it('survives quotes, commas, line breaks and blanks at the edges', () => {
    const cells = ['a "b"', 'x,y', 'one\ntwo', ' edge ', 'Größe'];
    expect(parseCsv(toCsv(['p', 'q', 'r', 's', 't'], [cells]))).toEqual([
      { p: cells[0], q: cells[1], r: cells[2], s: cells[3], t: cells[4] },
    ]);
  });
});
