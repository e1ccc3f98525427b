/**
 * Which canonical fields become which columns. What belongs together is one group, so that whoever meets the same
 * cells again can take the same values again without working them out.
 */
import type { GoldenType } from '../../model/entity.ts';
import type { CanonicalRecord, CanonicalValue } from '../../model/field.ts';
import type { Column } from '../standardised.ts';
import { standardiseAddress } from './address.ts';
import { standardiseCompanyNames } from './company-name.ts';
import { standardiseDate } from './date.ts';
import { standardiseEmails } from './email.ts';
import { fold, words } from './fold.ts';
import { standardiseGender } from './gender.ts';
import { standardiseIdentifiers, standardiseVatIds } from './identifier.ts';
import { memoised } from './memoised.ts';
import { rolesOfNames } from './name-roles.ts';
import { type PersonNameParts, standardisePersonName } from './person-name.ts';
import { standardisePhones } from './phone.ts';
import { standardiseCity, standardiseCountry, standardisePostalCode, standardiseState } from './place.ts';
import { isPlaceCalledSo, isPlaceholder, mayBeName } from './placeholder.ts';
import { plainAddress } from './plain/address.ts';
import { plainCompanyName, plainEmployer } from './plain/company-name.ts';
import { plainDomain } from './plain/domain.ts';
import { plainEmail, plainMailbox } from './plain/email.ts';
import { plainIdentifier, plainVatId } from './plain/identifier.ts';
import { plainPersonName } from './plain/person-name.ts';
import { plainPhones } from './plain/phone.ts';
import type { PlainReader } from './plain/plain-cells.ts';
import { plainPostalCode } from './plain/postal-code.ts';
import { plainProfile } from './plain/profile.ts';
import { standardiseProfiles } from './profile.ts';
import { isRoleMailbox } from './role-mailbox.ts';
import { standardiseDomains } from './web-domain.ts';

export type ColumnGroup = {
  /** The canonical fields that the columns come of; without any of them none is known. */
  inputs: readonly string[];
  /** What else they depend on: the record's country, or where a person is from. */
  context: 'none' | 'country' | 'home';
  columns: readonly string[];
  /** Values of the columns, in their order; empty where not known. */
  of(record: CanonicalRecord, context: string): readonly string[];
  /** The same from bytes, where the cells are plain. */
  plain?: PlainReader;
};

const countryName = memoised((value) => standardiseCountry(value));
const cityName = memoised(standardiseCity);
const stateName = memoised(standardiseState);
const postalCode = memoised(standardisePostalCode);
const plainWords = memoised((value) => words(fold(value)).join(' '));

/** A cell longer than this is not a name or an address; comparing it would only cost time. */
const LONGEST = 2000;

/** The fields that tell a record's country. */
export const COUNTRY_INPUTS = ['country'];
/** The fields that show where a person without a country is from. */
export const HOME_INPUTS = ['phone', 'mobile', 'phones', 'email', 'emails'];

/** ISO 3166-1 alpha-2 or a folded name; empty where not known. */
export function countryOf(record: CanonicalRecord): string {
  return countryName(text(record['country']), '');
}

/** The country, or the one that a record without a country shows: a Japanese one by its numbers and addresses. */
export function homeOf(record: CanonicalRecord, country: string): string {
  if (country !== '') return country;
  const phones = texts(record, 'phone', 'mobile', 'phones').some((phone) => /^\s*(?:\+|00)81/.test(phone));
  return phones || texts(record, 'email', 'emails').some((email) => /\.jp\W*$/i.test(email)) ? 'JP' : '';
}

function group(
  inputs: readonly string[],
  columns: readonly Column[],
  of: (record: CanonicalRecord, context: string) => readonly string[],
  context: ColumnGroup['context'] = 'none',
): ColumnGroup {
  return { inputs, context, columns, of };
}

const withPlain = (text: ColumnGroup, plain: PlainReader): ColumnGroup => ({ ...text, plain });

const plainGroup = (column: Column, field: string = column) =>
  group([field], [column], (record) => [plain(record[field])]);
const idGroup = (column: Column) =>
  withPlain(
    group([column], [column], (record) => [standardiseIdentifiers(texts(record, column))]),
    plainIdentifier,
  );
const phoneGroup = (...fields: readonly string[]) =>
  withPlain(
    group(
      fields,
      ['phone'],
      (record, country) => [standardisePhones(texts(record, ...fields), country)],
      'country',
    ),
    plainPhones,
  );

const PLACE: readonly ColumnGroup[] = [
  group(COUNTRY_INPUTS, ['country'], (_, country) => [country], 'country'),
  withPlain(
    group(['street', 'address_1', 'street_number', 'unit'], ['address'], address, 'country'),
    plainAddress,
  ),
  group(['city'], ['city'], city, 'country'),
  group(['state'], ['state'], (record, country) => [stateName(text(record['state']), country)], 'country'),
  withPlain(
    group(
      ['postal_code'],
      ['postal'],
      (record, country) => [postalCode(text(record['postal_code']), country)],
      'country',
    ),
    plainPostalCode,
  ),
];

const ACCOUNT: readonly ColumnGroup[] = [
  withPlain(
    group(['name', 'legal_name'], ['name', 'form', 'role'], companyName, 'country'),
    plainCompanyName,
  ),
  withPlain(
    group(['email', 'emails'], ['email'], (record) => [standardiseEmails(texts(record, 'email', 'emails'))]),
    plainEmail,
  ),
  withPlain(
    group(['website', 'domains', 'email', 'emails'], ['domain'], (record) => [
      standardiseDomains(texts(record, 'website', 'domains'), texts(record, 'email', 'emails')),
    ]),
    plainDomain,
  ),
  phoneGroup('phone', 'phones', 'fax'),
  group(['latitude', 'longitude'], ['geo'], ({ latitude, longitude }) => [geo(latitude, longitude)]),
  ...(['industry', 'brand', 'parent'] as const).map((column) => plainGroup(column)),
  withPlain(
    group(['socials'], ['socials'], (record) => [standardiseProfiles(texts(record, 'socials'))]),
    plainProfile,
  ),
  withPlain(
    group(['vat_id'], ['vat_id'], (record) => [standardiseVatIds(texts(record, 'vat_id'))]),
    plainVatId,
  ),
  ...(['duns', 'lei', 'company_number'] as const).map(idGroup),
  ...PLACE,
];

const CONTACT: readonly ColumnGroup[] = [
  withPlain(
    group(
      ['name', 'first_name', 'middle_name', 'last_name', 'suffix'],
      ['first', 'middle', 'last', 'suffix'],
      personName,
      'home',
    ),
    plainPersonName,
  ),
  withPlain(group(['email', 'emails'], ['email', 'mailbox'], mailboxes), plainMailbox),
  phoneGroup('phone', 'mobile', 'phones'),
  group(['date_of_birth'], ['birth'], (record) => [standardiseDate(text(record['date_of_birth']))]),
  idGroup('national_id'),
  withPlain(
    group(['linkedin'], ['linkedin'], (record) => [
      standardiseProfiles(texts(record, 'linkedin'), 'linkedin'),
    ]),
    plainProfile,
  ),
  withPlain(group(['company'], ['company'], employers, 'country'), plainEmployer),
  group(['gender'], ['gender'], (record) => [standardiseGender(plain(record['gender']))]),
  ...(['title', 'birth_place', 'occupation'] as const).map((column) => plainGroup(column)),
  plainGroup('locality', 'address_2'),
  ...PLACE,
];

/** The groups of a type; no two have a column in common. */
export function columnGroups(type: GoldenType): readonly ColumnGroup[] {
  return type === 'account' ? ACCOUNT : CONTACT;
}

function companyName(record: CanonicalRecord, country: string): readonly string[] {
  const { core, form } = standardiseCompanyNames(texts(record, 'name', 'legal_name'), country);
  return [core, form, rolesOfNames(core)];
}

/** Fields of a person's name, with what they are of it. */
const NAME_PARTS = [
  ['name', 'name'],
  ['first_name', 'first'],
  ['middle_name', 'middle'],
  ['last_name', 'last'],
  ['suffix', 'suffix'],
] as const;

function personName(record: CanonicalRecord, home: string): readonly string[] {
  const parts: PersonNameParts = {};
  for (const [field, key] of NAME_PARTS) {
    const cell = text(record[field]);
    if (cell !== '') parts[key] = cell;
  }
  const isHalf = (parts.first === undefined) !== (parts.last === undefined);
  if (isHalf) Object.assign(parts, nameCalledSo(record));
  const { first, middle, last, suffix } = standardisePersonName(parts, home);
  return [first, middle, last, suffix];
}

/**
 * Half a name that reads as if there were none (Jennifer Null, Nan Whitlock), where the other half is a name, and no other
 * part of it says that there is none: whoever fills gaps with a word fills all of them with it.
 */
function nameCalledSo(record: CanonicalRecord): { first?: string; last?: string } {
  const [first, last] = [record['first_name'], record['last_name']];
  if (typeof first !== 'string' || typeof last !== 'string' || (text(first) === '') === (text(last) === ''))
    return {};
  const doubtful = text(first) === '' ? first : last;
  const says = ['middle_name', 'suffix'].some((field) => isPlaceholder(String(record[field] ?? '')));
  if (says || !mayBeName(doubtful)) return {};
  return doubtful === first ? { first } : { last };
}

function city(record: CanonicalRecord, country: string): readonly string[] {
  const cell = record['city'];
  return [cityName(typeof cell === 'string' && isPlaceCalledSo(cell, country) ? cell : text(cell), country)];
}

/** A person's addresses, and those of an office that many people write from. */
function mailboxes(record: CanonicalRecord): readonly string[] {
  const emails = standardiseEmails(texts(record, 'email', 'emails'));
  if (!emails.includes('|')) return isRoleMailbox(emails) ? ['', emails] : [emails, ''];
  const [own, shared] = [[] as string[], [] as string[]];
  for (const email of emails.split('|')) (isRoleMailbox(email) ? shared : own).push(email);
  return [own.join('|'), shared.join('|')];
}

function employers(record: CanonicalRecord, country: string): readonly string[] {
  return [standardiseCompanyNames(texts(record, 'company'), country).core];
}

function address(record: CanonicalRecord, country: string): readonly string[] {
  const line = text(record['street']) || text(record['address_1']);
  const number = text(record['street_number']);
  const whole = number !== '' && !line.startsWith(number) ? `${number} ${line}` : line;
  const unit = text(record['unit']);
  return [standardiseAddress(unit === '' ? whole : `${whole} unit ${unit}`, country)];
}

function text(value: CanonicalValue | undefined): string {
  if (value === null || value === undefined) return '';
  const whole = Array.isArray(value) ? value.join(' | ') : String(value);
  if (isPlaceholder(whole)) return '';
  return whole.length > LONGEST ? whole.slice(0, LONGEST) : whole;
}

/** Every value of the fields; several values in one cell are separated by ` | `. */
function texts(record: CanonicalRecord, ...fields: readonly string[]): string[] {
  const found: string[] = [];
  for (const field of fields) {
    const value = record[field];
    if (value === null || value === undefined || value === '') continue;
    const cell = text(value);
    if (cell.includes(' | ')) found.push(...cell.split(' | ').filter((each) => !isPlaceholder(each)));
    else if (cell !== '') found.push(cell);
  }
  return found;
}

function plain(value: CanonicalValue | undefined): string {
  const cell = text(value);
  return cell === '' ? '' : plainWords(cell, '');
}

function geo(latitude: CanonicalValue | undefined, longitude: CanonicalValue | undefined): string {
  const [north, east] = [latitude, longitude].map((value) =>
    Number(text(value).replace(',', '.') || 'x'),
  ) as [number, number];
  // Where nothing was known, exports say 0, 0: in the sea.
  const isKnown = Number.isFinite(north) && Number.isFinite(east) && (north !== 0 || east !== 0);
  return isKnown ? `${north.toFixed(5)},${east.toFixed(5)}` : '';
}
