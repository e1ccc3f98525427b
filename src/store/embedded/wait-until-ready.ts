import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { TransientError } from '../../core/errors.ts';
import { errorCode } from '../../util/error-code.ts';
import { superuser } from './initialise.ts';

const databaseName = 'goldenrod';
const databaseMissing = '3D000';
const wrongPassword = '28P01';
const alreadyThere = ['42P04', '23505'];

export function databaseUrl(port: number, password: string, database = databaseName): string {
  return `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`;
}

/** Waits until the server answers (after a crash it first replays its log), and makes our database if need be. */
export async function waitUntilReady(port: number, password: string, timeoutMs: number): Promise<string> {
  const url = databaseUrl(port, password);
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const code = await tryQuery(url, 'select 1');
    if (code === null) return url;
    if (code === databaseMissing) await createDatabase(port, password);
    if (code === wrongPassword || performance.now() > deadline) throw notReady(port, code);
    if (code !== databaseMissing) await sleep(25);
  }
}

async function createDatabase(port: number, password: string): Promise<void> {
  const code = await tryQuery(databaseUrl(port, password, 'postgres'), `create database ${databaseName}`);
  if (code !== null && !alreadyThere.includes(code)) throw notReady(port, code);
}

/** Null when it worked, else the error's code. */
async function tryQuery(url: string, text: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(text);
    return null;
  } catch (error) {
    return errorCode(error) ?? 'UNKNOWN';
  } finally {
    await client.end().catch(() => {});
  }
}

function notReady(port: number, code: string): TransientError {
  return new TransientError({
    code: 'DATABASE_NOT_READY',
    message: `The embedded database on port ${port} does not answer (${code}); see postgres.log in the home's folder pg, then run it again.`,
  });
}
