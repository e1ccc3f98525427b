/**
 * Writes labelled CSV files of generated companies and people:
 * `node bench/match/generate.ts DIR ACCOUNT_ROWS [SEED]` → DIR/{accounts,contacts}/{records,truth}.csv.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CsvWriter } from '#src/cli/dedupe/write-csv.ts';
import { observeCompanies } from '#src/sandbox/world/observe/account-copies.ts';
import type { AccountCopy } from '#src/sandbox/world/observe/account-copy.ts';
import { streamContactCopies } from '#src/sandbox/world/observe/contact-copies.ts';
import { drawCompanies } from '#src/sandbox/world/truth/companies.ts';
import { streamPeople } from '#src/sandbox/world/truth/people.ts';

/** Records per company that the world's presence rates come to. */
const ROWS_PER_COMPANY = 2.39;
const PLACE = ['street', 'city', 'state', 'postal_code', 'country'];
const ACCOUNT_HEADER = ['id', 'source', 'name', 'website', 'phone', 'fax', ...PLACE, 'vat_id', 'duns', 'lei'];
const CONTACT_HEADER = [
  'id',
  'source',
  'first_name',
  'last_name',
  'suffix',
  'email',
  'phone',
  'mobile',
  ...PLACE,
  'date_of_birth',
  'company',
  'title',
  'linkedin',
];

/** Generates at least `rows` account records and as many contacts as go with them. */
export function writeGenerated(folder: string, rows: number, seed: number): void {
  const companies = drawCompanies(seed, Math.ceil(rows / ROWS_PER_COMPANY));
  const copies = observeCompanies(seed, companies);
  const accounts = openPair(join(folder, 'accounts'), ACCOUNT_HEADER);
  let id = 0;
  for (const list of copies) {
    for (const copy of list) {
      accounts.records.row([`a${++id}`, copy.system, ...accountCells(copy)]);
      accounts.truth.row([`a${id}`, copy.company.entity]);
    }
  }
  close(accounts);
  const contacts = openPair(join(folder, 'contacts'), CONTACT_HEADER);
  id = 0;
  for (const list of streamContactCopies(seed, streamPeople(seed, companies), copies)) {
    for (const copy of list) {
      const cells = [
        copy.first,
        copy.last,
        copy.suffix,
        copy.email,
        copy.phone,
        copy.mobile,
        ...placeCells(copy.address),
      ];
      const more = [copy.birthDate, copy.companyName, copy.title, copy.linkedin];
      contacts.records.row([`c${++id}`, copy.system, ...[...cells, ...more].map((cell) => cell ?? '')]);
      contacts.truth.row([`c${id}`, copy.person.entity]);
    }
  }
  close(contacts);
}

type Pair = { records: CsvWriter; truth: CsvWriter };

function openPair(folder: string, header: readonly string[]): Pair {
  mkdirSync(folder, { recursive: true });
  return {
    records: new CsvWriter(join(folder, 'records.csv'), header),
    truth: new CsvWriter(join(folder, 'truth.csv'), ['id', 'entity_id']),
  };
}

function close(pair: Pair): void {
  pair.records.close();
  pair.truth.close();
}

function accountCells(copy: AccountCopy): string[] {
  const cells = [
    copy.name.text,
    copy.domain,
    copy.phone,
    copy.fax,
    ...placeCells(copy.address),
    copy.vat,
    copy.duns,
    copy.lei,
  ];
  return cells.map((cell) => cell ?? '');
}

function placeCells(address: AccountCopy['address']): string[] {
  if (address === null) return PLACE.map(() => '');
  return [address.street, address.city, address.state, address.postalCode, address.country].map(
    (cell) => cell ?? '',
  );
}

if (import.meta.main) {
  const [folder, rows, seed] = process.argv.slice(2);
  if (folder === undefined || rows === undefined) throw new Error('generate.ts DIR ACCOUNT_ROWS [SEED]');
  writeGenerated(folder, Number(rows), Number(seed ?? 1));
}
