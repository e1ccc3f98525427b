import { expect, it } from 'vitest';
import { recordReader } from '#src/threads/record-reader.ts';

const read = recordReader({
  type: 'account',
  fields: [undefined],
  extras: [{ column: 'score', kind: 'number' }],
  extraAt: [0],
});

it.each([
  ['1000', '1000'],
  [' 1,000 ', '1000'],
  ['1,234,567.5', '1234567.5'],
  ['-2,5', '-2.5'],
  ['1.5', '1.5'],
  ['1e3', '1000'],
  ['five', undefined],
  ['', undefined],
])('reads the number %j as %s', (cell, number) => {
  expect(read([cell])['x:score']).toBe(number);
});
