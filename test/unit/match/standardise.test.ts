import { describe, expect, it } from 'vitest';
import { isValidLei } from '#src/core/match/standardise/identifier.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';

const account = (record: Record<string, string>) => standardise('account', record);
const contact = (record: Record<string, string>) => standardise('contact', record);

describe('company names', () => {
  it.each([
    ['Acme GmbH', 'acme', 'gmbh'],
    ['ACME G.m.b.H. & Co. KG', 'acme', 'gmbhcokg'],
    ['The Acme Company, Inc.', 'acme', 'inc'],
    ['Acme Sp. z o.o.', 'acme', 'spzoo'],
    ['Acme S.A.R.L.', 'acme', 'sarl'],
    ['Acme Pty Ltd', 'acme', 'ltd'],
    ['PT Astra International Tbk', 'astra international', 'pt'],
    ['株式会社トヨタ', 'toyota', 'kk'],
    ['ООО Ромашка', 'romashka', 'ooo'],
    ['Müller & Söhne AG', 'muller sohne', 'ag'],
  ])('%s is %s, form %s', (name, core, form) => {
    expect(account({ name })).toMatchObject({ name: core, form });
  });

  it('keeps a name that is nothing but a legal form', () => {
    expect(account({ name: 'AG' })['name']).toBe('ag');
  });

  it('takes trading names apart', () => {
    expect(account({ name: 'Brown Foods Ltd t/a Bakehouse' })['name']).toBe('brown foods|bakehouse');
  });
});

describe('people', () => {
  it('reads a whole name, prefixes and suffixes apart', () => {
    expect(contact({ name: 'Dr. Robert E. Smith Jr.' })).toMatchObject({
      first: 'robert',
      middle: 'e',
      last: 'smith',
      suffix: 'jr',
    });
    expect(contact({ name: 'Smith, Robert' })).toMatchObject({ first: 'robert', last: 'smith' });
    expect(contact({ name: 'Ludwig van Beethoven' })).toMatchObject({
      first: 'ludwig',
      last: 'van beethoven',
    });
    expect(contact({ name: '刘杰' })).toMatchObject({ first: 'jie', last: 'liu' });
  });

  it.each([['1978-12-11'], ['12/11/1978'], ['11.12.1978'], ['11-Dec-78'], ['19781211']])(
    'reads the date %s',
    (date) => {
      expect(contact({ date_of_birth: date })['birth']).toBe('19781211');
    },
  );
});

describe('ways to reach', () => {
  it.each([
    ['+1 (702) 919-1300', 'US', '7029191300'],
    ['702.919.1300 ext. 12', 'US', '7029191300'],
    ['0049 202 670725', 'DE', '202670725'],
    ['+49 (0)202 670725', '', '202670725'],
    ['0202/670725', 'DE', '202670725'],
    ['+44 20 7946 0018', 'GB', '2079460018'],
  ])('phone %s in %s is %s', (phone, country, digits) => {
    expect(account({ phone, country })['phone']).toBe(digits);
  });

  it('does not take a number whose digits a spreadsheet lost', () => {
    expect(account({ phone: '7.73E+016' })['phone']).toBeUndefined();
  });

  it('reads sites and company mail as domains, free mail and shared hosts not', () => {
    expect(account({ website: 'https://www.shop.acme.co.uk/de' })['domain']).toBe('acme.co.uk');
    expect(
      account({ website: 'http://facebook.com/acme', email: 'acme@gmail.com' })['domain'],
    ).toBeUndefined();
    expect(contact({ email: '"Jay Jones" <j.jones+news@gmail.com>' })['email']).toBe('jjones@gmail.com');
  });
});

describe('several values in one cell', () => {
  it.each([
    ['0113 496 0000; 0113 496 0001', 'GB', '1134960000|1134960001'],
    ['0113 496 0000 / 0113 496 0001', 'GB', '1134960000|1134960001'],
    ['+49 30 66955800, +49 30 66955801', '', '3066955800|3066955801'],
    ['030/66955800', 'DE', '3066955800'],
    ['+1 702 919 1300, ext. 12', 'US', '7029191300'],
  ])('phones %s in %s are %s', (phone, country, digits) => {
    expect(account({ phone, country })['phone']).toBe(digits);
  });

  it('e-mail addresses and sites', () => {
    expect(contact({ email: 'a.b@x.com;c.d@y.org' })['email']).toBe('a.b@x.com|c.d@y.org');
    expect(contact({ email: '"Day, Ann" <a.b@x.com>, Bo <c.d@y.org>' })['email']).toBe('a.b@x.com|c.d@y.org');
    for (const cell of [
      'a.b@x.com/c.d@y.org',
      'a.b@x.com / c.d@y.org',
      'a.b@x.com/ c.d@y.org',
      'a.b@x.com|c.d@y.org',
    ])
      expect(contact({ email: cell })['email']).toBe('a.b@x.com|c.d@y.org');
    expect(contact({ email: 'it/ops@x.com; c.d@y.org' })['email']).toBe('c.d@y.org|it/ops@x.com');
    expect(account({ website: 'acme.com; www.acme.de' })['domain']).toBe('acme.com|acme.de');
    expect(account({ website: 'acme.com,acme.de' })['domain']).toBe('acme.com|acme.de');
  });
});

describe('numbers and pages', () => {
  it('takes no number that a spreadsheet rounded for an id', () => {
    for (const id of ['1.23457E+11', '1,23457E+11', '4E+10'])
      expect(account({ company_number: id, vat_id: id, duns: id })).toEqual({});
    expect(account({ company_number: '12345E10' })['company_number']).toBe('12345e10');
  });

  it('does not tell zeros in front apart, which a spreadsheet takes away', () => {
    expect(account({ company_number: '01234567' })).toEqual(account({ company_number: '1234567' }));
    expect(account({ company_number: 'SC012345' })['company_number']).toBe('sc012345');
    expect(contact({ national_id: '012-34-5678' })).toEqual(contact({ national_id: '12345678' }));
  });

  it.each([
    ['GB 123 4567 82', '123456782'],
    ['DE123456780', '123 456 780'],
    ['ESB12345678', 'B-12345678'],
    ['BE 0123.456.789', 'BE 123.456.789'],
    ['CHE-123.456.789 MWST', 'CHE-123.456.789'],
    ['ATU12345678', 'U12345678'],
    ['NL 1234.56.789.B01', '123456789B01'],
  ])('VAT %s is %s', (left, right) => {
    expect(account({ vat_id: left })).toEqual(account({ vat_id: right }));
  });

  it.each([
    ['https://www.linkedin.com/in/Bob-Smith/?trk=x', 'linkedin.com/in/bob-smith'],
    ['https://uk.linkedin.com/in/bob-smith/de', 'bob-smith'],
    ['http://linkedin.com/in/bj%C3%B6rn', 'linkedin.com/in/björn'],
  ])('page %s is %s', (left, right) => {
    expect(contact({ linkedin: left })).toEqual(contact({ linkedin: right }));
  });

  it('keeps the networks of a company apart', () => {
    expect(account({ socials: 'https://twitter.com/Acme | facebook.com/acme/ | acme.blog' })['socials']).toBe(
      'acmeblog|facebook/acme|x/acme',
    );
  });

  it('reads coordinates with decimal commas, and 0, 0 as not known', () => {
    expect(account({ latitude: '53,8', longitude: '-1,5' })['geo']).toBe('53.80000,-1.50000');
    expect(account({ latitude: '0', longitude: '0' })['geo']).toBeUndefined();
  });

  it.each([
    ['1999', '19990000'],
    ['05/1999', '19990500'],
    ['1999-05', '19990500'],
  ])('the part of a date that is known: %s', (date, birth) => {
    expect(contact({ date_of_birth: date })['birth']).toBe(birth);
  });
});

describe('addresses', () => {
  it.each([
    ['221 E. 51st St.', '221|e 51 st|'],
    ['Hauptstraße 12', '12|haupt st|'],
    ['520 North Halsted Street Suite 412', '520|n halsted st|412'],
    ['860 2nd ave. at 46th st.', '860|2 av|'],
    ['P.O. Box 12987', '12987|po box|'],
  ])('%s is %s', (street, address) => {
    expect(account({ street })['address']).toBe(address);
  });

  it('knows countries, states and postal codes in several spellings', () => {
    expect(account({ country: 'Deutschland' })['country']).toBe(account({ country: 'DEU' })['country']);
    expect(account({ state: 'OHIO' })['state']).toBe('oh');
    expect(account({ postal_code: 'SW1A 1AA' })['postal']).toBe('sw1a1aa');
    expect(account({ postal_code: '60612-1234' })['postal']).toBe('60612');
  });
});

it('checks the digits of a LEI', () => {
  expect(isValidLei('5493001kjtiigc8y1r12')).toBe(true);
  expect(isValidLei('5493001kjtiigc8y1r13')).toBe(false);
});

it.each([
  ['Acme Holdings Ltd', 'holding'],
  ['Acme Immobilien GmbH', 'estate'],
  ['Acme Lesing Inc', 'leasing'],
  ['Acme Store 12', '#12'],
  ['Acme Services', '-'],
  ['International Finance Ltd', '-'],
])('tells the role of %s as %s', (name, role) => {
  expect(account({ name })['role']).toBe(role);
});

it.each([
  ['Male', 'm'],
  ['F', 'f'],
  ['Frau', 'f'],
  ['männlich', 'm'],
  ['女', 'f'],
  ['unknown', undefined],
  ['non-binary', 'non binary'],
])('reads the gender %s as %s', (gender, expected) => {
  expect(standardise('contact', { first_name: 'Ada', gender })['gender']).toBe(expected);
});

it('leaves out what is not known, and cuts what is no value', () => {
  expect(account({ name: 'Acme', phone: '', city: '  ' })).toEqual({ name: 'acme', role: '-' });
  expect(account({ name: 'x'.repeat(10_000_000) })['name']?.length).toBeLessThanOrEqual(2000);
});
