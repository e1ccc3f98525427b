import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCsv } from '#connectors/csv/index.ts';
import { CsvConfig } from '#connectors/csv/schema.ts';
import type { Connection } from '#src/connector/contract.ts';
import { ConfigError } from '#src/core/errors.ts';
import { contextFor, never, readAll } from './open.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'csv-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function openWith(content: string | Buffer, stream: object = {}): Promise<Connection> {
  await writeFile(join(folder, 'a.csv'), content);
  const streams = {
    customer: { file: 'a.csv', mapping: 'erp_customer', entity: 'account', id: 'id', ...stream },
  };
  return openCsv(CsvConfig.parse({ folder, streams }), contextFor('erp'));
}

async function read(content: string | Buffer, stream: object = {}) {
  const connection = await openWith(content, stream);
  const { pages, records, cursor } = await readAll(connection, { stream: 'customer', fields: [] });
  return {
    pages,
    cursor,
    connection,
    payloads: records.map((record) => record.payload),
    ids: records.map((record) => record.externalId),
    unreadable: pages.flatMap((page) => page.unreadable),
  };
}

describe('what a CSV file may look like', () => {
  test.each([
    ['commas', 'id,name\n1,A\n2,B\n'],
    ['semicolons', 'id;name\n1;A\n2;B'],
    ['tabs', 'id\tname\n1\tA\n2\tB'],
    ['CR LF', 'id,name\r\n1,A\r\n2,B\r\n'],
    ['a byte order mark', '\ufeffid,name\n1,A\n2,B\n'],
    ['UTF-16', Buffer.from('\ufeffid,name\n1,A\n2,B\n', 'utf16le')],
    ['blank lines', '\n\nid,name\n\n1,A\n\n2,B\n\n'],
    ['quotes everywhere', '"id","name"\n"1","A"\n"2","B"\n'],
    ['superfluous empty cells', 'id,name\n1,A,,\n2,B\n'],
  ])('%s', async (_name, content) => {
    const { payloads, unreadable } = await read(content);
    expect(payloads).toEqual([
      { id: '1', name: 'A' },
      { id: '2', name: 'B' },
    ]);
    expect(unreadable).toEqual([]);
  });

  test('quoted cells hold delimiters, line ends and doubled quotes', async () => {
    const { payloads } = await read('id,name\n1,"A, ""the"" Co\nLtd"\n2,B\n');
    expect(payloads).toEqual([
      { id: '1', name: 'A, "the" Co\nLtd' },
      { id: '2', name: 'B' },
    ]);
  });
});

describe('a broken row is quarantined with its text and line, and the rest goes on', () => {
  test.each([
    ['a quote that is never closed', 'id,name\n1,"A\n2,B\n3,C\n', ['2', '3'], 'CSV_ROW', 2, '1,"A'],
    [
      'a quote that a later row seems to close',
      'id,name\n1,"A\n2,"B"\n3,C\n',
      ['2', '3'],
      'CSV_ROW',
      2,
      '1,"A',
    ],
    ['text after a closing quote', 'id,name\n1,"A"x\n2,B\n', ['2'], 'CSV_ROW', 2, '1,"A"x'],
    ['a quote in the middle', 'id,name\n1,5" pipe\n2,B\n', ['2'], 'CSV_ROW', 2, '1,5" pipe'],
    ['too many cells', 'id,name\n1,A,B\n2,B\n', ['2'], 'CSV_COLUMNS', 2, '1,A,B'],
    ['too few cells', 'id,name\n1\n2,B\n', ['2'], 'CSV_COLUMNS', 2, '1'],
    ['an empty id', 'id,name\n ,A\n2,B\n', ['2'], 'CSV_NO_ID', 2, ' ,A'],
    ['an id that was there before', 'id,name\n1,A\n1,B\n2,C\n', ['1', '2'], 'CSV_DUPLICATE_ID', 3, '1,B'],
  ])('%s', async (_name, content, ids, code, line, raw) => {
    const result = await read(content);
    expect(result.ids).toEqual(ids);
    expect(result.unreadable).toHaveLength(1);
    expect(result.unreadable[0]?.error.code).toBe(code);
    expect(result.unreadable[0]?.error.message).toContain(`a.csv:${line}: `);
    expect(result.unreadable[0]?.raw).toBe(raw);
  });

  test('a cell of 10 MB costs its row and no memory', async () => {
    const { ids, unreadable } = await read(
      `id,name\n1,${'x'.repeat(10_000_000)}\n2,"${'y'.repeat(10_000_000)}"\n3,C\n`,
    );
    expect(ids).toEqual(['3']);
    expect(unreadable.map((row) => row.error.message)).toEqual([
      expect.stringMatching(/a\.csv:2: longer than/),
      expect.stringMatching(/a\.csv:3: longer than/),
    ]);
    expect(unreadable.every((row) => row.raw.length < 70_000)).toBe(true);
  });

  test('a quote that stays open over more than a megabyte does not swallow the file', async () => {
    const rows = Array.from({ length: 150_000 }, (_, index) => `${index + 2},Company ${index}`).join('\n');
    const { ids, unreadable } = await read(`id,name\n1,"A\n${rows}\n`);
    expect(ids).toHaveLength(150_000);
    expect(unreadable).toHaveLength(1);
  });
});

describe('encodings', () => {
  test('Windows-1252 among UTF-8 is read cell by cell, and noted', async () => {
    const content = Buffer.concat([
      Buffer.from('id,name\n1,Müller\n2,'),
      Buffer.from('M\xfcller \x80', 'latin1'),
      Buffer.from('\n'),
    ]);
    const { payloads, pages } = await read(content);
    expect(payloads.map((payload) => payload['name'])).toEqual(['Müller', 'Müller €']);
    expect(pages.at(-1)?.notes).toEqual([
      expect.stringMatching(/1 cells are not UTF-8; read as Windows-1252/),
    ]);
  });

  test('what is not in the demanded encoding is quarantined', async () => {
    const content = Buffer.concat([Buffer.from('id,name\n1,'), Buffer.from([0xfc]), Buffer.from('\n2,B\n')]);
    const { ids, unreadable } = await read(content, { encoding: 'utf-8' });
    expect(ids).toEqual(['2']);
    expect(unreadable[0]?.error.code).toBe('CSV_ENCODING');
  });
});

describe('a file that cannot be trusted is refused in one line', () => {
  test.each([
    ['a duplicate header', '\nid,name,name\n1,A,B\n', /a\.csv:2: the column "name" stands there twice/],
    [
      'an id column that is missing',
      'Id,name\n1,A\n',
      /a\.csv:1: no column "id".*did you mean "Id"\? there are: Id, name/,
    ],
    ['a forbidden column', 'id,__proto__\n1,A\n', /"__proto__" is not allowed/],
    ['nothing in it', '', /a\.csv is empty/],
    ['no header', '\n\n', /no header row/],
    ['a broken header', 'id,"name\n1,A\n', /the header cannot be read/],
  ])('%s', async (_name, content, message) => {
    const error = await read(content).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain('\n');
  });

  test('a missing file', async () => {
    const config = CsvConfig.parse({
      folder,
      streams: { a: { file: 'no.csv', mapping: 'm', entity: 'account' } },
    });
    await expect((await openCsv(config, contextFor('erp'))).check(never)).rejects.toThrow(
      /no\.csv does not exist/,
    );
  });
});

describe('incremental reading', () => {
  test('the same content is read once, a changed file whole, and its end is a complete snapshot', async () => {
    const first = await read('id,name\n1,A\n2,B\n');
    expect(first.pages.at(-1)?.completeSnapshot).toBe(true);
    await utimes(join(folder, 'a.csv'), new Date(), new Date());
    const again = await readAll(first.connection, { stream: 'customer', fields: [], cursor: first.cursor });
    expect(again.pages).toEqual([]);
    await writeFile(join(folder, 'a.csv'), 'id,name\n1,A\n');
    const changed = await readAll(first.connection, { stream: 'customer', fields: [], cursor: again.cursor });
    expect(changed.records.map((record) => record.externalId)).toEqual(['1']);
    expect(changed.pages.at(-1)?.completeSnapshot).toBe(true);
  });

  test('a read that was broken off starts again from the top', async () => {
    const rows = Array.from({ length: 2_500 }, (_, index) => `${index},N`).join('\n');
    const connection = await openWith(`id,name\n${rows}\n`);
    for await (const page of connection.read({
      stream: 'customer',
      fields: [],
      cursor: null,
      signal: never,
    })) {
      expect(page.completeSnapshot).toBeUndefined();
      const resumed = await readAll(connection, { stream: 'customer', fields: [], cursor: page.cursor });
      expect(resumed.records).toHaveLength(2_500);
      break;
    }
  });

  test('a file that lost all its rows is refused, lest every record be deleted', async () => {
    const first = await read('id,name\n1,A\n');
    await writeFile(join(folder, 'a.csv'), 'id,name\n');
    await expect(
      readAll(first.connection, { stream: 'customer', fields: [], cursor: first.cursor }),
    ).rejects.toThrow(/has no rows any more/);
  });

  test('without id columns the row itself is the id', async () => {
    const { ids, unreadable } = await read('a,b\n1,2\n1,3\n1,2\n', { id: undefined });
    expect(new Set(ids).size).toBe(2);
    expect(unreadable).toHaveLength(1);
  });
});
