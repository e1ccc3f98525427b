import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../core/errors.ts';
import { databaseFailure } from './failure.ts';
import type { Layout } from './layout.ts';

export const superuser = 'goldenrod';

/** Makes the data folder unless it is there; refuses one of another PostgreSQL major. Call it under the lock. */
export async function initialise(layout: Layout, major: number, password: string): Promise<void> {
  if (existsSync(join(layout.data, 'PG_VERSION'))) return await checkMajor(layout.data, major);
  await removeUnfinished(layout.base);
  const partial = `${layout.data}.new-${randomBytes(4).toString('hex')}`;
  const passwordFile = join(layout.base, 'initial-password');
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (layout.user) await chown(passwordFile, layout.user.uid, layout.user.gid);
    await runInitdb(layout, partial, passwordFile);
  } finally {
    await rm(passwordFile, { force: true });
  }
  // Only a whole data folder ever carries the name.
  await rename(partial, layout.data);
}

/** What earlier attempts left. An initdb whose parent was killed may still be writing: then the next start takes it. */
export async function removeUnfinished(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    if (!name.startsWith('data.new-')) continue;
    await rm(join(base, name), { recursive: true, force: true }).catch(() => {});
  }
}

async function checkMajor(data: string, major: number): Promise<void> {
  const found = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  if (found === String(major)) return;
  throw new ConfigError({
    code: 'DATABASE_VERSION',
    message: `The embedded database in ${data} is of PostgreSQL ${found}, this version of Goldenrod brings ${major}; make a backup with the version that wrote it and restore it here, or choose another --home.`,
  });
}

async function runInitdb(layout: Layout, target: string, passwordFile: string): Promise<void> {
  const args = [
    `--pgdata=${target}`,
    `--pwfile=${passwordFile}`,
    `--username=${superuser}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order and case on every machine, whatever its locale.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    // The first checkpoint of the server that follows syncs these files.
    '--no-sync',
  ];
  const child = spawn(join(layout.native, 'bin', 'initdb'), args, {
    ...layout.user,
    cwd: layout.base,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  if (code === 0) return;
  const message = `The embedded database could not be created in ${layout.base}: ${causeOf(complaint)}`;
  throw await databaseFailure('DATABASE_INIT_FAILED', layout.base, message);
}

/** Of all that initdb says, the line that names the cause. */
function causeOf(complaint: string): string {
  const lines = complaint.trim().split('\n');
  const cause = lines.find((line) => /No space left|PANIC|FATAL|error:/.test(line)) ?? lines.at(-1);
  return (cause || 'initdb said nothing').slice(0, 300);
}
