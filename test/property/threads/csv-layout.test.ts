import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell } from '#src/cli/dedupe/write-csv.ts';
import {
  type CsvLayout,
  layOutCsv,
  readCell,
  readRow,
  repeatedCells,
  startOfPlain,
} from '#src/threads/csv-layout.ts';

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'é', '株', ' ', ',', ';', '"', '\n', '\t'), maxLength: 9 }),
  fc.constantFrom('', 'crm', 'erp'),
);
const table = fc
  .integer({ min: 2, max: 4 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 12 }));
type CsvFile = {
  rows: string[][];
  delimiter: string;
  newline: string;
  /** Where in memory the bytes begin: four of them are read at once. */
  offset: number;
  closed: boolean;
  /** Whether cells with quotes inside stand bare: there a quote is a letter. */
  bare: boolean;
};
const file: fc.Arbitrary<CsvFile> = fc.record({
  rows: table,
  delimiter: fc.constantFrom(',', ';', '\t'),
  newline: fc.constantFrom('\n', '\r\n'),
  offset: fc.integer({ min: 0, max: 5 }),
  closed: fc.boolean(),
  bare: fc.boolean(),
});

function layOut({ rows, delimiter, newline, offset, closed, bare }: CsvFile): CsvLayout {
  const written = (text: string) => {
    if (bare && /^[^"\s,;][^\s,;]*$/.test(text)) return text;
    return /[;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : csvCell(text);
  };
  const header = Array.from({ length: rows[0]?.length ?? 2 }, (_, at) => `h${at}`);
  const text = [header, ...rows].map((cells) => cells.map(written).join(delimiter)).join(newline);
  const content = Buffer.from(closed ? text + newline : text);
  const bytes = new Uint8Array(new SharedArrayBuffer(content.length + offset), offset);
  bytes.set(content);
  return layOutCsv(bytes, 'file.csv');
}

describe('rows of a CSV file', () => {
  it('are what was written, however it is quoted and wherever it lies', () => {
    fc.assert(
      fc.property(file, (input) => {
        const layout = layOut(input);
        const rows = Array.from(layout.starts, (_, row) => readRow(layout, row));
        expect(rows).toEqual(input.rows);
        expect([...layout.cells]).toEqual(input.rows.map((cells) => cells.length));
        input.rows.forEach((cells, row) => {
          cells.forEach((text, column) => expect(readCell(layout, row, column)).toBe(text));
        });
      }),
      { numRuns: 500 },
    );
  });

  it('give the same cells when those that repeat are remembered', () => {
    fc.assert(
      fc.property(file, fc.integer({ min: -1, max: 4 }), (input, column) => {
        const layout = layOut(input);
        const cellOf = repeatedCells(layout, column, 'nothing');
        input.rows.forEach((cells, row) => {
          expect(cellOf(row)).toBe(cells[column]?.trim() || 'nothing');
        });
      }),
      { numRuns: 300 },
    );
  });

  it('are copied as they stand only where another file would read the same', () => {
    fc.assert(
      fc.property(file, fc.integer({ min: 1, max: 3 }), (input, first) => {
        const layout = layOut(input);
        input.rows.forEach((cells, row) => {
          const start = startOfPlain(layout, row, first);
          if (start < 0) return;
          const rest = Buffer.from(layout.bytes.slice(start, layout.ends[row])).toString();
          expect(parse(`${rest}\n`, { skip_empty_lines: false })).toEqual([cells.slice(first)]);
        });
      }),
      { numRuns: 500 },
    );
  });
});
