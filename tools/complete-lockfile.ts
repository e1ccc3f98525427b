/**
 * `node tools/complete-lockfile.ts`: adds the builds for other platforms to package-lock.json. npm leaves them out
 * when the registry it talks to does not serve them, and then `npm ci` refuses its own lock file everywhere.
 * The entries carry no hash, because the packages were not fetched; npm never fetches them on another platform.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Lockfile, missingOptionals, parseLockfile } from './rules/lockfile.ts';

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const processors = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

/** A package of this kind says in its name where it runs. */
function platformOf(name: string): { os?: string[]; cpu?: string[]; libc?: string[] } {
  const words = (name.split('/').at(-1) ?? '').replace('windows', 'win32').split(/[-.]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter((processor) => words.includes(processor));
  const libc = [
    ...(words.some((word) => word.startsWith('musl')) ? ['musl'] : []),
    ...(words.some((word) => word.startsWith('gnu')) ? ['glibc'] : []),
  ];
  return {
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(os.length > 0 ? { os } : {}),
    ...(libc.length > 0 && os.includes('linux') ? { libc } : {}),
  };
}

const path = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const text = readFileSync(path, 'utf8');
const missing = missingOptionals(parseLockfile(text));
// What the check has parsed has its keys in another order; what is written back keeps npm's.
const lockfile = JSON.parse(text) as Lockfile;
for (const { name, version, dev } of missing) {
  lockfile.packages[`node_modules/${name}`] = {
    version,
    ...platformOf(name),
    ...(dev ? { dev } : {}),
    optional: true,
  };
}
const sorted = Object.entries(lockfile.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
lockfile.packages = Object.fromEntries(sorted);
writeFileSync(path, `${JSON.stringify(lockfile, null, 2)}\n`);
console.log(`${missing.length} entries added`);
