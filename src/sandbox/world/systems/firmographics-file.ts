/** What a data provider delivers: register data and size, one row per company it knows. */
import type { SeedFile } from '../../seed.ts';
import { AS_OF_MS, DAY, isoDay } from '../instant.ts';
import type { AccountCopy } from '../observe/account-copy.ts';
import { registeredName } from '../observe/company-name-variant.ts';
import { createRandom, type Random } from '../random.ts';
import { CURRENCIES } from '../truth/country.ts';
import { type CsvCell, toCsv } from './csv.ts';
import type { Directory } from './directory.ts';
import { formatWebsite } from './website.ts';

const HEADER = [
  'provider_id',
  'name',
  'legal_name',
  'trading_name',
  'lei',
  'vat_id',
  'duns',
  'company_number',
  'website',
  'phone',
  'street',
  'city',
  'state',
  'postal_code',
  'country',
  'industry',
  'employees',
  'annual_revenue',
  'currency',
  'as_of',
];

/** Doubled quotes inside a cell are valid, and are where careless readers stumble. */
function tradingName(random: Random, copy: AccountCopy): string | null {
  const { tradingName: name } = copy.company;
  if (name === null) return null;
  return random.chance(0.2) ? `"${name}"` : name;
}

function row(random: Random, directory: Directory, copy: AccountCopy): CsvCell[] {
  const { company, address } = copy;
  return [
    directory.idOf(copy),
    copy.name.text,
    random.chance(0.7) ? registeredName(company) : null,
    tradingName(random, copy),
    copy.lei,
    copy.vat,
    copy.duns,
    company.kind === 'branch' || random.chance(0.25) ? null : company.companyNumber,
    copy.domain === null ? null : formatWebsite(random, copy.domain),
    copy.phone,
    address?.street ?? null,
    address?.city ?? null,
    address?.state || null,
    address?.postalCode ?? null,
    address === null ? null : company.country,
    company.trade.industry,
    random.chance(0.8) ? company.employees : null,
    random.chance(0.6) ? company.revenue : null,
    CURRENCIES[company.country],
    isoDay(AS_OF_MS - random.int(5, 700) * DAY),
  ];
}

export function firmographicsFile(seed: number, directory: Directory): SeedFile {
  const random = createRandom(seed, 'firmographics');
  const rows = directory.accounts.firmographics.map((copy) => row(random, directory, copy));
  return { name: 'firmographics.csv', content: toCsv(HEADER, rows) };
}
