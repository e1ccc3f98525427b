import { ConfigError } from '../core/errors.ts';
import type { ConnectionHandle, EngineContext, StreamHandle } from './context.ts';
import type { HeldPart } from './ports/run.ts';

/** The connection that a part speaks of. */
export function connectionOf(context: EngineContext, held: HeldPart): ConnectionHandle {
  const connection = context.connections.get(held.connectionName ?? '');
  if (connection !== undefined) return connection;
  throw new ConfigError({
    code: 'CONNECTION_UNKNOWN',
    message: `connection "${held.connectionName}" is not in the configuration any more; put it back, or start a new run`,
  });
}

/** The stream of a part named `connection/stream`. */
export function streamOf(connection: ConnectionHandle, held: HeldPart): StreamHandle {
  const name = held.part.slice(held.part.indexOf('/') + 1);
  const stream = connection.streams.find((candidate) => candidate.name === name);
  if (stream !== undefined) return stream;
  throw new ConfigError({
    code: 'STREAM_UNKNOWN',
    message: `connection "${connection.row.name}" has no stream "${name}" any more; it has ${connection.streams.map((s) => s.name).join(', ')}`,
  });
}
