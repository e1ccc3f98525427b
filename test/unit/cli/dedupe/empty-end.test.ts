import { expect, it } from 'vitest';
import { withoutEmptyEnd } from '#src/cli/dedupe/empty-end.ts';
import { layOutCsv, readRow } from '#src/threads/csv-layout.ts';

function read(content: string) {
  const { file, note } = withoutEmptyEnd(layOutCsv(Buffer.from(content), 'a.csv'));
  return { rows: Array.from(file.starts, (_, row) => readRow(file, row)[0]), note };
}

it('leaves out empty rows at the end, and says so', () => {
  expect(read('A,B\nAcme,1\n,\n" ",""\n')).toEqual({
    rows: ['Acme'],
    note: 'a.csv: 2 rows at the end are empty, and left out',
  });
});

it('keeps an empty row amid others, and rows of which one cell is filled', () => {
  expect(read('A,B\nAcme,1\n,\nBrill,\n,2\n')).toEqual({ rows: ['Acme', '', 'Brill', ''], note: undefined });
});
