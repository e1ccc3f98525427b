import { type CountryCode, getExampleNumber } from 'libphonenumber-js';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { standardise } from '#src/core/match/standardise/standardise.ts';

const COUNTRIES: CountryCode[] =
  `US CA GB IE DE AT CH FR BE NL LU IT ES PT DK SE NO FI IS PL CZ SK HU RO BG GR TR RU UA EE LV LT SI HR RS IL AE SA IN PK
  CN JP KR SG HK TW MY TH VN ID PH AU NZ ZA EG NG KE BR CL CO PE MT CY`.split(/\s+/) as CountryCode[];
const phone = (number: string, country: string) =>
  standardise('account', { phone: number, country })['phone'];

describe('phones', () => {
  it('of at least 30 countries are tried', () => {
    expect(COUNTRIES.length).toBeGreaterThanOrEqual(30);
  });

  it.each(COUNTRIES)('of %s are one number at home and abroad', (country) => {
    const number = getExampleNumber(country, examples);
    if (number === undefined) throw new Error(`no example for ${country}`);
    const home = phone(number.formatNational(), country);
    expect(home).toBe(number.nationalNumber.replace(/^0+/, ''));
    expect(phone(number.formatInternational(), country)).toBe(home);
    expect(phone(number.number, '')).toBe(home);
  });

  it('in full width and with marks of direction are the same', () => {
    expect(phone('０３−１２３４−５６７８', 'JP')).toBe('312345678');
    expect(phone('\u202a+81 3-1234-5678\u202c', 'JP')).toBe('312345678');
  });
});

/** Two customary ways to write one postal code. */
const POSTAL: readonly (readonly [country: string, left: string, right: string])[] = [
  ['US', '60612-1234', '60612'],
  ['CA', 'K1A 0B1', 'k1a0b1'],
  ['GB', 'SW1A 1AA', 'sw1a1aa'],
  ['IE', 'D02 AF30', 'D02AF30'],
  ['DE', 'D-10115', '10115'],
  ['AT', 'A-1010', '1010'],
  ['CH', 'CH-8001', '8001'],
  ['LI', 'FL-9490', '9490'],
  ['FR', 'F-75001', '75001'],
  ['BE', 'B-1000', '1000'],
  ['LU', 'L-1009', '1009'],
  ['NL', '1012 AB', '1012ab'],
  ['IT', 'I-00118', '00118'],
  ['ES', 'E-28001', '28001'],
  ['PT', '1000-001', '1000 001'],
  ['DK', 'DK-2100', '2100'],
  ['SE', 'SE-111 22', '11122'],
  ['NO', 'NO-0150', '0150'],
  ['FI', 'FI-00100', '00100'],
  ['IS', 'IS-101', '101'],
  ['PL', '00-950', '00950'],
  ['CZ', '110 00', '11000'],
  ['SK', 'SK-811 01', '81101'],
  ['HU', 'HU-1051', '1051'],
  ['RO', 'RO-010011', '010011'],
  ['BG', 'BG-1000', '1000'],
  ['GR', '105 57', '10557'],
  ['TR', 'TR-34000', '34000'],
  ['EE', 'EE-10111', '10111'],
  ['LV', 'LV-1010', '1010'],
  ['LT', 'LT-01100', '01100'],
  ['SI', 'SI-1000', '1000'],
  ['HR', 'HR-10000', '10000'],
  ['JP', '〒１００−０００５', '1000005'],
  ['BR', '01310-100', '01310100'],
  ['IN', '110 001', '110001'],
];

describe('whole numbers that a table with gaps has written with a fraction', () => {
  it.each([
    [
      { phone: '7029191300.0', country: 'US' },
      { phone: '702-919-1300', country: 'US' },
    ],
    [{ postal_code: '60612.0' }, { postal_code: '60612' }],
    [{ duns: '150483782.0' }, { duns: '15-048-3782' }],
  ])('%j is %j', (left, right) => {
    expect(standardise('account', left)).toEqual(standardise('account', right));
  });
});

describe('postal codes', () => {
  it.each([
    ['US', '2139', '02139'],
    ['US', '2139.0', '02139-1234'],
    ['DE', '1067', '01067'],
    ['AT', '1010', '1010'],
  ])('of %s get back the zero that a spreadsheet took: %s is %s', (country, left, right) => {
    const code = (value: string) => standardise('account', { postal_code: value, country })['postal'];
    expect(code(left)).toBe(code(right));
  });

  it('of at least 30 countries are tried', () => {
    expect(new Set(POSTAL.map(([country]) => country)).size).toBeGreaterThanOrEqual(30);
  });

  it.each(POSTAL)('%s: %s is %s', (country, left, right) => {
    const code = (value: string) => standardise('account', { postal_code: value, country })['postal'];
    expect(code(left)).toBe(code(right));
    expect(code(left)).toBeDefined();
  });
});
