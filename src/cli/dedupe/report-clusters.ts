import { type CsvLayout, readRow } from '../../threads/csv-layout.ts';
import { counted } from '../../util/counted.ts';
import type { ReportInput } from './report.ts';
import { barChart, escapeHtml, formatNumber, htmlTable } from './report-html.ts';

const MOST_CLUSTERS = 10;
const MOST_ROWS = 6;
const MOST_CELLS = 8;
const LONGEST_CELL = 60;

/** How many clusters have how many records. */
export function clusterSizes(clusters: Int32Array): string {
  const sizes = new Map<number, number>();
  for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  const bins = ['1', '2', '3', '4', '5–9', '10–19', '20–99', '100+'];
  const counts = new Array<number>(bins.length).fill(0);
  for (const size of sizes.values()) {
    const bin = size < 5 ? size - 1 : size < 10 ? 4 : size < 20 ? 5 : size < 100 ? 6 : 7;
    counts[bin] = (counts[bin] as number) + 1;
  }
  const bars = bins.map((label, bin) => ({ label, count: counts[bin] as number }));
  return `<p>Clusters by their number of records:</p>${barChart('clusters by size', bars)}`;
}

/** The clusters with most records, some of these in full. */
export function biggestClusters(report: ReportInput): string {
  const { input, clusters } = report;
  const typeOf = typesOfRows(report);
  const rowsOf = Map.groupBy(clusters.keys(), (row) => clusters[row] as number);
  const ranked = [...rowsOf]
    .filter(([, rows]) => rows.length > 1)
    .map(([row, rows]) => [input.ids.at(row), rows] as const)
    .sort(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1));
  const tables = ranked.slice(0, MOST_CLUSTERS).map(([cluster, rows]) => {
    const few = rows.slice(0, MOST_ROWS);
    const named = few.map((row) => namedCells(report, row, typeOf[row]));
    const columns = columnsOf(named);
    const shown = few.map((row, at) => {
      const { compared, other } = named[at] as NamedCells;
      const own = [input.ids.at(row), input.sources[row] as string];
      return [...own, ...columns.map((name) => compared.get(name) ?? other.get(name) ?? '')].map(shortened);
    });
    const more = rows.length > MOST_ROWS ? `<p>… and ${formatNumber(rows.length - MOST_ROWS)} more.</p>` : '';
    return `<h3>${escapeHtml(shortened(cluster))}: ${counted(rows.length, 'record')}</h3>${htmlTable(['id', 'source', ...columns], shown)}${more}`;
  });
  return tables.join('') || '<p>No duplicates were found.</p>';
}

/** What a row holds, by the name of what is compared; columns that are not compared go by their own names. */
type NamedCells = { compared: Map<string, string>; other: Map<string, string> };

/**
 * The columns of a cluster's table, what is compared first: files call one thing by different names, and each row must
 * stand under the same ones. Ids and sources have columns of their own.
 */
function columnsOf(rows: readonly NamedCells[]): string[] {
  const names = (part: keyof NamedCells) => rows.flatMap((row) => [...row[part].keys()]);
  return [...new Set([...names('compared'), ...names('other')])].slice(0, MOST_CELLS);
}

/** By row, which of the types it was matched with. */
function typesOfRows({ input, matches }: ReportInput): Uint8Array {
  const found = new Uint8Array(input.ids.length);
  matches.perType.forEach(({ rows }, type) => {
    for (const row of rows) found[row] = type;
  });
  return found;
}

function namedCells({ input, matches, names }: ReportInput, row: number, type = 0): NamedCells {
  const number = input.fileOf[row] as number;
  const file = input.files[number] as CsvLayout;
  const fields = matches.perType[type]?.layouts[number]?.fields ?? [];
  const found: NamedCells = { compared: new Map(), other: new Map() };
  readRow(file, input.rowOf[row] as number).forEach((cell, at) => {
    const name = file.header[at] ?? '';
    if (name === '' || names.has(name) || cell.trim() === '') return;
    const field = fields[at];
    const cells = found[field === undefined ? 'other' : 'compared'];
    const before = cells.get(field ?? name);
    cells.set(field ?? name, before === undefined || before === cell ? cell : `${before} | ${cell}`);
  });
  return found;
}

/** A text that a table can bear. */
export function shortened(text: string): string {
  return text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 3)}…` : text;
}
