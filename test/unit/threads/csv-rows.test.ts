import { expect, it } from 'vitest';
import { findRows } from '#src/threads/csv-rows.ts';

it('finds rows beyond two gigabytes', () => {
  const end = '2,beyond\n3,"x, y"\n';
  // Memory that is not written to takes none.
  const bytes = new Uint8Array(new SharedArrayBuffer(2 ** 31 + 4096));
  const from = bytes.length - end.length;
  bytes.set(new TextEncoder().encode(end), from);
  const { starts, ends, cells } = findRows(bytes, { delimiter: 44, from, file: 'big.csv' });
  expect(starts).toEqual([from, from + 9]);
  expect(ends).toEqual([from + 8, from + 17]);
  expect(cells).toEqual([2, 2]);
});
