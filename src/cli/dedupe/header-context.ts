import type { GoldenType } from '../../core/model/entity.ts';
import { foreignField, foreignWord } from './foreign-headers.ts';

type Fields = (string | undefined)[];

/** Words for a name, whole or in part: `Nom` beside `Prénom` is the family name, by itself the full one. */
const FAMILY_BESIDE_GIVEN = new Set('nom naam namn nazwa nome'.split(' '));
const GIVEN_BESIDE_FAMILY = new Set('nombre nome'.split(' '));
/** By itself, `Nazwa` names a thing or a company, never a person. */
const FULL_NAME = new Set('nom naam namn nome nombre'.split(' '));
/** Columns that are not read themselves, such as `Prénom usuel` and `Segundo apellido`, tell what `Nom` is as well. */
const GIVEN = /prenom|vorname|voornaam|fornamn/;
const FAMILY = /apellido|cognome|sobrenome|apelido/;

/** `CAP` is the Italian postal code beside one of these, and may be anything in an English file. */
const ITALIAN = new Set(
  'citta comune cognome indirizzo provincia ragionesociale denominazione partitaiva cellulare'.split(' '),
);

/** What a company calls the numbers of its customers: their ids in its own export. */
const CUSTOMER_NUMBERS = new Set('kundennr kundennummer codeclient'.split(' '));

/** Gives fields to the columns that only the others of the file explain; what `map` names stays as it is. */
export function useContext(
  header: readonly string[],
  type: GoldenType,
  map: ReadonlyMap<string, string>,
  fields: Fields,
): void {
  if (type === 'contact' && !fields.includes('last_name')) useFamilyName(header, map, fields);
  const words = header.map((name, at) =>
    map.has(name) || fields[at] !== undefined ? '' : foreignWord(name),
  );
  const all = header.map(foreignWord);
  if (type === 'contact') useNames(words, all, fields);
  if (all.some((word) => ITALIAN.has(word))) give('postal_code', fields, words, (word) => word === 'cap');
  const isIn = (word: string) => all.includes(word);
  // Xero's contacts are the companies that one deals with; DATEV's accounts are its customers.
  if (type === 'account' && isIn('poaddressline1'))
    give('name', fields, words, (word) => word === 'contactname');
  if (isIn('adressattyp')) give('id', fields, words, (word) => word === 'konto');
  // Beside a contact's company, the number may be the company's: its contacts would share an id.
  if (type === 'account' || !fields.includes('company'))
    give('id', fields, words, (word) => CUSTOMER_NUMBERS.has(word));
}

/** Beside a `Vorname`, the column `Name` holds the family name, unless the user said what it holds. */
function useFamilyName(header: readonly string[], map: ReadonlyMap<string, string>, fields: Fields): void {
  if (!header.some((name) => foreignField(name, 'contact') === 'first_name')) return;
  const at = header.findIndex(
    (name, index) => fields[index] === 'name' && !map.has(name) && foreignWord(name) === 'name',
  );
  if (at >= 0) fields[at] = 'last_name';
}

/** The first column that is called so, where no other has the field. */
function give(
  field: string,
  fields: Fields,
  words: readonly string[],
  isCalled: (word: string) => boolean,
): void {
  const at = words.findIndex(isCalled);
  if (at >= 0 && !fields.includes(field)) fields[at] = field;
}

function useNames(words: readonly string[], all: readonly string[], fields: Fields): void {
  // A nickname in Brazil, the family name in Portugal: the latter where no other column is.
  give('last_name', fields, words, (word) => word === 'apelido' || word === 'apelidos');
  const hasGiven = fields.includes('first_name') || all.some((word) => GIVEN.test(word));
  const hasFamily = fields.includes('last_name') || all.some((word) => FAMILY.test(word));
  words.forEach((word, at) => {
    fields[at] ??= nameField(word, hasGiven, hasFamily);
  });
}

function nameField(word: string, hasGiven: boolean, hasFamily: boolean): string | undefined {
  if (hasFamily && GIVEN_BESIDE_FAMILY.has(word)) return 'first_name';
  if (hasGiven && !hasFamily && FAMILY_BESIDE_GIVEN.has(word)) return 'last_name';
  return FULL_NAME.has(word) ? 'name' : undefined;
}
