/** A fresh database per test file: a copy of the migrated template on the run's shared server. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { inDatabase, templateName } from './database-name.ts';

export type TestDatabase = { url: string; drop(): Promise<void> };

/** A database of its own, schema in place. `empty`: without the schema. Call `drop` at the end, or use `useDatabase`. */
export async function freshDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const server = inject('databaseServer');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const template = options.empty === true ? 'template0' : templateName;
  await onServer(server, `create database ${name} template ${template}`);
  return {
    url: inDatabase(server, name),
    drop: () => onServer(server, `drop database if exists ${name} with (force)`),
  };
}

/**
 * For the top of a test file or of a describe: makes the database before its tests, drops it after them.
 * `url` may be read from the first hook or test on.
 */
export function useDatabase(options: { empty?: boolean } = {}): { readonly url: string } {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await freshDatabase(options);
  });
  afterAll(async () => {
    await database?.drop();
  });
  return {
    get url() {
      if (!database) throw new Error('the database exists only inside hooks and tests');
      return database.url;
    },
  };
}

/** Two files may copy the template at the same moment, which PostgreSQL refuses: wait for one another. */
async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('goldenrod-test-databases'))");
    await client.query(statement);
  } finally {
    await client.end();
  }
}
