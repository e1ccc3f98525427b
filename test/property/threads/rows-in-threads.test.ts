import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell } from '#src/cli/dedupe/write-csv.ts';
import { findRows, type RowSearch } from '#src/threads/csv-rows.ts';
import { startMatchers } from '#src/threads/match-files.ts';
import { findPart, findRowsInThreads, inOrder, partsOf } from '#src/threads/rows-in-threads.ts';

const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', '"', '\n', '\r'), maxLength: 9 });
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 30 });
/** Whatever a file may hold, quotes left open and text behind them as well. */
const anything = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r'), maxLength: 60 });
const parts = fc.integer({ min: 1, max: 9 });

const search: RowSearch = { delimiter: 44, from: 0, file: 'a.csv' };

function inParts(text: string, count: number): number[][] {
  const bytes = new TextEncoder().encode(text);
  const searches = partsOf(bytes, search, count);
  const found = inOrder(
    bytes,
    searches,
    searches.map((part) => findPart({ bytes, search: part })),
  );
  return found.flatMap((rows) => [...rows.starts].map((_, row) => rowAt(rows, row)));
}

function inOne(text: string): number[][] {
  const rows = findRows(new TextEncoder().encode(text), search);
  return [...rows.starts].map((_, row) => rowAt(rows, row));
}

const rowAt = ({ starts, ends, cells, bare }: ReturnType<typeof findRows>, row: number): number[] =>
  [starts, ends, cells, bare].map((list) => list[row] as number);

describe('rows found part by part', () => {
  it('are those of the whole file, wherever it is cut', () => {
    fc.assert(
      fc.property(table, parts, (rows, count) => {
        const text = rows.map((cells) => cells.map(csvCell).join(',')).join('\n');
        expect(inParts(text, count)).toEqual(inOne(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it('are refused as the whole file is', () => {
    const told = (read: () => unknown): unknown => {
      try {
        return read();
      } catch (error) {
        return (error as Error).message;
      }
    };
    fc.assert(
      fc.property(anything, parts, (text, count) => {
        expect(told(() => inParts(text, count))).toEqual(told(() => inOne(text)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('are put together again, whichever thread found them', async () => {
    const content = new TextEncoder().encode(`${'x'.repeat(90)},"a\nb"\n`.repeat(50_000));
    const bytes = new Uint8Array(new SharedArrayBuffer(content.length));
    bytes.set(content);
    const pool = startMatchers(2);
    try {
      const { next: _, ...whole } = findRows(bytes, search);
      expect(await findRowsInThreads(pool, bytes, search)).toEqual(whole);
    } finally {
      await pool.close();
    }
  });
});
