import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../core/errors.ts';
import type { Mapping } from '../core/map/mapping.ts';
import { parseMapping } from '../core/map/parse.ts';

export type MappingRequest = {
  /** Folders that hold `<kind or connection>/<stream>.yaml`, the most particular first. */
  roots: readonly string[];
  kind: string;
  connectionName: string;
  /** The stream's mapping name, `StreamDefinition.mapping`. */
  mapping: string;
};

const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/**
 * Reads the mapping of a stream: `<connection>/<mapping>.yaml` where there is one, else `<kind>/<mapping>.yaml`.
 * Throws ConfigError when none exists or the one found is broken.
 */
export async function loadMapping({
  roots,
  kind,
  connectionName,
  mapping,
}: MappingRequest): Promise<Mapping> {
  const folders = connectionName === kind ? [kind] : [connectionName, kind];
  for (const name of [...folders, mapping]) {
    if (!PLAIN_NAME.test(name)) {
      throw new ConfigError({
        code: 'MAPPING_NAME',
        message: `"${name}" cannot be the name of a mapping or connection`,
      });
    }
  }
  const tried: string[] = [];
  for (const folder of folders) {
    for (const root of roots) {
      const file = join(root, folder, `${mapping}.yaml`);
      const text = await readIfThere(file);
      if (text !== null) return parseMapping(text, file);
      tried.push(file);
    }
  }
  throw new ConfigError({
    code: 'MAPPING_MISSING',
    message: `connection ${connectionName}: no mapping ${mapping}.yaml; looked for ${tried.join(', ')}`,
    context: { tried },
  });
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new ConfigError({ code: 'MAPPING_UNREADABLE', message: `${file}: cannot be read`, cause });
  }
}
