import { z } from 'zod';
import { ConfigFile } from './config.ts';

/** JSON Schema of goldenrod.yaml, for editors that complete and check while one types. */
export function configJsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(ConfigFile, { io: 'input', unrepresentable: 'any' });
}
