import { z } from 'zod';
import { MappingFile } from '../core/map/schema.ts';
import { ConfigFile, type ConnectorSchemas } from './config.ts';
import { ConnectionBase, ConnectionName } from './section/connection.ts';

/** JSON Schema of goldenrod.yaml with these kinds of connections, for editors that complete and check while one types. */
export function configJsonSchema(schemas: ConnectorSchemas): z.core.JSONSchema.BaseSchema {
  const whole = ConfigFile.extend({
    connections: z.record(ConnectionName, anyConnection(schemas)).default({}),
  });
  return z.toJSONSchema(whole, { io: 'input', unrepresentable: 'any' });
}

/** The common keys, and those of the connector that `kind` names. */
function anyConnection(schemas: ConnectorSchemas): z.ZodType {
  const kinds = Object.entries(schemas).map(([kind, schema]) =>
    z.intersection(ConnectionBase.extend({ kind: z.literal(kind) }).loose(), schema),
  );
  return z.union(kinds);
}

/** JSON Schema of `mappings/<connector>/<stream>.yaml`. */
export function mappingJsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(MappingFile, { io: 'input', unrepresentable: 'any' });
}
