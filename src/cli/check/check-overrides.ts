import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { ConfigError } from '../../core/errors.ts';
import { parseMapping } from '../../core/map/parse.ts';
import { nearestWord } from '../../util/nearest-word.ts';

/**
 * The user's own mappings, `mappings/<connection>/<stream>.yaml` beside goldenrod.yaml, the unused ones too: a
 * folder that bears no connection's name is never read, and its author should know. Returns how many there are.
 */
export async function checkOverrides(
  configFile: string,
  connectionNames: readonly string[],
): Promise<number> {
  const root = join(dirname(configFile), 'mappings');
  // Beside the product's own configuration lie the product's own mappings, by kind and not by connection.
  if (!existsSync(root) || root === join(import.meta.dirname, '..', '..', '..', 'mappings')) return 0;
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.toSorted()) {
    const shown = relative(process.cwd(), file);
    const folder = basename(dirname(file));
    if (!connectionNames.includes(folder)) throw unusedMapping(shown, folder, connectionNames);
    parseMapping(await readFile(file, 'utf8'), shown);
  }
  return files.length;
}

function unusedMapping(file: string, folder: string, names: readonly string[]): ConfigError {
  const near = nearestWord(folder, names);
  return new ConfigError({
    code: 'MAPPING_UNUSED',
    message: `${file}: there is no connection "${folder}"${near ? `; did you mean ${near}?` : ''} The folder must bear a connection's name: ${names.join(', ') || 'there is none'}.`,
  });
}
