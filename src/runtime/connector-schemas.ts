import type { ConnectorSchemas } from '../config/config.ts';
import type { Connector } from '../connector/contract.ts';

/** The configuration keys of each kind of connection, as its connector states them. */
export function connectorSchemas(connectors: Readonly<Record<string, Connector>>): ConnectorSchemas {
  return Object.fromEntries(Object.values(connectors).map(({ kind, configSchema }) => [kind, configSchema]));
}
