import { ConfigError } from '../../core/errors.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { Runtime } from '../../runtime.ts';
import { findRecords } from '../../store/why.ts';

/** A record that a decision names; `state` says whether matching knows it. */
export type DecidedRecord = {
  key: string;
  state: 'present' | 'deleted' | 'unmatched' | 'absent';
  goldenId: string | null;
};

/**
 * The record by its key or its CRM's id. One that was never read must be named by its whole key, of a stream that is
 * configured: a slip would otherwise wait for ever.
 *
 * @throws ConfigError NOT_KNOWN, AMBIGUOUS, STREAM_UNKNOWN
 */
export async function findDecided(
  runtime: Runtime,
  entity: GoldenType,
  id: string,
  { maybeRemoved = false } = {},
): Promise<DecidedRecord> {
  const found = await findRecords(runtime.pool, entity, id);
  const [record, second] = found;
  if (record === undefined) {
    // What was decided while its connection was there can be withdrawn without it.
    const isKey = id.split('/').length > 2;
    return maybeRemoved && isKey ? { key: id, state: 'absent', goldenId: null } : absent(runtime, entity, id);
  }
  if (second !== undefined) {
    throw new ConfigError({
      code: 'AMBIGUOUS',
      message: `several records go by ${JSON.stringify(id)}; name one: ${found.map(keyOf).join(', ')}`,
    });
  }
  const state = record.deleted ? 'deleted' : record.goldenId === null ? 'unmatched' : 'present';
  return { key: keyOf(record), state, goldenId: record.goldenId };
}

function keyOf(record: { connection: string; stream: string; externalId: string }): string {
  return `${record.connection}/${record.stream}/${record.externalId}`;
}

function absent({ context }: Runtime, entity: GoldenType, id: string): DecidedRecord {
  const [connection = '', stream = '', ...rest] = id.split('/');
  if (rest.join('/') === '') {
    throw new ConfigError({
      code: 'NOT_KNOWN',
      message: `no ${entity} with the id ${JSON.stringify(id)} has been read; to decide on a record that is still to come, write connection/stream/id`,
    });
  }
  const known = streamsOf(context.connections, entity);
  if (!known.includes(`${connection}/${stream}`)) {
    throw new ConfigError({
      code: 'STREAM_UNKNOWN',
      message: `${id} has not been read, and ${connection}/${stream} is no stream of ${entity} records; there are ${known.join(', ') || 'none'}`,
    });
  }
  return { key: id, state: 'absent', goldenId: null };
}

/** What records of the type are read from, as `connection/stream`. */
export function streamsOf(connections: Runtime['context']['connections'], entity: GoldenType): string[] {
  return [...connections].flatMap(([name, { streams }]) =>
    streams.flatMap((each) => (each.entity === entity ? [`${name}/${each.name}`] : [])),
  );
}
