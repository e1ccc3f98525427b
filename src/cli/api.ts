import type { Command, CommandContext, ExitCode } from './command.ts';
import { aborted } from './start/aborted.ts';
import { hostOption, portOf, serveStatus } from './start/serve-status.ts';
import { withRuntime } from './start/with-runtime.ts';

export const command: Command = {
  name: 'api',
  summary: 'serve the status page, /api/v1/status, /healthz and /readyz until it is stopped',
  usage: 'api [--host ADDRESS]',
  options: [hostOption],
  run,
};

function run(context: CommandContext): Promise<ExitCode> {
  const { options, log, signal } = context;
  return withRuntime(context, 'api', async (runtime) => {
    const host = options.text('host') ?? '127.0.0.1';
    const server = await serveStatus({ runtime, port: portOf(options, runtime), host, log });
    if (context.json) await context.emit({ url: server.url });
    else context.print(`Status page: ${server.url}`);
    await aborted(signal);
    await server.close();
  });
}
