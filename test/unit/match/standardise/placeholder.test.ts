import { describe, expect, it } from 'vitest';
import { comparePair } from '#src/core/match/compare-pair.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';
import { generatedRecords } from '../../../support/match-records.ts';

const account = (record: Record<string, string>) => standardise('account', record);
const contact = (record: Record<string, string>) => standardise('contact', record);

describe('values that stand for none', () => {
  it.each([
    'n/a',
    'N/A',
    ' unknown ',
    '[not provided]',
    '-',
    '???',
    'none',
    'NULL',
    'k.A.',
    'неизвестно',
    '不明',
  ])('%s is no value in any column', (cell) => {
    const columns = 'name website email phone street city state postal_code country industry vat_id duns';
    const all = Object.fromEntries(`${columns} company_number`.split(' ').map((column) => [column, cell]));
    expect(account(all)).toEqual({});
    expect(contact({ first_name: cell, last_name: cell, date_of_birth: cell, title: cell })).toEqual({});
  });

  it.each(['0000000000', '1234567890', '+1 999 999 9999'])('%s is no telephone', (phone) => {
    expect(contact({ phone })).toEqual({});
  });

  it.each(['000000000', '123456789', 'DE000000000', 'n/a', 'NA'])('%s is no id', (id) => {
    expect(account({ vat_id: id, company_number: id, duns: id })).toEqual({});
  });

  it('a VAT number of filler digits is none, with the country or without', () => {
    expect(account({ vat_id: 'DE123456789' })).toEqual({});
  });

  it.each(['1900-01-01', '01/01/1900', '0000-00-00', '31.12.9999'])('%s is no birthday', (date_of_birth) => {
    expect(contact({ date_of_birth })).toEqual({});
  });

  it.each(['noreply@acme.com', 'none@none.com', 'no-email@x.org', 'test@test.com', 'not provided'])(
    '%s is no mailbox of anybody',
    (email) => expect(contact({ email })).toEqual({}),
  );

  it('takes one of several values of a cell out', () => {
    expect(account({ phone: 'n/a | 0131 496 0000', country: 'GB' })['phone']).toBe('1314960000');
  });

  it.each(['Null Tests Ltd', 'Na Electronics', 'Xerox', 'Unknown Pleasures'])('%s is a company', (name) => {
    expect(account({ name })['name']).toBeTruthy();
  });

  it.each([
    ['Jennifer', 'Null'],
    ['Nan', 'Whitlock'],
    ['Ole', 'Test'],
  ])('%s %s keeps the whole name', (first_name, last_name) => {
    expect(contact({ first_name, last_name })).toMatchObject({
      first: first_name.toLowerCase(),
      last: last_name.toLowerCase(),
    });
  });

  it.each([
    [{ first_name: 'Jennifer', last_name: 'NULL' }, 'jennifer', undefined],
    [{ first_name: 'Jennifer', last_name: 'null' }, 'jennifer', undefined],
    [{ first_name: 'Jennifer', last_name: 'None' }, 'jennifer', undefined],
    [{ first_name: 'Jennifer', last_name: 'Null', middle_name: 'Null' }, 'jennifer', undefined],
    [{ first_name: 'Test', last_name: 'Test' }, undefined, undefined],
    [{ first_name: 'Nil', last_name: '' }, undefined, undefined],
    [{ first_name: 'Nil' }, undefined, undefined],
  ])('of %j what stands for none is none', (record: Record<string, string>, first, last) => {
    const found = contact(record);
    expect([found['first'], found['last']]).toEqual([first, last]);
  });

  it('a city that is called so is one in its own country', () => {
    expect(contact({ city: 'Nan', country: 'Thailand' })['city']).toBe('nan');
    expect(contact({ city: 'Nan', country: 'France' })['city']).toBeUndefined();
    expect(contact({ city: 'nan', country: 'Thailand' })['city']).toBeUndefined();
    expect(contact({ city: 'Nan' })['city']).toBeUndefined();
  });

  it('keeps names that only look like it', () => {
    expect(contact({ first_name: 'Yuna', last_name: 'Na' })).toMatchObject({ last: 'na' });
    expect(contact({ date_of_birth: '1970-01-01' })['birth']).toBe('19700101');
  });
});

it('words in the column of registration numbers link nobody', () => {
  const model = estimateModel('account', generatedRecords('account', 300));
  const of = (name: string, city: string) =>
    account({ name, city, country: 'GB', company_number: 'applied for' });
  const found = comparePair(model, of('Kestrelway Tiles', 'Leeds'), of('Ordane Clinics', 'Hull'));
  expect(found.linked).toBeUndefined();
  expect(found.decision).toBe('no');
});
