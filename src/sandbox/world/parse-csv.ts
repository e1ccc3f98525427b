/** Reads back what csv.ts wrote; files from elsewhere are the csv connector's business. */
import { parse } from 'csv-parse/sync';

export function parseCsv(content: string): Record<string, string>[] {
  return parse(content, { columns: true }) as Record<string, string>[];
}
