import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../support/database.ts';
import { setGate } from '../../support/stage-gate.ts';

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return client;
}

describe('stage gate', () => {
  const database = useDatabase({ empty: true });

  it('stops the nth statement of its kind, inside of its transaction, and later lets everything pass', async () => {
    const worker = await connect(database.url);
    const watcher = await connect(database.url);
    try {
      await worker.query('create table thing (id int primary key, mapped text, other text)');
      const gate = await setGate(database.url, { table: 'thing', on: 'update of mapped', occurrence: 2 });
      await worker.query("insert into thing values (1, 'a', 'a'), (2, 'a', 'a')");
      await worker.query("update thing set mapped = 'b' where id = 1");
      await worker.query("update thing set other = 'b'");
      const second = worker.query("update thing set mapped = 'b' where id = 2");
      await gate.reached();
      expect((await watcher.query("select id from thing where mapped = 'b'")).rows).toEqual([{ id: 1 }]);
      await gate.release();
      await second;
      await worker.query("update thing set mapped = 'c'");
      expect((await watcher.query("select id from thing where mapped = 'c' order by id")).rows).toHaveLength(
        2,
      );
    } finally {
      await Promise.all([worker.end(), watcher.end()]);
    }
  });

  it('says how many came by when its moment never comes', async () => {
    const worker = await connect(database.url);
    try {
      await worker.query('create table other (id int)');
      const gate = await setGate(database.url, { table: 'other', on: 'insert', occurrence: 3 });
      await worker.query('insert into other values (1)');
      await expect(gate.reached(50)).rejects.toThrow('only 1 came by');
      await gate.release();
    } finally {
      await worker.end();
    }
  });
});
