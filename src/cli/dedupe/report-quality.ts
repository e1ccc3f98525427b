import { basename } from 'node:path';
import { type CsvLayout, readRow } from '../../threads/csv-layout.ts';
import type { RecordLayout } from '../../threads/record-reader.ts';
import type { RowMatches } from './match-rows.ts';
import type { Input } from './read-input.ts';
import { shortened } from './report-clusters.ts';
import { formatNumber, htmlTable } from './report-html.ts';

/** Enough to tell a key from a category; counting on would cost memory for nothing. */
const MOST_VALUES = 10_000;
/** A longer cell is counted by its beginning. */
const LONGEST_VALUE = 200;

type ColumnCounts = { filled: number; values: Map<string, number> };

/** How well every column is filled, and what it holds most often: defaults and placeholders show up there. */
export function dataQuality(input: Input, matches: RowMatches): string {
  const rows = input.files.flatMap((file, number) => {
    const counts = countColumns(file);
    const records = Math.max(1, file.starts.length);
    return file.header.map((name, column) => {
      const { filled, values } = counts[column] as ColumnCounts;
      const [value, times] = mostFrequent(values);
      const uses = matches.perType.flatMap(({ layouts }) => usesOf(layouts[number], column));
      return [
        basename(file.file),
        shortened(name),
        [...new Set(uses)].join(', '),
        { html: percent(filled, records), isNumber: true },
        values.size >= MOST_VALUES ? `${formatNumber(MOST_VALUES)} or more` : values.size,
        times < 2 ? '' : `${shortened(value)} (${percent(times, records)})`,
      ];
    });
  });
  return htmlTable(['file', 'column', 'compared as', 'filled', 'different values', 'most frequent'], rows);
}

/** The field that a column feeds, or the kind that `--feature` compares it as. */
function usesOf(layout: RecordLayout | undefined, column: number): string[] {
  if (layout === undefined) return [];
  const kinds = layout.extras.flatMap(({ kind }, extra) => (layout.extraAt[extra] === column ? [kind] : []));
  const field = layout.fields[column];
  return field === undefined ? kinds : [field, ...kinds];
}

function countColumns(file: CsvLayout): ColumnCounts[] {
  const counts = file.header.map((): ColumnCounts => ({ filled: 0, values: new Map() }));
  for (let row = 0; row < file.starts.length; row++) {
    const cells = readRow(file, row);
    for (let column = 0; column < counts.length; column++) {
      const cell = cells[column]?.trim();
      if (cell === undefined || cell === '') continue;
      const known = counts[column] as ColumnCounts;
      known.filled++;
      const value = cell.length > LONGEST_VALUE ? cell.slice(0, LONGEST_VALUE) : cell;
      const times = known.values.get(value);
      if (times !== undefined) known.values.set(value, times + 1);
      else if (known.values.size < MOST_VALUES) known.values.set(value, 1);
    }
  }
  return counts;
}

function mostFrequent(values: ReadonlyMap<string, number>): [string, number] {
  let best: [string, number] = ['', 0];
  for (const [value, times] of values) if (times > best[1]) best = [value, times];
  return best;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
