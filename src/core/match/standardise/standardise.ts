import type { GoldenType } from '../../model/entity.ts';
import type { CanonicalRecord, CanonicalValue } from '../../model/field.ts';
import type { Column, Standardised } from '../standardised.ts';
import { standardiseAddress } from './address.ts';
import { standardiseCompanyNames } from './company-name.ts';
import { standardiseDate } from './date.ts';
import { standardiseEmails } from './email.ts';
import { fold, words } from './fold.ts';
import { standardiseGender } from './gender.ts';
import { standardiseIdentifiers } from './identifier.ts';
import { memoised } from './memoised.ts';
import { rolesOfNames } from './name-roles.ts';
import { standardisePersonName } from './person-name.ts';
import { standardisePhones } from './phone.ts';
import { standardiseCity, standardiseCountry, standardisePostalCode, standardiseState } from './place.ts';
import { standardiseDomains } from './web-domain.ts';

type Columns = { [column: string]: string };

const countryOf = memoised((value) => standardiseCountry(value));
const cityOf = memoised(standardiseCity);
const stateOf = memoised(standardiseState);
const postalOf = memoised((value) => standardisePostalCode(value));
const addressOf = memoised(standardiseAddress);
const plainOf = memoised((value) => words(fold(value)).join(' '));
/** Of people's employers, which many share; names of accounts hardly come again. */
const employerOf = memoised((value, country) => standardiseCompanyNames([value], country).core);

/** A cell longer than this is not a name or an address; comparing it would only cost time. */
const LONGEST = 2000;

/** The comparable form of a record: only what matching looks at, one text per column, absent when not known. */
export function standardise(type: GoldenType, record: CanonicalRecord): Standardised {
  const columns: Columns = {};
  const country = countryOf(text(record['country']), '');
  if (type === 'account') account(record, columns, country);
  else contact(record, columns, country);
  put(columns, 'country', country);
  place(record, columns, country);
  return columns;
}

function account(record: CanonicalRecord, columns: Columns, country: string): void {
  const { core, form } = standardiseCompanyNames(texts(record, 'name', 'legal_name'), country);
  put(columns, 'name', core);
  put(columns, 'form', form);
  put(columns, 'role', rolesOfNames(core));
  const emails = texts(record, 'email');
  put(columns, 'email', standardiseEmails(emails));
  put(columns, 'domain', standardiseDomains(texts(record, 'website', 'domains'), emails));
  put(columns, 'phone', standardisePhones(texts(record, 'phone', 'fax'), country));
  put(columns, 'geo', geo(record['latitude'], record['longitude']));
  for (const column of ['industry', 'brand', 'parent'] as const) put(columns, column, plain(record[column]));
  for (const column of ['socials', 'vat_id', 'duns', 'lei', 'company_number'] as const) {
    put(columns, column, standardiseIdentifiers(texts(record, column)));
  }
}

function contact(record: CanonicalRecord, columns: Columns, country: string): void {
  const name = standardisePersonName(
    {
      ...part('name', record['name']),
      ...part('first', record['first_name']),
      ...part('middle', record['middle_name']),
      ...part('last', record['last_name']),
      ...part('suffix', record['suffix']),
    },
    country || countryOfSigns(record),
  );
  put(columns, 'first', name.first);
  put(columns, 'middle', name.middle);
  put(columns, 'last', name.last);
  put(columns, 'suffix', name.suffix);
  put(columns, 'email', standardiseEmails(texts(record, 'email', 'emails')));
  put(columns, 'phone', standardisePhones(texts(record, 'phone', 'mobile'), country));
  put(columns, 'birth', standardiseDate(text(record['date_of_birth'])));
  put(columns, 'national_id', standardiseIdentifiers(texts(record, 'national_id')));
  put(columns, 'linkedin', standardiseIdentifiers(texts(record, 'linkedin')));
  put(columns, 'company', employers(texts(record, 'company'), country));
  put(columns, 'gender', standardiseGender(plain(record['gender'])));
  for (const column of ['title', 'birth_place', 'occupation'] as const)
    put(columns, column, plain(record[column]));
  put(columns, 'locality', plain(record['address_2']));
}

function employers(names: readonly string[], country: string): string {
  const [only = ''] = names;
  return names.length < 2 ? employerOf(only, country) : standardiseCompanyNames(names, country).core;
}

/** A record without a country still shows that it is Japanese, by its numbers and addresses. */
function countryOfSigns(record: CanonicalRecord): string {
  const phones = texts(record, 'phone', 'mobile').some((phone) => /^\s*(?:\+|00)81/.test(phone));
  return phones || texts(record, 'email', 'emails').some((email) => /\.jp\W*$/i.test(email)) ? 'JP' : '';
}

function place(record: CanonicalRecord, columns: Columns, country: string): void {
  const line = text(record['street']) || text(record['address_1']);
  const number = text(record['street_number']);
  const whole = number !== '' && !line.startsWith(number) ? `${number} ${line}` : line;
  const unit = text(record['unit']);
  put(columns, 'address', addressOf(unit === '' ? whole : `${whole} unit ${unit}`, country));
  put(columns, 'city', cityOf(text(record['city']), country));
  put(columns, 'state', stateOf(text(record['state']), country));
  put(columns, 'postal', postalOf(text(record['postal_code']), ''));
}

function put(columns: Columns, column: Column, value: string): void {
  if (value !== '') columns[column] = value;
}

function text(value: CanonicalValue | undefined): string {
  if (value === null || value === undefined) return '';
  const whole = Array.isArray(value) ? value.join(' | ') : String(value);
  return whole.length > LONGEST ? whole.slice(0, LONGEST) : whole;
}

/** Every value of the fields; several values in one cell are separated by ` | `. */
function texts(record: CanonicalRecord, ...fields: readonly string[]): string[] {
  const found: string[] = [];
  for (const field of fields) {
    const value = record[field];
    if (value === null || value === undefined || value === '') continue;
    const cell = text(value);
    if (cell.includes(' | ')) found.push(...cell.split(' | '));
    else found.push(cell);
  }
  return found;
}

function plain(value: CanonicalValue | undefined): string {
  const cell = text(value);
  return cell === '' ? '' : plainOf(cell, '');
}

function part<K extends string>(key: K, value: CanonicalValue | undefined): { [P in K]?: string } {
  const cell = text(value);
  return (cell === '' ? {} : { [key]: cell }) as { [P in K]?: string };
}

function geo(latitude: CanonicalValue | undefined, longitude: CanonicalValue | undefined): string {
  const [north, east] = [Number(text(latitude) || 'x'), Number(text(longitude) || 'x')];
  return Number.isFinite(north) && Number.isFinite(east) ? `${north.toFixed(5)},${east.toFixed(5)}` : '';
}
