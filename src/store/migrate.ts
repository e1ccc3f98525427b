/**
 * Brings the schema to this version: files `migrations/NNNN_name.sql` in order, each once, each in a transaction,
 * under an advisory lock, so that any number of processes may start at once. A file that was applied must not
 * change afterwards, and a database that knows files we do not is newer than we are: both are refused.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { ConfigError, InvariantError } from '../core/errors.ts';
import { sql } from './sql.ts';

type Migration = { name: string; text: string; checksum: string };
type Applied = { name: string; checksum: string };

const ours = join(import.meta.dirname, 'migrations');
/** Any constant; it only must be nobody else's. */
const lockKey = 7_305_912_441_113;
const lockTimeoutMs = 120_000;

/** Applies what is missing and returns the names of what it applied. */
export async function migrate(url: string, folder: string = ours): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`set lock_timeout = ${lockTimeoutMs}`);
    await client.query(sql`select pg_advisory_lock(${lockKey})`);
    await client.query(
      'create table if not exists schema_migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<Applied>('select name, checksum from schema_migration order by name');
    const missing = compare(migrations, rows);
    for (const migration of missing) await apply(client, migration);
    return missing.map((migration) => migration.name);
  } finally {
    // Ending the session lets the lock go.
    await client.end();
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      const checksum = createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
      return { name, text, checksum };
    }),
  );
}

/** What is still to be applied. */
function compare(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const migration = known.get(name);
    if (!migration) {
      throw new ConfigError({
        code: 'SCHEMA_NEWER',
        message: `The database was last used by a newer version of Goldenrod (it knows ${name}); update this one, or use another database.`,
      });
    }
    if (migration.checksum !== checksum) {
      throw new ConfigError({
        code: 'MIGRATION_CHANGED',
        message: `The migration ${name} has changed since it was applied to this database; restore the file, or use a fresh --home or database.`,
      });
    }
  }
  const done = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
}

async function apply(client: pg.Client, { name, text, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(text);
    await client.query(sql`insert into schema_migration (name, checksum) values (${name}, ${checksum})`);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => {});
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InvariantError({ code: 'MIGRATION_FAILED', message: `Migration ${name}: ${reason}`, cause });
  }
}
