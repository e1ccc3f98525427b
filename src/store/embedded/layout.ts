/**
 * Where the embedded server's files lie. Normally all under `<home>/pg`, and the binaries in node_modules. When
 * the server's user cannot reach these (a checkout in root's own 0700 home), they go to /var/lib/goldenrod:
 * data under a random name that the home remembers, so that a new clone at an old path never meets old data;
 * binaries once per version.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { canEnter, type RunAs } from './run-as.ts';
import { rememberHome, sweepShared } from './sweep-shared.ts';

export type Layout = {
  /** `<home>/pg`: lock, password, leases, log; ours. */
  control: string;
  /** Folder that holds `data`; the server's. */
  base: string;
  data: string;
  /** Folder with bin, lib, share that the server's user can reach. */
  native: string;
  user: RunAs;
};

const shared = '/var/lib/goldenrod';

/** Makes what is missing. Call it under the lock, or with `control` existing. */
export async function layOut(home: string, binaries: Binaries, user: RunAs): Promise<Layout> {
  const control = join(home, 'pg');
  const base = await placeData(home, control, user);
  const native = await placeBinaries(binaries, user);
  return { control, base, data: join(base, 'data'), native, user };
}

async function placeData(home: string, control: string, user: RunAs): Promise<string> {
  if (user === undefined) return control;
  const pointer = join(control, 'location');
  const remembered = (await readFile(pointer, 'utf8').catch(() => '')).trim();
  if (remembered !== '') {
    await ownFolder(remembered, user);
    return remembered;
  }
  if (existsSync(join(control, 'server')) || canEnter(user, control)) {
    return await ownFolder(join(control, 'server'), user);
  }
  await ownSharedFolder();
  await sweepShared(shared);
  const base = join(shared, randomBytes(8).toString('hex'));
  // The pointer first: from then on nobody else's sweep takes the folder for an orphan.
  await writeFile(pointer, `${base}\n`);
  await ownFolder(base, user);
  await rememberHome(base, home);
  return base;
}

/** Once the data are gone: removes the folder that was theirs outside of the home. */
export async function forgetLocation({ control, base }: Layout): Promise<void> {
  if (!base.startsWith(`${shared}/`)) return;
  await rm(join(control, 'location'), { force: true });
  await rm(base, { recursive: true, force: true });
}

async function placeBinaries(binaries: Binaries, user: RunAs): Promise<string> {
  if (canEnter(user, binaries.directory)) return binaries.directory;
  const target = join(shared, `postgresql-${binaries.version}`);
  if (existsSync(target)) return target;
  await ownSharedFolder();
  // Copied beside and renamed, so that a kill in the middle leaves no half of a server behind.
  const partial = `${target}.${randomBytes(6).toString('hex')}`;
  await cp(binaries.directory, partial, { recursive: true, verbatimSymlinks: true });
  await chmod(partial, 0o755);
  await rename(partial, target).catch(async (error: unknown) => {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  });
  return target;
}

async function ownFolder(directory: string, user: NonNullable<RunAs>): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await chown(directory, user.uid, user.gid);
  return directory;
}

async function ownSharedFolder(): Promise<void> {
  await mkdir(shared, { recursive: true });
  // Only root may add to it, or a local user could plant a server that we would run.
  await chown(shared, 0, 0);
  await chmod(shared, 0o755);
}
