import { expect, it } from 'vitest';
import { useHeader } from '#src/cli/dedupe/header.ts';
import type { GoldenType } from '#src/core/model/entity.ts';

const fields = (type: GoldenType, header: string) => useHeader(header.split(';'), type, new Map()).fields;

it.each<[GoldenType, string, string]>([
  ['account', 'Firma;Straße;PLZ;Ort;Land;Telefon', 'name;street;postal_code;city;country;phone'],
  ['account', 'Raison sociale;Code postal;Ville;Téléphone', 'name;postal_code;city;phone'],
  ['account', 'Nombre;Razón social;Dirección;Correo electrónico', 'name;name;street;email'],
  ['account', 'Ragione sociale;Indirizzo;Città;Partita IVA', 'name;street;city;vat_id'],
  ['contact', 'Prénom;Nom;Courriel;Date de naissance', 'first_name;last_name;email;date_of_birth'],
  ['contact', 'Nombre;Apellidos;Móvil', 'first_name;last_name;mobile'],
  ['contact', 'Voornaam;Achternaam;Woonplaats', 'first_name;last_name;city'],
  ['contact', 'Vorname;Name;Firma', 'first_name;last_name;company'],
  ['contact', 'First Name;Name;City', 'first_name;name;city'],
])('of %s knows %s', (type, header, expected) => {
  expect(fields(type, header)).toEqual(expected.split(';'));
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
