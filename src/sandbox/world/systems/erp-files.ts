/** What the ERP exports: its customers with their credit, and every invoice and credit note. */
import type { SeedFile } from '../../seed.ts';
import { AS_OF, DAY, isoDay } from '../instant.ts';
import type { AccountCopy } from '../observe/account-copy.ts';
import { createRandom, type Random } from '../random.ts';
import { drawLedger, type LedgerEntry } from '../revenue/ledger.ts';
import { type Country, CURRENCIES, minorDigitsOf, minorUnitsOf } from '../truth/country.ts';
import { type CsvCell, toCsv } from './csv.ts';
import type { Directory } from './directory.ts';

const CUSTOMERS = [
  'customer_no',
  'name',
  'legal_name',
  'street',
  'city',
  'state',
  'postal_code',
  'country',
  'phone',
  'fax',
  'email',
  'website',
  'vat_id',
  'company_number',
  'currency',
  'credit_limit',
  'open_amount',
  'overdue_amount',
  'remark',
  'created_on',
];
const INVOICES = [
  'invoice_no',
  'kind',
  'customer_no',
  'issued_on',
  'due_on',
  'paid_on',
  'currency',
  'amount',
  'open_amount',
  'product',
];

/** Money leaves as decimal text with the places that its currency has: yen have none. */
function money(minor: number, country: Country): string {
  const digits = minorDigitsOf(country);
  return (minor / 10 ** digits).toFixed(digits);
}

/** Commas, quotes and line breaks inside a cell are valid, and are where careless readers stumble. */
const REMARKS = [
  'Ring before delivery, gate closes at 16:00',
  'Says "as always" on every order',
  'Delivery to the rear\nAsk for the foreman',
  'Größe der Lieferung vorab klären; Rampe 3',
  'Résumé of terms: 2 % within 10 days, net 30',
];

/** Some have no limit, which is neither nought nor endless. */
function creditLimit(random: Random, spent: number, country: Country): string | null {
  if (random.chance(0.18)) return null;
  const step = 250_000 * minorUnitsOf(country);
  return money(Math.max(2 * step, Math.ceil((spent * random.pick([0.1, 0.2, 0.4])) / step) * step), country);
}

const ACCOUNTING = {
  US: 'ap',
  GB: 'accounts',
  DE: 'buchhaltung',
  FR: 'comptabilite',
  ES: 'facturacion',
  JP: 'keiri',
} as const;

function billingEmail(random: Random, copy: AccountCopy): string | null {
  const { company, domain } = copy;
  if (company.mailbox !== null) return random.chance(0.6) ? company.mailbox : null;
  if (domain === null) return null;
  return `${random.chance(0.5) ? ACCOUNTING[company.country] : 'info'}@${domain}`;
}

function customerRow(
  random: Random,
  directory: Directory,
  copy: AccountCopy,
  ledger: readonly LedgerEntry[],
): CsvCell[] {
  const { company, address } = copy;
  const sum = (entries: readonly LedgerEntry[], field: 'amount' | 'open'): number =>
    entries.reduce((total, entry) => total + entry[field], 0);
  const overdue = ledger.filter((entry) => entry.dueOn < AS_OF.slice(0, 10));
  return [
    directory.idOf(copy),
    copy.name.text,
    null,
    address?.street ?? null,
    address?.city ?? null,
    address?.state || null,
    address?.postalCode ?? null,
    company.country,
    copy.phone,
    copy.fax,
    billingEmail(random, copy),
    null,
    copy.vat,
    null,
    CURRENCIES[company.country],
    creditLimit(random, sum(ledger, 'amount'), company.country),
    money(sum(ledger, 'open'), company.country),
    money(sum(overdue, 'open'), company.country),
    random.chance(0.06) ? random.pick(REMARKS) : null,
    isoDay(copy.createdAt - DAY),
  ];
}

export function erpFiles(seed: number, directory: Directory): SeedFile[] {
  const random = createRandom(seed, 'erp files');
  const ledger = drawLedger(seed, directory.accounts.erp);
  const byCustomer = Map.groupBy(ledger, (entry) => entry.customer);
  const customers = directory.accounts.erp.map((copy) =>
    customerRow(random, directory, copy, byCustomer.get(copy) ?? []),
  );
  const invoices = ledger.map((entry, n): CsvCell[] => [
    `${entry.kind === 'invoice' ? 'R' : 'G'}${String(400_001 + n)}`,
    entry.kind,
    directory.idOf(entry.customer),
    entry.issuedOn,
    entry.dueOn,
    entry.paidOn,
    CURRENCIES[entry.customer.company.country],
    money(entry.amount, entry.customer.company.country),
    money(entry.open, entry.customer.company.country),
    entry.product,
  ]);
  return [
    { name: 'erp_customers.csv', content: toCsv(CUSTOMERS, customers) },
    { name: 'erp_invoices.csv', content: toCsv(INVOICES, invoices) },
  ];
}
