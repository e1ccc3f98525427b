import { describe, expect, it } from 'vitest';
import { createConverter, minorDigits, moneyInWords } from '#src/core/score/reporting-currency.ts';
import { ScoresConfig } from '#src/core/score/scores-config.ts';

const rates = [
  { from: '2025-01-01', currency: 'EUR', rate: 1.1, to: 'USD' },
  { from: '2026-01-01', currency: 'EUR', rate: 1.2, to: 'USD' },
  { from: '2025-01-01', currency: 'GBP', rate: 1.32, to: 'USD' },
  { from: '2025-01-01', currency: 'JPY', rate: 0.0064, to: 'USD' },
];

describe('reporting currency', () => {
  const toUsd = createConverter({ reportingCurrency: 'USD', rates });

  it('takes the rate of the day', () => {
    expect(toUsd(10_000, 'EUR', '2025-12-31')).toBe(11_000);
    expect(toUsd(10_000, 'EUR', '2026-01-01')).toBe(12_000);
    expect(toUsd(10_000, 'EUR', '2020-01-01')).toBe(11_000);
  });

  it('leads over the common currency, and back', () => {
    const toEur = createConverter({ reportingCurrency: 'EUR', rates });
    expect(toEur(10_000, 'GBP', '2026-06-01')).toBe(11_000);
    expect(toEur(12_000, 'USD', '2026-06-01')).toBe(10_000);
  });

  it('knows that yen have no cents', () => {
    expect(minorDigits('JPY')).toBe(0);
    expect(toUsd(10_000, 'JPY', '2026-06-01')).toBe(6400);
  });

  it('does not guess at a currency without a rate', () => {
    expect(toUsd(10_000, 'PLN', '2026-06-01')).toBeNull();
  });

  it('has rates for the usual currencies without configuration', () => {
    const convert = createConverter(ScoresConfig.parse({}));
    expect(convert(78_300, 'GBP', '2024-05-01')).toBe(100_000);
  });

  it('writes money for people', () => {
    expect(moneyInWords(123_456_789, 'USD')).toBe('1,234,568 USD');
  });
});
