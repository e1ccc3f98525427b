import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stopPostmaster } from './postmaster.ts';

/**
 * Removes data whose home was removed: nothing would ever lead to them again. Kept when even the folder around
 * the home is gone, since that may be a disk that is not mounted just now.
 */
export async function sweepShared(shared: string): Promise<void> {
  for (const name of await readdir(shared).catch((): string[] => [])) {
    const base = join(shared, name);
    const home = (await readFile(join(base, 'home'), 'utf8').catch(() => '')).trim();
    if (home === '' || !existsSync(dirname(home))) continue;
    const pointer = await readFile(join(home, 'pg', 'location'), 'utf8').catch(() => '');
    if (pointer.trim() === base) continue;
    await stopPostmaster(join(base, 'data'));
    await rm(base, { recursive: true, force: true });
  }
}
