import { expect, it } from 'vitest';
import { misnamed, misnamedInWords } from '#src/cli/dedupe/likely-type.ts';
import type { GoldenType } from '#src/core/model/entity.ts';

const seen = (type: GoldenType, header: string, map = '') =>
  misnamed(header.split(';'), type, new Map(map === '' ? [] : [map.split('=') as [string, string]]));

it.each<[GoldenType, string, string]>([
  [
    'account',
    'Contact ID;First Name;Last Name;Email;Phone;Account Name;Mailing City',
    'First Name;Last Name',
  ],
  ['account', 'Record ID;First Name;Last Name;Email;Associated Company', 'First Name;Last Name'],
  ['account', 'Full Name;Email;Fax', 'Full Name'],
  ['account', 'Name;Date of Birth;City', 'Date of Birth'],
  ['account', 'Anrede;Vorname;Nachname;Firma;Telefax', 'Vorname;Nachname'],
  ['account', 'Nom;Prénom;Société;Ville', 'Nom;Prénom'],
  ['contact', 'Account ID;Account Name;Website;Billing City;Industry', 'Account Name;Industry;Website'],
  ['contact', 'Company name;Phone Number', 'Company name'],
  ['contact', 'Firma;PLZ;Ort', 'Firma'],
  ['contact', 'id;name;website;phone;city', 'website'],
  ['contact', 'Name;USt-IdNr.;Ort', 'USt-IdNr.'],
])('as %s, %s looks like the other type', (type, header, columns) => {
  const other = type === 'account' ? 'contact' : 'account';
  expect(seen(type, header)).toEqual({ likely: other, columns: columns.split(';') });
});

it.each<[GoldenType, string]>([
  ['account', 'name'],
  ['account', 'Name;Email;Phone;City'],
  ['account', 'Company;First Name;Last Name;City'],
  ['account', 'Firma;Vorname;Nachname;Ort'],
  ['account', 'Customer;Name;Contact Name;Phone'],
  ['account', 'First Name;Last Name;Company;Website'],
  ['account', 'Account Name;VAT Number;First Name;Last Name'],
  ['account', 'Ragione sociale;Nome;Cognome;CAP'],
  ['account', 'Nom;Ville'],
  ['contact', 'name'],
  ['contact', 'Name;Email;Website'],
  ['contact', 'Name;Email;Latitude;Longitude'],
  ['contact', 'Full Name;Website;Phone'],
  ['contact', 'Contact Name;Phone;Fax;Industry'],
  ['contact', 'Nom;Ville'],
  ['contact', 'First Name;Last Name;Website;Industry;Company Name'],
  ['contact', 'Name;Company;Website;Industry'],
  ['contact', 'Email;Company'],
  ['contact', 'Naam;Voornaam;Bedrijf'],
  ['contact', 'Mobile;Account Name'],
  ['contact', 'id;email'],
])('as %s, %s may be right', (type, header) => {
  expect(seen(type, header)).toBeUndefined();
});

it('asks nobody who has said what the columns hold, ids aside', () => {
  expect(seen('account', 'First Name;Last Name', 'Last Name=name')).toBeUndefined();
  expect(seen('account', 'Ref;First Name;Last Name', 'Ref=id')).toBeDefined();
});

it('says what to do', () => {
  const told = misnamedInWords('people.csv', 'account', { likely: 'contact', columns: ['First Name'] });
  expect(told).toBe(
    'people.csv: the header looks like contacts (First Name), but is read as accounts; if its rows are contacts, use --type contact, else tell what the columns hold with --map Column=field',
  );
});
