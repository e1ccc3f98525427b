import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from '#connectors/csv/lines.ts';
import { recordsOf } from '#connectors/csv/records.ts';

const cell = fc.oneof(fc.string(), fc.constantFrom('', '"', ',', '\n', 'a"b', '"x"', 'a,b\nc'));

async function parse(text: string, chunkSize: number): Promise<string[][]> {
  async function* chunks() {
    for (let start = 0; start < text.length; start += chunkSize)
      yield Buffer.from(text.slice(start, start + chunkSize), 'latin1');
  }
  const rows: string[][] = [];
  for await (const row of recordsOf(linesOf(chunks()), ','))
    rows.push(row.kind === 'row' ? row.cells : ['?']);
  return rows;
}

test('what RFC 4180 writes is read back, however the bytes arrive', async () => {
  const asciiCell = cell.map((text) => text.replace(/[^\x20-\x7e\n]/g, ''));
  const table = fc.array(fc.array(asciiCell, { minLength: 2, maxLength: 4 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 50 }), async (rows, chunkSize) => {
      const text = rows
        .map((row) => `x,${row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')}`)
        .join('\n');
      expect(await parse(text, chunkSize)).toEqual(rows.map((row) => ['x', ...row]));
    }),
  );
});

test('no input makes it throw, and every good line after a bad one is read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async (noise) => {
      const safe = noise.replace(/[\r\n]/g, ' ').replace(/[^\x20-\x7e]/g, '');
      const rows = await parse(`${safe}\ngood,1\ngood,2\n`, 7);
      expect(rows.slice(-2)).toEqual([
        ['good', '1'],
        ['good', '2'],
      ]);
    }),
  );
});
