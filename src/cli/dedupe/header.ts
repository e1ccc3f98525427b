import { ConfigError } from '../../core/errors.ts';
import { EXTRA_KINDS, type ExtraFeature, type ExtraKind } from '../../core/match/extra-features.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import { exportField } from './export-headers.ts';
import { foreignField, foreignWord } from './foreign-headers.ts';
import { useContext } from './header-context.ts';

/** Which canonical field each column of a file feeds; undefined is not used for matching. */
export type ColumnUse = { field: string | undefined };

/** Fields that only one type has; the rest belong to both. `id` and `source` are never evidence. */
const SHARED =
  'id source name email emails phone phones street street_number unit address_1 address_2 city state postal_code country';
export const DEDUPE_FIELDS: { readonly [T in GoldenType]: ReadonlySet<string> } = {
  account: new Set(
    `${SHARED} legal_name website domains fax latitude longitude industry brand socials vat_id duns lei company_number parent`.split(
      ' ',
    ),
  ),
  contact: new Set(
    `${SHARED} first_name middle_name last_name suffix mobile date_of_birth national_id company title linkedin gender birth_place occupation`.split(
      ' ',
    ),
  ),
};

/** Header (letters and digits only, lower case) → field, as Salesforce and HubSpot export it. */
const BOTH: Readonly<Record<string, string>> = {
  recordid: 'id',
  hsobjectid: 'id',
  externalid: 'id',
  emailaddress: 'email',
  phonenumber: 'phone',
  telephone: 'phone',
  tel: 'phone',
  businessphone: 'phone',
  workphone: 'phone',
  homephone: 'phone',
  otherphone: 'phone',
  additionalemailaddresses: 'emails',
  streetaddress: 'street',
  address: 'street',
  addressline1: 'address_1',
  address1: 'address_1',
  addressline2: 'address_2',
  address2: 'address_2',
  streetaddress2: 'address_2',
  suburb: 'city',
  town: 'city',
  zip: 'postal_code',
  zipcode: 'postal_code',
  postcode: 'postal_code',
  zippostalcode: 'postal_code',
  zippostal: 'postal_code',
  postalcode: 'postal_code',
  stateprovince: 'state',
  stateregion: 'state',
  province: 'state',
  region: 'state',
  countryregion: 'country',
  countrycode: 'country',
  housenumber: 'street_number',
  hscountrycode: 'country',
};
const BY_TYPE: { readonly [T in GoldenType]: Readonly<Record<string, string>> } = {
  account: {
    accountid: 'id',
    companyid: 'id',
    accountname: 'name',
    companyname: 'name',
    company: 'name',
    organization: 'name',
    organisation: 'name',
    organizationname: 'name',
    websiteurl: 'website',
    companydomainname: 'domains',
    domain: 'domains',
    url: 'website',
    homepage: 'website',
    billingstreet: 'street',
    billingaddressline1: 'address_1',
    billingaddressline2: 'address_2',
    billingcity: 'city',
    billingstate: 'state',
    billingstateprovince: 'state',
    billingpostalcode: 'postal_code',
    billingzippostalcode: 'postal_code',
    billingzip: 'postal_code',
    billingcountry: 'country',
    billinglatitude: 'latitude',
    billinglongitude: 'longitude',
    lat: 'latitude',
    lon: 'longitude',
    lng: 'longitude',
    vat: 'vat_id',
    vatnumber: 'vat_id',
    vatid: 'vat_id',
    taxid: 'vat_id',
    dunsnumber: 'duns',
    leicode: 'lei',
    registrationnumber: 'company_number',
    companyregistrationnumber: 'company_number',
    companynumber: 'company_number',
    parentid: 'parent',
    parentaccountid: 'parent',
    parentcompany: 'parent',
    parentaccount: 'parent',
    linkedincompanypage: 'socials',
    linkedincompanypageurl: 'socials',
    facebookcompanypage: 'socials',
    linkedin: 'socials',
    linkedinurl: 'socials',
    facebook: 'socials',
    twitter: 'socials',
    legalname: 'legal_name',
    faxnumber: 'fax',
  },
  contact: {
    contactid: 'id',
    fullname: 'name',
    contactname: 'name',
    firstname: 'first_name',
    givenname: 'first_name',
    forename: 'first_name',
    lastname: 'last_name',
    surname: 'last_name',
    familyname: 'last_name',
    middlename: 'middle_name',
    namesuffix: 'suffix',
    mobilephone: 'mobile',
    mobilephonenumber: 'mobile',
    cell: 'mobile',
    mailingstreet: 'street',
    mailingaddressline1: 'address_1',
    mailingaddressline2: 'address_2',
    mailingcity: 'city',
    mailingstate: 'state',
    mailingstateprovince: 'state',
    mailingpostalcode: 'postal_code',
    mailingzippostalcode: 'postal_code',
    mailingzip: 'postal_code',
    mailingcountry: 'country',
    birthdate: 'date_of_birth',
    dob: 'date_of_birth',
    dateofbirth: 'date_of_birth',
    birthday: 'date_of_birth',
    ssn: 'national_id',
    socialsecuritynumber: 'national_id',
    socsecid: 'national_id',
    nationalid: 'national_id',
    accountname: 'company',
    companyname: 'company',
    employer: 'company',
    associatedcompany: 'company',
    associatedcompanyprimary: 'company',
    organization: 'company',
    jobtitle: 'title',
    linkedinurl: 'linkedin',
    hslinkedinurl: 'linkedin',
    linkedinprofile: 'linkedin',
    sex: 'gender',
    birthplace: 'birth_place',
    placeofbirth: 'birth_place',
  },
};

/** Other papers with a number of their own. They stand for the national id where a file has none: one kind of them. */
const PAPERS: readonly ReadonlySet<string>[] = [
  new Set(['passport', 'passportnumber', 'passportno', 'passportid']),
  new Set(
    'driverslicense driverslicence driverlicense driverslicensenumber driverlicensenumber drivinglicence drivinglicense drivinglicencenumber drivinglicensenumber'.split(
      ' ',
    ),
  ),
];

export type Uses = { fields: (string | undefined)[]; ignored: string[] };

/** Assigns the columns of a header; `map` (column → field) comes first and is checked. */
export function useHeader(
  header: readonly string[],
  type: GoldenType,
  map: ReadonlyMap<string, string>,
): Uses {
  const fields = header.map((name) => {
    const mapped = map.get(name);
    if (mapped !== undefined) return DEDUPE_FIELDS[type].has(mapped) ? mapped : undefined;
    const plain = name.trim().toLowerCase();
    const key = plainName(name);
    if (DEDUPE_FIELDS[type].has(plain)) return plain;
    // A column may be called `constructor`: only our own entries count.
    return Object.hasOwn(BY_TYPE[type], key)
      ? BY_TYPE[type][key]
      : Object.hasOwn(BOTH, key)
        ? BOTH[key]
        : (PLAIN_FIELDS[type].get(key) ?? exportField(foreignWord(name), type) ?? foreignField(name, type));
  });
  if (type === 'contact' && !fields.includes('national_id')) usePapers(header, fields);
  useContext(header, type, map, fields);
  const ignored = header.filter((name, index) => fields[index] === undefined && name !== '');
  return { fields, ignored };
}

/** Two kinds of papers in one list would seem to differ where each record knows another kind. */
function usePapers(header: readonly string[], fields: (string | undefined)[]): void {
  for (const kind of PAPERS) {
    const at = header.findIndex((name, index) => fields[index] === undefined && kind.has(plainName(name)));
    if (at < 0) continue;
    fields[at] = 'national_id';
    return;
  }
}

/** Canonical names as plain words: `E-Mail`, `Street Number`. */
const PLAIN_FIELDS: { readonly [T in GoldenType]: ReadonlyMap<string, string> } = {
  account: plainFields('account'),
  contact: plainFields('contact'),
};

function plainFields(type: GoldenType): Map<string, string> {
  return new Map([...DEDUPE_FIELDS[type]].map((field) => [field.replaceAll('_', ''), field]));
}

const plainName = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Names for a message: the first of them, each cut to a length that can be read. */
export function shownNames(names: readonly string[]): string {
  const shown = names
    .slice(0, MOST_SHOWN)
    .map((name) => (name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN - 1)}…` : name));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
const MOST_SHOWN = 40;
const LONGEST_SHOWN = 60;

/** Parses `--map "Col=field,…"` (repeatable). */
export function parseMap(texts: readonly string[], types: readonly GoldenType[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of texts.flatMap((text) => text.split(',')).filter((text) => text.trim() !== '')) {
    const at = entry.lastIndexOf('=');
    const [column, field] = [entry.slice(0, at).trim(), entry.slice(at + 1).trim()];
    if (at < 1 || !types.some((type) => DEDUPE_FIELDS[type].has(field))) {
      const allowed = types.map((type) => `${type}: ${[...DEDUPE_FIELDS[type]].join(', ')}`).join('; ');
      throw new ConfigError({
        code: 'MAP_INVALID',
        message: `--map ${JSON.stringify(entry)}: write Column=field, with a field of ${allowed}.`,
      });
    }
    found.set(column, field);
  }
  return found;
}

/** Parses `--feature "col:kind"` (repeatable). */
export function parseFeatures(texts: readonly string[]): ExtraFeature[] {
  return texts
    .flatMap((text) => text.split(','))
    .map((text) => {
      const at = text.lastIndexOf(':');
      const [column, kind] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
      if (at < 1 || !Object.hasOwn(EXTRA_KINDS, kind)) {
        throw new ConfigError({
          code: 'FEATURE_INVALID',
          message: `--feature ${JSON.stringify(text)}: write column:kind, with a kind of ${Object.keys(EXTRA_KINDS).join(', ')}.`,
        });
      }
      return { column, kind: kind as ExtraKind };
    });
}

const PERSON = new Set('person people individual contact p consumer human'.split(' '));
const ORGANISATION = new Set(
  'organization organisation org company account business o b2b corporate legalentity'.split(' '),
);

/** The type that a value of the `--type-column` names; undefined when it names none. */
export function typeOfValue(value: string): GoldenType | undefined {
  const key = value.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (PERSON.has(key)) return 'contact';
  return ORGANISATION.has(key) ? 'account' : undefined;
}
