import { dirname } from 'node:path';
import type { Environment } from '../config/environment.ts';
import type { ConnectionConfig } from '../config/section/connection.ts';
import type { Connection, Connector, TokenStore } from '../connector/contract.ts';
import { InvariantError } from '../core/errors.ts';
import type { ConnectionHandle, StreamHandle } from '../engine/context.ts';
import type { ConnectionRow } from '../engine/ports/source.ts';
import type { Store } from '../engine/ports/store.ts';
import { asStreamMapping, type MappingPlace, missingMapping, readMapping } from './stream-mapping.ts';

export type HandleOptions = {
  store: Store;
  connections: readonly ConnectionConfig[];
  connectors: Readonly<Record<string, Connector>>;
  configFile: string;
  environment: Environment;
  tokens: (connectionName: string) => TokenStore;
};

/** Opens every configured connection (which makes no call yet) and reads the mappings of its streams. */
export async function openConnections(options: HandleOptions): Promise<Map<string, ConnectionHandle>> {
  const rows = await options.store.source.syncConnections(
    options.connections.map(({ name, kind, mode, trust, goLiveAt }) => ({
      name,
      kind,
      mode,
      trust,
      goLiveAt,
    })),
  );
  const byName = new Map(rows.map((row) => [row.name, row]));
  const handles = new Map<string, ConnectionHandle>();
  for (const config of options.connections) {
    const row = byName.get(config.name);
    if (row === undefined)
      throw new InvariantError({ code: 'CONNECTION_ROW', message: `no row for ${config.name}` });
    handles.set(config.name, await openHandle(config, row, options));
  }
  return handles;
}

async function openHandle(
  config: ConnectionConfig,
  row: ConnectionRow,
  options: HandleOptions,
): Promise<ConnectionHandle> {
  const connection = await openConnection(config, options);
  const baseDir = dirname(options.configFile);
  const place = (mapping: string): MappingPlace => ({
    connectionName: config.name,
    connectorKind: config.kind,
    mapping,
    baseDir,
  });
  const streams: StreamHandle[] = [];
  for (const stream of connection.streams) {
    const mapping = await readMapping(place(stream.mapping));
    if (mapping === null) throw missingMapping(place(stream.mapping));
    streams.push({ name: stream.name, entity: stream.entity, mapping: asStreamMapping(mapping, 'update') });
  }
  const task = await readMapping(place('task'));
  return {
    row,
    streams,
    taskMapping: task === null ? null : asStreamMapping(task, 'create'),
    open: async () => connection,
    takeCalls: callTaker(connection),
  };
}

function callTaker(connection: Connection): () => number {
  let counted = 0;
  return () => {
    const fresh = connection.calls() - counted;
    counted += fresh;
    return fresh;
  };
}

export async function openConnection(
  config: ConnectionConfig,
  { connectors, configFile, environment, tokens }: Omit<HandleOptions, 'store' | 'connections'>,
): Promise<Connection> {
  const connector = connectors[config.kind];
  if (connector === undefined)
    throw new InvariantError({ code: 'CONNECTOR_UNKNOWN', message: `no ${config.kind}` });
  return connector.open(config.settings, {
    connectionName: config.name,
    tokens: tokens(config.name),
    environment: environment.pick(connector.environment),
    baseDir: dirname(configFile),
  });
}
