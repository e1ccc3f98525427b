import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { freshDatabase, useDatabase } from '../../support/database.ts';

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('test database', () => {
  const database = useDatabase();

  it('has the schema', async () => {
    const tables = await query(database.url, "select 1 from pg_tables where tablename = 'source_record'");
    expect(tables).toHaveLength(1);
  });

  it('is nobody else’s, also when several are made at once', async () => {
    const [one, other] = await Promise.all([freshDatabase(), freshDatabase({ empty: true })]);
    try {
      await query(one.url, 'create table only_here (id int)');
      await query(database.url, 'create table only_here (id int)');
      expect(await query(other.url, "select 1 from pg_tables where schemaname = 'public'")).toEqual([]);
    } finally {
      await Promise.all([one.drop(), other.drop()]);
    }
  });

  it('is gone when it is dropped, even while somebody is connected', async () => {
    const { url, drop } = await freshDatabase();
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    await drop();
    await expect(query(url, 'select 1')).rejects.toThrow(/does not exist/);
  });
});
