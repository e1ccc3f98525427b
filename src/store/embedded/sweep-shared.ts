import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stopPostmaster } from './postmaster.ts';

/** Writes down, beside data that lie outside of their home, whose they are. */
export async function rememberHome(base: string, home: string): Promise<void> {
  await writeFile(join(base, 'home'), `${home}\n${(await stat(home)).dev}\n`);
}

/** Removes data whose home was removed: nothing would ever lead to them again. */
export async function sweepShared(shared: string): Promise<void> {
  for (const name of await readdir(shared).catch((): string[] => [])) {
    const base = join(shared, name);
    const [home = '', device] = (await readFile(join(base, 'home'), 'utf8').catch(() => '')).split('\n');
    if (home === '' || !(await wasRemoved(home, base, Number(device)))) continue;
    await stopPostmaster(join(base, 'data'));
    await rm(base, { recursive: true, force: true });
  }
}

/** A home on a disk that is not mounted just now is not there either: then what is there is of another device. */
async function wasRemoved(home: string, base: string, device: number): Promise<boolean> {
  const pointer = await readFile(join(home, 'pg', 'location'), 'utf8').catch(() => '');
  if (pointer.trim() === base) return false;
  let folder = home;
  while (!existsSync(folder)) folder = dirname(folder);
  return (await stat(folder)).dev === device;
}
