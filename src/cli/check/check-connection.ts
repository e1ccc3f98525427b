import { dirname, relative } from 'node:path';
import type { ConnectionConfig } from '../../config/section/connection.ts';
import type { Connection, Connector, TokenStore } from '../../connector/contract.ts';
import type { Mapping } from '../../core/map/mapping.ts';
import { openConnection } from '../../runtime/connection-handles.ts';
import { missingMapping, readMapping } from '../../runtime/stream-mapping.ts';
import type { CommandContext, ExitCode } from '../command.ts';
import { describeFailure } from '../exit-code.ts';

export type CheckedStream = {
  stream: string;
  entity: string;
  mapping: string;
  fields: number;
  push: number;
  /** Vendor fields that the mapping reads and the stream does not have: they come out empty. Null when not asked. */
  missing: string[] | null;
};
export type CheckedConnection = {
  name: string;
  kind: string;
  mode: 'observe' | 'live';
  trust: number;
  streams: CheckedStream[];
  /** Whether the other side answered; null when it was not asked. */
  reached: boolean | null;
  error: string | null;
  exit: ExitCode;
};

export type CheckOptions = {
  context: CommandContext;
  connectors: Readonly<Record<string, Connector>>;
  /** False: files only, no call is made. */
  live: boolean;
};

/** One connection: its streams' mappings, then one cheap call that proves address, credentials and permission. */
export async function checkConnection(
  config: ConnectionConfig,
  { context, connectors, live }: CheckOptions,
): Promise<CheckedConnection> {
  const { name, kind, mode, trust } = config;
  const result: CheckedConnection = {
    name,
    kind,
    mode,
    trust,
    streams: [],
    reached: null,
    error: null,
    exit: 0,
  };
  let connection: Connection | undefined;
  try {
    const { configFile, environment } = context;
    connection = await openConnection(config, { connectors, configFile, environment, tokens: memoryTokens });
    const mappings: Mapping[] = [];
    for (const stream of connection.streams) {
      const mapping = await mappingOf(config, stream, dirname(configFile));
      mappings.push(mapping);
      result.streams.push(describeStream(stream, mapping));
    }
    if (live) {
      result.reached = false;
      await connection.check(context.signal);
      result.reached = true;
      for (const [index, stream] of result.streams.entries())
        stream.missing = await missingFields(connection, stream, mappings[index], context.signal);
    }
  } catch (error) {
    const { line, exit } = describeFailure(error);
    result.error = line;
    result.exit = exit;
  } finally {
    await connection?.close();
  }
  return result;
}

async function mappingOf(
  { name, kind }: ConnectionConfig,
  stream: Connection['streams'][number],
  baseDir: string,
): Promise<Mapping> {
  const place = { connectionName: name, connectorKind: kind, mapping: stream.mapping, baseDir };
  const mapping = await readMapping(place);
  if (mapping === null) throw missingMapping(place);
  return mapping;
}

function describeStream(stream: Connection['streams'][number], mapping: Mapping): CheckedStream {
  return {
    stream: stream.name,
    entity: stream.entity,
    mapping: relative(process.cwd(), mapping.file),
    fields: mapping.fields.length,
    push: mapping.push.length,
    missing: null,
  };
}

async function missingFields(
  connection: Connection,
  { stream }: CheckedStream,
  mapping: Mapping | undefined,
  signal: AbortSignal,
): Promise<string[] | null> {
  const there = await connection.fieldsOf?.(stream, signal);
  if (there === undefined || mapping === undefined) return null;
  const wanted = new Set(mapping.fields.flatMap((rule) => rule.from));
  return [...wanted].filter((field) => !there.includes(field));
}

/** A check needs no database: tokens that it fetches are forgotten with it. */
function memoryTokens(): TokenStore {
  let kept: Awaited<ReturnType<TokenStore['read']>> = null;
  return {
    read: async () => kept,
    async refresh(_stale, mint) {
      kept = await mint();
      return kept;
    },
  };
}
