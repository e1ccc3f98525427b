import { relative } from 'node:path';
import { configJsonSchema, mappingJsonSchema } from '../config/json-schema.ts';
import { loadConfig } from '../config/load-config.ts';
import { ConfigError } from '../core/errors.ts';
import { nearestWord } from '../util/nearest-word.ts';
import { type CheckedConnection, checkConnection } from './check/check-connection.ts';
import { checkOverrides } from './check/check-overrides.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { configFileOf } from './sync.ts';

export const command: Command = {
  name: 'check',
  summary: 'validate configuration and mappings, and ask each connection once whether it lets us in',
  usage: 'check [<connection>] [--offline] | check --schema config|mapping',
  options: [
    { name: 'offline', description: 'files only: call nobody' },
    {
      name: 'schema',
      value: 'config|mapping',
      description: 'check nothing; write the JSON Schema of goldenrod.yaml or of a mapping, for an editor',
    },
  ],
  run,
};

async function run(context: CommandContext): Promise<ExitCode> {
  const { options, environment } = context;
  const configFile = configFileOf(context);
  const { CONNECTORS: connectors } = await import('#connectors/index.ts');
  const { connectorSchemas } = await import('../runtime/connector-schemas.ts');
  const schemas = connectorSchemas(connectors);
  const wantedSchema = options.choice('schema', ['config', 'mapping']);
  if (wantedSchema) {
    await context.emit(wantedSchema === 'config' ? configJsonSchema(schemas) : mappingJsonSchema());
    return 0;
  }
  const config = await loadConfig({
    file: configFile,
    environment,
    connectorSchemas: schemas,
    mustExist: options.has('config'),
  });
  const names = config.connections.map(({ name }) => name);
  const wanted = wantedConnections(context.args, names);
  const overrides = await checkOverrides(configFile, names);
  const results: CheckedConnection[] = [];
  for (const connection of config.connections) {
    if (!wanted.includes(connection.name)) continue;
    results.push(
      await checkConnection(connection, {
        context: { ...context, configFile },
        connectors,
        live: !options.flag('offline'),
      }),
    );
  }
  if (context.json) await context.emit({ config: configFile, overrides, connections: results });
  else report(context, configFile, results);
  return results.reduce<ExitCode>((worst, { exit }) => (exit > worst ? exit : worst), 0);
}

function wantedConnections(args: readonly string[], names: readonly string[]): readonly string[] {
  const [name, ...more] = args;
  if (name === undefined) return names;
  if (more.length === 0 && names.includes(name)) return [name];
  const near = nearestWord(name, names);
  throw new ConfigError({
    code: 'CONNECTION_UNKNOWN',
    message:
      more.length > 0
        ? 'check takes one connection, or none for all.'
        : `There is no connection "${name}"${near ? `; did you mean ${near}?` : '.'} The configuration has: ${names.join(', ') || 'none'}.`,
  });
}

function report(context: CommandContext, configFile: string, results: readonly CheckedConnection[]): void {
  const file = relative(process.cwd(), configFile) || configFile;
  if (results.length === 0) {
    context.print(`${file}: valid; it has no connection yet.`);
    return;
  }
  context.print(`${file}: valid.`);
  for (const { name, kind, mode, streams, reached, error } of results) {
    const head = `${name} (${kind}, ${mode})`;
    const fields = streams.reduce((sum, stream) => sum + stream.fields, 0);
    const state = reached ? 'lets us in' : 'not asked';
    context.print(
      error
        ? `${head}: ${error}`
        : `${head}: ${state}; ${streams.length} ${streams.length === 1 ? 'stream' : 'streams'}, ${fields} fields mapped.`,
    );
    for (const { stream, mapping, missing } of streams)
      if (missing?.length)
        context.print(`${name}: ${stream} has no ${missing.join(', ')}, which ${mapping} reads.`);
  }
}
