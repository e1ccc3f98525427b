import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fieldLines, scoreInWords } from '#src/cli/why/explanation.ts';
import { fromMinorUnits } from '#src/core/map/coerce/from-minor-units.ts';
import { toMinorUnits } from '#src/core/map/coerce/money.ts';

const lines = (entity: string, fields: Parameters<typeof fieldLines>[1]) =>
  fieldLines(entity, fields).map((line) => line.replace(/ +/, ' '));

it('shows amounts as they were read, in units of their currency', () => {
  expect(lines('account', { credit_limit: 125_050, employees: 125_050, currency: 'EUR' })).toEqual([
    'credit_limit 1250.50 EUR',
    'employees 125050',
    'currency EUR',
  ]);
  expect(lines('account', { annual_revenue: 900_000, currency: 'JPY' })[0]).toBe('annual_revenue 900000 JPY');
  expect(lines('transaction', { amount: -5, currency: 'USD' })[0]).toBe('amount -0.05 USD');
  expect(lines('transaction', { amount: null, currency: 'USD' })[0]).toBe('amount –');
});

it('shows scores with their unit', () => {
  expect(scoreInWords({ value: 4_351_658, unit: 'EUR' })).toBe('43516.58 EUR');
  expect(scoreInWords({ value: 4_351_658, unit: 'JPY' })).toBe('4351658 JPY');
  expect(scoreInWords({ value: -3.44, unit: 'percent_per_year' })).toBe('-3.4 % a year');
  expect(scoreInWords({ value: 0.1234, unit: 'probability' })).toBe('12.3 %');
  expect(scoreInWords({ value: 73, unit: 'points' })).toBe('73 of 100 points');
  expect(scoreInWords({ value: null, unit: 'EUR' })).toBe('–');
});

it('gives back what was read, in every currency', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
      fc.constantFrom('EUR', 'JPY', 'KWD'),
      (minor, currency) => {
        expect(toMinorUnits(fromMinorUnits(minor, currency), currency)).toBe(minor === 0 ? 0 : minor);
      },
    ),
  );
});
