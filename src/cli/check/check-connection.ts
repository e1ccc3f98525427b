import { dirname, relative } from 'node:path';
import type { ConnectionConfig } from '../../config/section/connection.ts';
import type { Connection, Connector, TokenStore } from '../../connector/contract.ts';
import { openConnection } from '../../runtime/connection-handles.ts';
import { missingMapping, readMapping } from '../../runtime/stream-mapping.ts';
import type { CommandContext, ExitCode } from '../command.ts';
import { describeFailure } from '../exit-code.ts';

export type CheckedStream = { stream: string; entity: string; mapping: string; fields: number; push: number };
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
    for (const stream of connection.streams) {
      result.streams.push(await checkStream(config, stream, dirname(configFile)));
    }
    if (live) {
      result.reached = false;
      await connection.check(context.signal);
      result.reached = true;
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

async function checkStream(
  { name, kind }: ConnectionConfig,
  stream: Connection['streams'][number],
  baseDir: string,
): Promise<CheckedStream> {
  const place = { connectionName: name, connectorKind: kind, mapping: stream.mapping, baseDir };
  const mapping = await readMapping(place);
  if (mapping === null) throw missingMapping(place);
  return {
    stream: stream.name,
    entity: stream.entity,
    mapping: relative(process.cwd(), mapping.file),
    fields: mapping.fields.length,
    push: mapping.push.length,
  };
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
