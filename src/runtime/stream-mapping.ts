import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ConfigError } from '../core/errors.ts';
import { applyMapping } from '../core/map/apply.ts';
import { type Mapping, vendorFields } from '../core/map/mapping.ts';
import { parseMapping } from '../core/map/parse.ts';
import { heldFields, reverseForCreate, reverseMapping } from '../core/map/reverse.ts';
import type { CanonicalRecord } from '../core/model/field.ts';
import type { StreamMapping } from '../engine/context.ts';

/** Where the product's own mappings are. */
const OWN_MAPPINGS = join(import.meta.dirname, '..', '..', 'mappings');

export type MappingPlace = {
  connectionName: string;
  connectorKind: string;
  /** Name of the mapping file, without `.yaml`. */
  mapping: string;
  /** Folder of goldenrod.yaml: `mappings/<connection>/` beside it overrides the product's own. */
  baseDir: string;
};

/** Reads a stream's mapping: the connection's own file, else the connector's. Null when there is neither. */
export async function readMapping(place: MappingPlace): Promise<Mapping | null> {
  const files = [
    join(place.baseDir, 'mappings', place.connectionName, `${place.mapping}.yaml`),
    join(OWN_MAPPINGS, place.connectorKind, `${place.mapping}.yaml`),
  ];
  for (const file of files) {
    const text = await readIfThere(file);
    if (text !== null) return parseMapping(text, relative(process.cwd(), file) || file);
  }
  return null;
}

export function missingMapping({ connectionName, connectorKind, mapping }: MappingPlace): ConfigError {
  return new ConfigError({
    code: 'MAPPING_MISSING',
    message: `connection "${connectionName}" needs the mapping "${mapping}"; put it at mappings/${connectionName}/${mapping}.yaml beside goldenrod.yaml (or mappings/${connectorKind}/${mapping}.yaml in the product)`,
  });
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A compiled mapping as the engine uses it. A record that we create gets the mapping's constants too. */
export function asStreamMapping(mapping: Mapping, use: 'update' | 'create'): StreamMapping {
  const reverse = use === 'create' ? reverseForCreate : reverseMapping;
  return {
    readFields: vendorFields(mapping),
    toCanonical(payload) {
      const { record, problems } = applyMapping(mapping, payload);
      return {
        record,
        problems: problems.map(({ field, vendorFields: from, value, code, reason }) => ({
          field,
          code,
          message: `${mapping.file}: ${field} (from ${from.join(', ')}): the value ${JSON.stringify(value)} ${reason}`,
        })),
      };
    },
    oursIn: (payload) => heldFields(mapping, payload),
    toVendor: (values) => reverse(mapping, values as CanonicalRecord).fields,
  };
}
