import { describe, expect, test } from 'vitest';
import { applyMapping } from '#src/core/map/apply.ts';
import { explainMapping } from '#src/core/map/explain.ts';
import { parseMapping } from '#src/core/map/parse.ts';
import type { JsonObject } from '#src/util/json.ts';

function mapped(entity: string, fields: string, payload: JsonObject) {
  return applyMapping(parseMapping(`entity: ${entity}\nobject: X\nfields: ${fields}`, 'm.yaml'), payload);
}

describe('a bad value holds back its field, never the record', () => {
  test('the problem names field, value and reason; the rest is mapped', () => {
    const result = mapped('account', '{name: Name, employees: Size, created_at: Born}', {
      Name: 'Ada Ltd',
      Size: 'a few',
      Born: 'yesterday',
    });
    expect(result.record).toEqual({ name: 'Ada Ltd' });
    expect(result.problems).toMatchObject([
      { field: 'employees', vendorFields: ['Size'], value: 'a few', code: 'NOT_A_NUMBER' },
      { field: 'created_at', vendorFields: ['Born'], value: 'yesterday', code: 'NOT_AN_INSTANT' },
    ]);
  });

  test('a huge value is shown by its beginning only', () => {
    const { problems } = mapped('account', '{name: Name}', { Name: 'x'.repeat(200_000) });
    expect(problems[0]?.code).toBe('TEXT_TOO_LONG');
    expect(problems[0]?.value.length).toBeLessThan(300);
  });
});

describe('text', () => {
  test('is NFC, trimmed, without U+0000 and lone surrogates', () => {
    const { record } = mapped('account', '{name: Name}', { Name: '  Mu\u0308ller\u0000 \ud800 ' });
    expect(record['name']).toBe('Müller \ufffd');
  });

  test.each([null, '', '   ', '\u0000'])('%j means not known', (value) => {
    expect(mapped('account', '{name: Name}', { Name: value })).toEqual({ record: {}, problems: [] });
  });

  test('an object is not text', () => {
    expect(mapped('account', '{name: Name}', { Name: { a: 1 } }).problems[0]?.code).toBe('NOT_TEXT');
  });
});

describe('vendor fields', () => {
  test('a dotted name reaches into related records, and a header with a dot comes first', () => {
    expect(mapped('contact', '{company: Account.Name}', { Account: { Name: 'A' } }).record).toEqual({
      company: 'A',
    });
    expect(
      mapped('contact', '{company: Account.Name}', { 'Account.Name': 'B', Account: { Name: 'A' } }).record,
    ).toEqual({
      company: 'B',
    });
    expect(mapped('contact', '{company: Account.Name}', { Account: null }).record).toEqual({});
  });

  test('inherited properties are not data', () => {
    expect(mapped('contact', '{company: toString, title: Account.toString}', { Account: {} }).record).toEqual(
      {},
    );
  });
});

describe('money is whole minor units of the record’s currency', () => {
  test.each([
    ['1.005', 'EUR', 101],
    ['-1.005', 'EUR', -101],
    [1234.5, 'USD', 123450],
    ['1,234.50', 'USD', 123450],
    ['99', 'JPY', 99],
    ['1.2345', 'KWD', 1235],
    ['1e3', 'USD', 100000],
    ['0.004', 'USD', 0],
    ['-0.001', 'USD', 0],
    [0.1 + 0.2, 'USD', 30],
  ])('%s %s', (amount, currency, minor) => {
    // The amount stands before the currency in the file: the order must not matter.
    const { record } = mapped('opportunity', '{amount: A, currency: C}', { A: amount, C: currency });
    expect(record['amount']).toBe(minor);
  });

  test('without a currency, or beyond 2^53, the amount is held back', () => {
    expect(mapped('opportunity', '{amount: A}', { A: '5' }).problems[0]?.code).toBe('NO_CURRENCY');
    const tooMuch = mapped('opportunity', '{amount: A, currency: C}', { A: '1e300', C: 'USD' });
    expect(tooMuch.problems[0]?.code).toBe('NUMBER_TOO_LARGE');
  });
});

describe('time', () => {
  test.each([
    ['2026-09-30T12:00:00.000+0000', '2026-09-30T12:00:00.000Z'],
    ['2026-09-30T14:00:00+02:00', '2026-09-30T12:00:00.000Z'],
    ['2026-09-30T12:00:00.123456Z', '2026-09-30T12:00:00.123Z'],
    ['1790769600000', '2026-09-30T12:00:00.000Z'],
    [1790769600000, '2026-09-30T12:00:00.000Z'],
  ])('instant %s', (value, expected) => {
    expect(mapped('account', '{created_at: T}', { T: value }).record['created_at']).toBe(expected);
  });

  test.each([
    '2026-02-30T00:00:00Z',
    '2026-09-30T12:00:00',
    '2026-09-30',
    '12:00',
    'T',
    '2026-13-01T00:00:00Z',
    '2026-09-30T25:00:00Z',
  ])('instant %s is held back: no zone, no such day or no time', (value) => {
    expect(mapped('account', '{created_at: T}', { T: value }).problems[0]?.code).toBe('NOT_AN_INSTANT');
  });

  test.each([
    ['2026-02-28', '2026-02-28'],
    ['2024-02-29', '2024-02-29'],
    ['1790726400000', '2026-09-30'],
  ])('date %s', (value, expected) => {
    expect(mapped('opportunity', '{close_on: D}', { D: value }).record['close_on']).toBe(expected);
  });

  test.each(['2026-02-29', '30.09.2026', '2026-9-1', 'soon', true])('date %s is held back', (value) => {
    expect(mapped('opportunity', '{close_on: D}', { D: value }).problems[0]?.code).toBe('NOT_A_DATE');
  });
});

test('explain shows every step and agrees with apply', () => {
  const mapping = parseMapping(
    'entity: case_event\nobject: X\nfields:\n  type: {from: [A, B], transform: [join, picklist], with: {by: "/", values: {"true/5": internal_note}}}\n  at: T',
    'm.yaml',
  );
  const payload = { A: true, B: '5', T: 'never' };
  const [type, at] = explainMapping(mapping, payload);
  expect(type?.steps).toEqual([
    { name: 'join', value: 'true/5' },
    { name: 'picklist', value: 'internal_note' },
    { name: 'text', value: 'internal_note' },
  ]);
  expect(at?.problem).toMatch(/instant: the value is not an instant/);
  expect(applyMapping(mapping, payload).record).toEqual({ type: type?.value });
});
