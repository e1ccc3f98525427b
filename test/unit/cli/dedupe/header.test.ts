import { expect, it } from 'vitest';
import { useHeader } from '#src/cli/dedupe/header.ts';
import type { GoldenType } from '#src/core/model/entity.ts';

const fields = (type: GoldenType, header: string) => useHeader(header.split(';'), type, new Map()).fields;

it.each<[GoldenType, string, string]>([
  ['account', 'Firma;Straße;PLZ;Ort;Land;Telefon', 'name;street;postal_code;city;country;phone'],
  ['account', 'Raison sociale;Code postal;Ville;Téléphone', 'name;postal_code;city;phone'],
  ['account', 'Nombre;Razón social;Dirección;Correo electrónico', 'name;name;street;email'],
  ['account', 'Ragione sociale;Indirizzo;Città;Partita IVA', 'name;street;city;vat_id'],
  ['account', 'Nom;SIREN;N° SIREN;Numéro SIREN', 'name;company_number;company_number;company_number'],
  ['contact', 'Prénom;Nom;Courriel;Date de naissance', 'first_name;last_name;email;date_of_birth'],
  ['contact', 'Nombre;Apellidos;Móvil', 'first_name;last_name;mobile'],
  ['contact', 'Voornaam;Achternaam;Woonplaats', 'first_name;last_name;city'],
  ['contact', 'Vorname;Name;Firma', 'first_name;last_name;company'],
  ['contact', 'First Name;Name;City', 'first_name;name;city'],
  ['contact', 'Nome;Cognome;CAP', 'first_name;last_name;postal_code'],
  ['contact', 'Nome;Sobrenome', 'first_name;last_name'],
  ['contact', 'Nome;Apelido', 'first_name;last_name'],
  ['contact', 'Naam;Voornaam', 'last_name;first_name'],
  ['contact', 'Namn;Förnamn', 'last_name;first_name'],
  ['contact', 'Nazwa;Imię', 'last_name;first_name'],
  ['contact', 'Nom;Ville', 'name;city'],
  ['contact', 'Nombre;Ciudad', 'name;city'],
  ['contact', 'Nome;Naam;Namn', 'name;name;name'],
  ['account', 'Ragione sociale;CAP;Città', 'name;postal_code;city'],
  ['account', 'Nom;N° TVA', 'name;vat_id'],
  ['account', 'Firma;E-Mail;Street Number', 'name;email;street_number'],
  ['account', 'Organization - ID;Organization - Name;Organization - Address', 'id;name;street'],
  ['account', 'Record Id;Account Name;Billing Code', 'id;name;postal_code'],
  ['account', 'Account Name;Billing Zip', 'name;postal_code'],
  ['account', 'Name;ZIP/Postal', 'name;postal_code'],
  ['contact', 'Last Name;Mailing Zip', 'last_name;postal_code'],
  [
    'account',
    '*ContactName;EmailAddress;POAddressLine1;POCity;TaxNumber',
    'name;email;address_1;city;vat_id',
  ],
  ['account', 'Account Reference;Company Name;Address Town;VAT Registration Number', 'id;name;city;vat_id'],
  ['account', 'Konto;Name (Adressattyp Unternehmen);Adressattyp;EU-UStID', 'id;name;;vat_id'],
  ['account', '(Do Not Modify) Account;Account Name;Address 1: City', 'id;name;city'],
  [
    'contact',
    'Person - ID;Person - Name;Person - Organization;Person - Email - Work',
    'id;name;company;email',
  ],
  ['contact', 'Konto;Vorname (Adressattyp natürl. Person);Adressattyp', 'id;first_name;'],
  ['contact', 'Organization Name;E-mail 1 - Value;Phone 1 - Value', 'company;email;phone'],
  ['contact', 'Business City;E-mail 2 Address', 'city;emails'],
])('of %s knows %s', (type, header, expected) => {
  expect(fields(type, header).map((field) => field ?? '')).toEqual(expected.split(';'));
});

it('takes no English word for one of another language', () => {
  expect(fields('account', 'id;market cap;CP;Internet;status')).toEqual([
    'id',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it('leaves a column as --map names it', () => {
  const { fields } = useHeader(['Vorname', 'Name', 'Ort'], 'contact', new Map([['Name', 'name']]));
  expect(fields).toEqual(['first_name', 'name', 'city']);
});

it('takes other columns for what they tell of a name, though they are not read themselves', () => {
  expect(fields('contact', 'Nom;Prénom usuel')).toEqual(['last_name', undefined]);
  expect(fields('contact', 'Nombre;Primer apellido')).toEqual(['first_name', undefined]);
  expect(fields('contact', 'Nome;Sobrenome;Apelido')).toEqual(['first_name', 'last_name', undefined]);
  expect(fields('contact', 'Nazwa;Miasto')).toEqual([undefined, 'city']);
});

it('takes CAP for a postal code in Italian files only, where there is no other', () => {
  expect(fields('account', 'name;cap;city')).toEqual(['name', undefined, 'city']);
  expect(fields('account', 'CAP;Comune;Codice postale')).toEqual([undefined, 'city', 'postal_code']);
});

it('leaves what --map names where other columns would explain it', () => {
  const map = new Map([
    ['Nom', 'name'],
    ['CAP', 'state'],
  ]);
  const { fields } = useHeader(['Nom', 'Prénom', 'CAP', 'Indirizzo'], 'contact', map);
  expect(fields).toEqual(['name', 'first_name', 'state', 'street']);
});

it.each<[GoldenType, string, string[]]>([
  ['account', 'Kunden-Nr.;Firma', ['id', 'name']],
  ['account', 'Firma;Kundennummer', ['name', 'id']],
  ['contact', 'Code client;Prénom', ['id', 'first_name']],
])('of %s takes the number of a customer for the id: %s', (type, header, expected) => {
  expect(fields(type, header)).toEqual(expected);
});

it.each<[GoldenType, string, number[]]>([
  ['account', 'ID;Firma;Kundennr', [0]],
  ['account', 'Account ID;Firma;Kundennr', [0]],
  ['account', 'Kundennr;Firma;Kundennummer', [0]],
  ['contact', 'Kundennr;Firma;Vorname', []],
  ['account', 'Alte Kundennr;Firma;Kundennr Lieferant', []],
])('of %s takes at most one column for the id, and none that others share: %s', (type, header, expected) => {
  const ids = fields(type, header).flatMap((field, at) => (field === 'id' ? [at] : []));
  expect(ids).toEqual(expected);
});

it('takes no SIRET for a company number: it names a site, and would part a company from its SIREN', () => {
  expect(fields('account', 'Nom;SIRET')).toEqual(['name', undefined]);
});
