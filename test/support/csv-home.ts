/** A folder with one ERP export as the only connection, and a database: the pipeline without any CRM. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CliResult, runCli, runCliJson } from './cli-process.ts';

export type Customer = { customer_no: string; name: string } & Readonly<Record<string, string>>;

const COLUMNS = [
  'customer_no',
  'name',
  'website',
  'phone',
  'street',
  'city',
  'postal_code',
  'country',
  'company_number',
  'currency',
  'credit_limit',
];
const CONFIGURATION = `connections:
  erp:
    kind: csv
    streams:
      customer: { file: customers.csv, mapping: erp_customer, entity: account, id: customer_no }
`;

export class CsvHome {
  readonly folder: string;
  readonly #databaseUrl: string;

  private constructor(folder: string, databaseUrl: string) {
    this.folder = folder;
    this.#databaseUrl = databaseUrl;
  }

  static async create(databaseUrl: string): Promise<CsvHome> {
    const folder = await mkdtemp(join(tmpdir(), 'goldenrod-csv-'));
    await writeFile(join(folder, 'goldenrod.yaml'), CONFIGURATION);
    return new CsvHome(folder, databaseUrl);
  }

  async write(customers: readonly Customer[]): Promise<void> {
    const rows = customers.map((customer) =>
      COLUMNS.map((column) => `"${(customer[column] ?? '').replaceAll('"', '""')}"`).join(','),
    );
    await writeFile(join(this.folder, 'customers.csv'), `${[COLUMNS.join(','), ...rows].join('\n')}\n`);
  }

  /** A command's end, whatever it was. */
  run(...args: string[]): Promise<CliResult> {
    return runCli(args, this.#options());
  }

  /** A command's JSON document; it must succeed. */
  json<T>(...args: string[]): Promise<T> {
    return runCliJson<T>(args, this.#options());
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }

  #options() {
    return {
      cwd: this.folder,
      env: { DATABASE_URL: this.#databaseUrl, GOLDENROD_SECRET_KEY: 'ab'.repeat(32) },
    };
  }
}
