import { resolve } from 'node:path';
import type { Connection, Connector, ConnectorContext } from '#src/connector/contract.ts';
import { ConfigError } from '#src/core/errors.ts';
import { headerOf, readFile } from './read.ts';
import { CsvConfig, type CsvStream } from './schema.ts';
import { writeItems } from './write.ts';

/** Opens the files of a folder. They are looked at with the first read or check. */
export async function openCsv(config: CsvConfig, context: ConnectorContext): Promise<Connection> {
  const { connectionName, baseDir } = context;
  const fileOf = (stream: CsvStream) => resolve(baseDir, config.folder, stream.file);
  const streamOf = (name: string): CsvStream => {
    const stream = Object.hasOwn(config.streams, name) ? config.streams[name] : undefined;
    if (stream !== undefined) return stream;
    const known = Object.keys(config.streams).join(', ');
    throw new ConfigError({
      code: 'CSV_STREAM',
      message: `connection ${connectionName} has no stream ${name}; it has ${known}`,
    });
  };
  return {
    streams: Object.entries(config.streams).map(([name, { entity, mapping }]) => ({ name, entity, mapping })),
    read(request) {
      const stream = streamOf(request.stream);
      return readFile({ file: fileOf(stream), stream, cursor: request.cursor, signal: request.signal });
    },
    write: (request) => writeItems(connectionName, request),
    writeLimit: () => 1,
    restUncertainCreatesMs: 0,
    async check(signal) {
      for (const stream of Object.values(config.streams)) await headerOf(fileOf(stream), stream, signal);
    },
    async fieldsOf(name, signal) {
      const stream = streamOf(name);
      return (await headerOf(fileOf(stream), stream, signal)).columns.filter((column) => column !== '');
    },
    calls: () => 0,
    close: async () => {},
  };
}

export const csv: Connector<CsvConfig> = {
  kind: 'csv',
  configSchema: CsvConfig,
  environment: [],
  open: openCsv,
};
