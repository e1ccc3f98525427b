/** Reads a CSV of transactions: customer, date, amount. Whatever is wrong is one line that names the row. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { ConfigError } from '../../core/errors.ts';
import type { Purchase } from '../../core/score/purchase-history.ts';
import { nearestWord } from '../../util/nearest-word.ts';

const FIELDS = ['customer', 'date', 'amount'] as const;
type Field = (typeof FIELDS)[number];
type Columns = { readonly [F in Field]: number };

export type ReadOptions = {
  /** Column → field: `Client=customer,Day=date`. */
  map: string | undefined;
  signal: AbortSignal;
};

/** Purchases by customer, in the order in which the customers first appear. */
export async function readTransactions(
  file: string,
  { map, signal }: ReadOptions,
): Promise<Map<string, Purchase[]>> {
  const customers = new Map<string, Purchase[]>();
  const named = parseMap(map);
  let columns: Columns | null = null;
  const take = ({ record, info }: CsvRow): void => {
    if (columns === null) columns = findColumns(record, named, file);
    else addPurchase(customers, readRow(record, columns, `${file}, line ${info.lines}`));
  };
  try {
    const parser = parse({ bom: true, skip_empty_lines: true, info: true });
    await pipeline(
      createReadStream(file),
      parser,
      async (rows: AsyncIterable<CsvRow>) => {
        for await (const row of rows) take(row);
      },
      { signal },
    );
  } catch (error) {
    throw describe(error, file);
  }
  if (columns === null) throw invalid(`${file} is empty; it needs a header with customer, date and amount`);
  return customers;
}

type CsvRow = { record: string[]; info: { lines: number } };
type Row = Purchase & { customer: string };

function readRow(record: readonly string[], columns: Columns, where: string): Row {
  const customer = (record[columns.customer] ?? '').trim();
  if (customer === '') throw invalid(`${where}: the customer is empty; every row needs one`);
  return {
    customer,
    on: readDate(record[columns.date] ?? '', where),
    amount: readAmount(record[columns.amount] ?? '', where),
  };
}

function addPurchase(customers: Map<string, Purchase[]>, { customer, on, amount }: Row): void {
  const known = customers.get(customer);
  if (known === undefined) customers.set(customer, [{ on, amount }]);
  else known.push({ on, amount });
}

function parseMap(text: string | undefined): Map<string, Field> {
  const named = new Map<string, Field>();
  for (const part of (text ?? '').split(',').filter((piece) => piece.trim() !== '')) {
    const at = part.lastIndexOf('=');
    const field = part.slice(at + 1).trim();
    const known = FIELDS.find((name) => name === field);
    if (at < 1 || known === undefined) {
      throw invalid(
        `--map has ${JSON.stringify(part.trim())}; write Column=field, where field is one of ${FIELDS.join(', ')}`,
      );
    }
    named.set(part.slice(0, at).trim().toLowerCase(), known);
  }
  return named;
}

function findColumns(header: readonly string[], named: ReadonlyMap<string, Field>, file: string): Columns {
  const found = new Map<Field, number>();
  const names = header.map((name) => name.trim());
  for (const [index, name] of names.entries()) {
    const lowered = name.toLowerCase();
    const field =
      named.get(lowered) ?? FIELDS.find((known) => known === lowered && ![...named.values()].includes(known));
    if (field === undefined) continue;
    if (found.has(field))
      throw invalid(`${file}: two columns hold the ${field}; name one of them with --map`);
    found.set(field, index);
  }
  for (const column of named.keys()) {
    if (names.some((name) => name.toLowerCase() === column)) continue;
    const close = nearestWord(column, names);
    throw invalid(
      `${file} has no column "${column}" (--map)${close === undefined ? '' : `; did you mean "${close}"?`}`,
    );
  }
  const [customer, date, amount] = FIELDS.map((field) => found.get(field));
  if (customer === undefined || date === undefined || amount === undefined) {
    const missing = FIELDS.filter((field) => !found.has(field)).join(', ');
    throw invalid(
      `${file} has no column for ${missing}; its columns are ${names.join(', ')}: name them with --map "Column=field,…"`,
    );
  }
  return { customer, date, amount };
}

/** `2026-01-31`, `20260131`, or an instant, of which the date as written counts. */
function readDate(text: string, where: string): string {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$/.exec(text.trim());
  const date = match === null ? '' : `${match[1]}-${match[2]}-${match[3]}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  // A day that does not exist, such as 30 February, would roll over into the next month.
  if (date === '' || Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) {
    throw invalid(`${where}: ${JSON.stringify(text)} is no date; write it as YYYY-MM-DD`);
  }
  return date;
}

function readAmount(text: string, where: string): number {
  const amount = Number(text.trim());
  if (text.trim() === '' || !Number.isFinite(amount)) {
    throw invalid(
      `${where}: ${JSON.stringify(text)} is no amount; write it as 1234.56, a credit as -1234.56`,
    );
  }
  return amount;
}

function describe(error: unknown, file: string): unknown {
  if (!(error instanceof CsvError)) return error;
  return invalid(`${file}: ${error.message}; mend the row or its quotes`);
}

function invalid(message: string): ConfigError {
  return new ConfigError({ code: 'TRANSACTIONS_INVALID', message });
}
