import type { CsvLayout } from '../../threads/csv-layout.ts';
import { readRow } from '../../threads/csv-layout.ts';
import type { Input } from './read-input.ts';
import type { ReportInput } from './report.ts';
import { barChart, escapeHtml, formatNumber, htmlTable } from './report-html.ts';

const MOST_CLUSTERS = 10;
const MOST_ROWS = 6;
const MOST_CELLS = 8;
const LONGEST_CELL = 60;

/** How many clusters have how many records. */
export function clusterSizes(clusters: readonly string[]): string {
  const sizes = new Map<string, number>();
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
export function biggestClusters({ input, clusters, names }: ReportInput): string {
  const rowsOf = Map.groupBy(clusters.keys(), (row) => clusters[row] as string);
  const ranked = [...rowsOf]
    .filter(([, rows]) => rows.length > 1)
    .sort(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1));
  const tables = ranked.slice(0, MOST_CLUSTERS).map(([cluster, rows]) => {
    const columns = columnsOf(input, rows, names);
    const shown = rows.slice(0, MOST_ROWS).map((row) => rowCells(input, row, columns));
    const more = rows.length > MOST_ROWS ? `<p>… and ${formatNumber(rows.length - MOST_ROWS)} more.</p>` : '';
    return `<h3>${escapeHtml(shortened(cluster))}: ${formatNumber(rows.length)} records</h3>${htmlTable(['id', 'source', ...columns], shown)}${more}`;
  });
  return tables.join('') || '<p>No duplicates were found.</p>';
}

/** The first columns, in the order of the files, that one of the rows has something in; ids and sources stand there anyway. */
function columnsOf(input: Input, rows: readonly number[], names: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  for (const row of rows.slice(0, MOST_ROWS)) {
    const { header, cells } = readNamed(input, row);
    header.forEach((name, at) => {
      if (name !== '' && !names.has(name) && cells[at]?.trim()) found.add(name);
    });
  }
  const inOrder = new Set(input.files.flatMap(({ header }) => header));
  return [...inOrder].filter((name) => found.has(name)).slice(0, MOST_CELLS);
}

function rowCells(input: Input, row: number, columns: readonly string[]): string[] {
  const { header, cells } = readNamed(input, row);
  const own = [input.ids[row] as string, input.sources[row] as string];
  return [...own, ...columns.map((name) => cells[header.indexOf(name)] ?? '')].map(shortened);
}

function readNamed(input: Input, row: number): { header: readonly string[]; cells: string[] } {
  const file = input.files[input.fileOf[row] as number] as CsvLayout;
  return { header: file.header, cells: readRow(file, input.rowOf[row] as number) };
}

/** A text that a table can bear. */
export function shortened(text: string): string {
  return text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 3)}…` : text;
}
