/**
 * Who uses the server: one file per user, named by chance, holding process number, start and purpose. A file
 * whose process has gone counts for nothing and is removed by the next one to look.
 */
import { randomBytes } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identifyProcess, isRunning, type ProcessIdentity } from '../../util/process-identity.ts';

export type Lease = { file: string; drop(): Promise<void> };

/** Call it under the lock. */
export async function takeLease(control: string): Promise<Lease> {
  const folder = join(control, 'leases');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${process.pid}-${randomBytes(4).toString('hex')}.json`);
  const self = await identifyProcess(process.pid);
  await writeFile(`${file}.new`, JSON.stringify(self));
  await rename(`${file}.new`, file);
  // Leaving without release must not look like using; the server itself is then adopted by the next user.
  const onExit = () => removeNow(file);
  process.once('exit', onExit);
  return {
    file,
    async drop() {
      process.removeListener('exit', onExit);
      await rm(file, { force: true });
    },
  };
}

/** The processes that use the server now. Removes what the dead left. Call it under the lock. */
export async function listUsers(control: string): Promise<ProcessIdentity[]> {
  const folder = join(control, 'leases');
  const names = await readdir(folder).catch((): string[] => []);
  const users: ProcessIdentity[] = [];
  for (const name of names) {
    const file = join(folder, name);
    const identity = parse(await readFile(file, 'utf8').catch(() => ''));
    if (identity && (await isRunning(identity))) users.push(identity);
    else await rm(file, { force: true });
  }
  return users;
}

function parse(text: string): ProcessIdentity | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { pid, startedAt } = value as Partial<ProcessIdentity>;
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : null;
  } catch {
    return null;
  }
}

function removeNow(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // The home may be gone already; nothing depends on this file any more.
  }
}
