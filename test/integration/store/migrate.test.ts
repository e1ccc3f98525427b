import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { beforeEach, expect, test } from 'vitest';
import { migrate } from '../../../src/store/migrate.ts';
import { freshDatabase, type TestDatabase } from '../../support/database.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { writeTree } from '../../support/write-tree.ts';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await freshDatabase({ empty: true });
  folder = join(await tempDir(), 'migrations');
  await mkdir(folder);
  await writeTree(folder, {
    '0001_a.sql': 'create table a (x int); insert into a values (1);',
    '0002_b.sql': 'insert into a values (2);',
  });
  return () => database.drop();
});

async function rows(): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query('select x from a order by x')).rows.map(({ x }) => x as number);
  } finally {
    await client.end();
  }
}

test('processes that start at once apply every file once, in order', async () => {
  const applied = await Promise.all(Array.from({ length: 6 }, () => migrate(database.url, folder)));
  expect(applied.flat()).toEqual(['0001_a.sql', '0002_b.sql']);
  expect(await rows()).toEqual([1, 2]);
});

test('a later file is applied alone', async () => {
  await migrate(database.url, folder);
  await writeTree(folder, { '0003_c.sql': 'insert into a values (3)', 'notes.txt': 'not a migration' });
  expect(await migrate(database.url, folder)).toEqual(['0003_c.sql']);
  expect(await rows()).toEqual([1, 2, 3]);
});

test('a file that fails leaves nothing of itself, and what came before', async () => {
  await writeTree(folder, { '0003_c.sql': 'insert into a values (3); select no_such_column from a;' });
  await expect(migrate(database.url, folder)).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    message: expect.stringContaining('0003_c.sql: column "no_such_column"'),
  });
  expect(await rows()).toEqual([1, 2]);
});

test('a database that a newer version used is refused', async () => {
  await migrate(database.url, folder);
  await rm(join(folder, '0002_b.sql'));
  await expect(migrate(database.url, folder)).rejects.toMatchObject({ code: 'SCHEMA_NEWER', kind: 'config' });
});

test('a file that changed after it was applied is refused; line ends alone are no change', async () => {
  await writeTree(folder, { '0002_b.sql': 'insert into a\nvalues (2);' });
  await migrate(database.url, folder);
  await writeTree(folder, { '0002_b.sql': 'insert into a\r\nvalues (2);' });
  expect(await migrate(database.url, folder)).toEqual([]);
  await writeTree(folder, { '0002_b.sql': 'insert into a values (22);' });
  await expect(migrate(database.url, folder)).rejects.toMatchObject({ code: 'MIGRATION_CHANGED' });
});
