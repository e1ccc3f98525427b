import { createApp } from '../../api/create-app.ts';
import { type Listening, listen } from '../../api/listen.ts';
import type { Runtime } from '../../runtime.ts';
import type { Log } from '../../util/log.ts';
import type { CommandOption } from '../command.ts';
import type { OptionValues } from '../option-values.ts';

/** Where the status page is when nobody says otherwise. */
export const DEFAULT_PORT = 4747;

export const hostOption: CommandOption = {
  name: 'host',
  value: 'ADDRESS',
  description: 'address to listen on; any but this machine needs GOLDENROD_API_TOKEN',
  default: '127.0.0.1',
};

/** `--port`, else GOLDENROD_PORT, else the default. */
export function portOf(options: OptionValues, runtime: Pick<Runtime, 'environment'>): number {
  return options.integer('port', { max: 65_535 }) ?? runtime.environment.port ?? DEFAULT_PORT;
}

export type ServeOptions = { runtime: Runtime; port: number; host: string; log: Log };

/** Serves status page, JSON and health. Throws as `listen` does. */
export function serveStatus({ runtime, port, host, log }: ServeOptions): Promise<Listening> {
  const token = runtime.environment.apiToken ?? null;
  const { status, queue } = runtime;
  const connections = [...runtime.context.connections.keys()];
  const ports = { status, queue, connections, now: () => new Date() };
  return listen(createApp({ ports, log, token }), { port, host, token });
}
