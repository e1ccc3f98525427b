/** Where compiled code is kept. Loaded before anything is: only what Node brings. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Another version may be in use beside this one; what was used today stays. */
const LEAST_AGE_MS = 24 * 3_600_000;

/**
 * One folder for each version of the package and of Node. The first start of a version drops what older ones left, which
 * nothing would ever read again. Best effort: without a cache everything works.
 */
export function cacheFolder(packageFile: string, caches: string, nowMs: number): string {
  const folder = `${versionIn(packageFile)}-node${process.versions.node}`;
  if (!existsSync(join(caches, folder))) dropOthers(caches, folder, nowMs);
  return join(caches, folder);
}

function versionIn(packageFile: string): string {
  try {
    return String((JSON.parse(readFileSync(packageFile, 'utf8')) as { version?: unknown }).version);
  } catch {
    return 'unknown';
  }
}

function dropOthers(caches: string, folder: string, nowMs: number): void {
  try {
    for (const name of readdirSync(caches)) {
      const path = join(caches, name);
      if (name !== folder && nowMs - statSync(path).mtimeMs > LEAST_AGE_MS)
        rmSync(path, { recursive: true, force: true });
    }
  } catch {
    // Not there yet, or another's: whoever owns it may tidy it up.
  }
}
