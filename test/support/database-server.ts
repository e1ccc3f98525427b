/**
 * Started once by the test runner for all tiers that need PostgreSQL: one server, with one migrated database that
 * serves as the template of every test file's own (`database.ts`).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { acquireDatabase, discardDatabase } from '../../src/store/embedded/acquire-database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { inDatabase, templateName } from './database-name.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the shared server's maintenance database. */
    databaseServer: string;
  }
}

type Server = { url: string; stop(): Promise<void> };
type Shared = { users: number; server: Promise<Server> };

// Every project loads this file anew, in the same process: what they share hangs on the global object.
const shared = globalThis as typeof globalThis & { goldenrodTestServer?: Shared | undefined };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const current = (shared.goldenrodTestServer ??= { users: 0, server: startServer() });
  current.users += 1;
  project.provide('databaseServer', (await current.server).url);
  return async () => {
    current.users -= 1;
    if (current.users > 0) return;
    shared.goldenrodTestServer = undefined;
    await (await current.server).stop();
  };
}

async function startServer(): Promise<Server> {
  // The embedded server's own tests and the commands under test read it; a run must not touch a user's database.
  delete process.env['DATABASE_URL'];
  const home = await mkdtemp(join(tmpdir(), 'goldenrod-test-server-'));
  const database = await acquireDatabase(home);
  const stop = async (): Promise<void> => {
    await database.release();
    // The data may lie outside of the home, where the server's user can reach it.
    await discardDatabase(home);
    await rm(home, { recursive: true, force: true });
  };
  try {
    await createTemplate(database.url);
    return { url: database.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function createTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${templateName}`);
  } finally {
    await client.end();
  }
  await migrate(inDatabase(url, templateName));
}
