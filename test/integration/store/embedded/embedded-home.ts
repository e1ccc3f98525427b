import { chmod, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { discardDatabase } from '../../../../src/store/embedded/acquire-database.ts';
import { tempDir } from '../../../support/temp-dir.ts';

/** A home whose server, wherever its data lie, goes with the test. */
export async function embeddedHome(name = 'home', parentMode = 0o755): Promise<string> {
  const parent = await tempDir();
  await chmod(parent, parentMode);
  const home = join(parent, name);
  onTestFinished(async () => {
    await rm(join(home, 'pg', 'leases'), { recursive: true, force: true });
    await discardDatabase(home);
    await rm(home, { recursive: true, force: true });
  });
  return home;
}

/** Where the server's own files are, as the home tells. */
export async function dataFolder(home: string): Promise<string> {
  const control = join(home, 'pg');
  const moved = (await readFile(join(control, 'location'), 'utf8').catch(() => '')).trim();
  if (moved !== '') return join(moved, 'data');
  return join(control, process.getuid?.() === 0 ? 'server' : '', 'data');
}

export async function postmasterPid(home: string): Promise<number> {
  return Number.parseInt(await readFile(join(await dataFolder(home), 'postmaster.pid'), 'utf8'), 10);
}

export async function ask<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

export async function isServing(url: string): Promise<boolean> {
  return ask(url, 'select 1').then(
    () => true,
    () => false,
  );
}

/** Waits for something that other processes bring about. */
export async function eventually(what: () => Promise<boolean>, withinMs = 15_000): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    if (await what()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
