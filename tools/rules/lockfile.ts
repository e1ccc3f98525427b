/** The lock file: anybody must be able to install from it, on any platform, from the public registry. */
import { z } from 'zod';

const publicRegistry = 'https://registry.npmjs.org/';

const LockEntry = z.looseObject({
  version: z.string().optional(),
  resolved: z.string().optional(),
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const Lockfile = z.looseObject({ packages: z.record(z.string(), LockEntry) });
type LockEntry = z.infer<typeof LockEntry>;
export type Lockfile = z.infer<typeof Lockfile>;

export function parseLockfile(text: string): Lockfile {
  return Lockfile.parse(JSON.parse(text));
}

export function checkLockfile(text: string): string[] {
  const lockfile = parseLockfile(text);
  const hosts = new Set(
    Object.values(lockfile.packages)
      .map((entry) => entry.resolved ?? publicRegistry)
      .filter((url) => /^https?:/.test(url) && !url.startsWith(publicRegistry))
      .map((url) => new URL(url).host),
  );
  const missing = missingOptionals(lockfile).map(({ name }) => name);
  return [
    ...[...hosts].map(
      (host) => `package-lock.json: resolved from ${host}; only ${publicRegistry} may stand there`,
    ),
    ...(missing.length > 0
      ? [
          `package-lock.json: npm ci will refuse it, ${missing.length} builds for other platforms are missing ` +
            `(${missing.slice(0, 3).join(', ')} …); run: node tools/complete-lockfile.ts`,
        ]
      : []),
  ];
}

/** Optional dependencies (builds for other platforms) that a package names and the lock file does not hold. */
export function missingOptionals(lockfile: Lockfile): { name: string; version: string; dev: boolean }[] {
  const found = new Map<string, { name: string; version: string; dev: boolean }>();
  for (const [path, entry] of Object.entries(lockfile.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isHeld(lockfile, path, name) || found.get(name)?.dev === false) continue;
      found.set(name, { name, version: range.replace(/^[^\d]*/, ''), dev: entry.dev === true });
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Node looks beside the package first, then in each folder above. */
function isHeld(lockfile: Lockfile, path: string, name: string): boolean {
  const steps = path === '' ? [] : path.split('/node_modules/');
  for (let depth = steps.length; depth >= 0; depth -= 1) {
    const base = steps.slice(0, depth).join('/node_modules/');
    if (`${base === '' ? '' : `${base}/`}node_modules/${name}` in lockfile.packages) return true;
  }
  return false;
}
