import type { GoldenType } from '../../core/model/entity.ts';
import { shownNames, useHeader } from './header.ts';

/** Fields that only records of the type have, however a file is used; `weak` ones tell in company only. */
const MARKS: { readonly [T in GoldenType]: { strong: ReadonlySet<string>; weak: ReadonlySet<string> } } = {
  account: {
    strong: fieldSet('legal_name vat_id duns lei company_number industry parent'),
    // A longitude goes with it, and is no second mark.
    weak: fieldSet('website domains fax socials brand latitude'),
  },
  contact: {
    strong: fieldSet('first_name middle_name last_name suffix date_of_birth national_id gender birth_place'),
    weak: fieldSet('mobile title linkedin occupation'),
  },
};
/** A telefax is in many a list of people, a site seldom. */
const WEB = fieldSet('website domains socials');
/** What a contact without a name goes by. */
const REACHED = ['email', 'emails', 'mobile', 'linkedin', 'national_id'];

function fieldSet(names: string): Set<string> {
  return new Set(names.split(' '));
}

/** A file of which the header says that its rows are of the other type than `--type` says. */
export type Misnamed = { likely: GoldenType; columns: string[] };

type Reading = { header: readonly string[]; fields: { [T in GoldenType]: (string | undefined)[] } };

/**
 * Tells a header that fits the other type; undefined where it fits this one, or could be either. A list of accounts may
 * name somebody at each, and one of contacts their companies: what a header has beside decides.
 */
export function misnamed(
  header: readonly string[],
  type: GoldenType,
  map: ReadonlyMap<string, string>,
): Misnamed | undefined {
  // Who says what a column holds knows what the rows are; any row has an id.
  if (header.some((name) => map.has(name) && map.get(name) !== 'id' && map.get(name) !== 'source'))
    return undefined;
  const reading: Reading = {
    header,
    fields: {
      account: useHeader(header, 'account', map).fields,
      contact: useHeader(header, 'contact', map).fields,
    },
  };
  const columns = type === 'account' ? ofPeople(reading) : ofCompanies(reading);
  if (columns.length === 0) return undefined;
  return { likely: type === 'account' ? 'contact' : 'account', columns };
}

/** For the reader of a note: what was seen, and what to do. */
export function misnamedInWords(file: string, type: GoldenType, { likely, columns }: Misnamed): string {
  return `${file}: the header looks like ${likely}s (${shownNames(columns)}), but is read as ${type}s; if its rows are ${likely}s, use --type ${likely}, else tell what the columns hold with --map Column=field`;
}

/** The columns that tell of people in a file where none tells of companies. */
function ofPeople({ header, fields }: Reading): string[] {
  if (columnsOf(header, fields.account, MARKS.account.strong).length > 0) return [];
  if (columnsOf(header, fields.account, WEB).length > 0) return [];
  const people = columnsOf(header, fields.contact, MARKS.contact.strong);
  const named = fullNames({ header, fields });
  if (people.length === 0 && (named.length === 0 || fields.account.includes('name'))) return [];
  const told = [...named, ...people];
  // The company first, and then who stands for it: a list of accounts.
  const company = header.findIndex(
    (_, at) =>
      fields.contact[at] === 'company' || (fields.account[at] === 'name' && fields.contact[at] === undefined),
  );
  if (company >= 0 && company < header.indexOf(told[0] ?? '')) return [];
  return told;
}

/** The columns that tell of companies in a file where none tells of people. */
function ofCompanies({ header, fields }: Reading): string[] {
  const marks = MARKS.contact;
  if (columnsOf(header, fields.contact, marks.strong).length > 0) return [];
  if (columnsOf(header, fields.contact, marks.weak).length > 0) return [];
  if (fullNames({ header, fields }).length > 0) return [];
  const strong = columnsOf(header, fields.account, MARKS.account.strong);
  const weak = columnsOf(header, fields.account, MARKS.account.weak);
  const companies = header.filter((_, at) => fields.contact[at] === 'company');
  if (!fields.contact.includes('name')) {
    const isReached = REACHED.some((field) => fields.contact.includes(field));
    return strong.length > 0 || !isReached ? [...companies, ...strong, ...weak] : [];
  }
  if (companies.length > 0) return [];
  return strong.length > 0 || weak.length > 1 || (weak.length > 0 && !fields.contact.includes('email'))
    ? [...strong, ...weak]
    : [];
}

/** Full names of people, by a word that no company's has: `Contact Name`. */
function fullNames({ header, fields }: Reading): string[] {
  return header.filter((_, at) => fields.contact[at] === 'name' && fields.account[at] === undefined);
}

function columnsOf(
  header: readonly string[],
  fields: readonly (string | undefined)[],
  wanted: ReadonlySet<string>,
): string[] {
  return header.filter((_, at) => wanted.has(fields[at] ?? ''));
}
