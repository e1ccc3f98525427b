import { runSchedulerProcess } from '../queue/scheduler-process.ts';
import { schedulesOf } from '../queue/schedules-of.ts';
import { runWorkerProcess } from '../queue/worker-process.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { hostOption, portOf, serveStatus } from './start/serve-status.ts';
import { withRuntime } from './start/with-runtime.ts';

export const command: Command = {
  name: 'start',
  summary: 'everything in one process: worker, scheduler and status page, until it is stopped',
  usage: 'start [--host ADDRESS]',
  options: [hostOption],
  run,
};

function run(context: CommandContext): Promise<ExitCode> {
  const { options, log } = context;
  return withRuntime(context, 'start', async (runtime) => {
    const { queue, queues, config, workerPorts: ports } = runtime;
    const host = options.text('host') ?? '127.0.0.1';
    // First of all: a port in use must be told before any work begins.
    const server = await serveStatus({ runtime, port: portOf(options, runtime), host, log });
    const failed = new AbortController();
    const signal = AbortSignal.any([context.signal, failed.signal]);
    // One part that fails takes the others along, gracefully.
    const together = (part: Promise<void>): Promise<void> =>
      part.catch((error: unknown) => {
        failed.abort();
        throw error;
      });
    try {
      if (context.json) await context.emit({ url: server.url, pid: process.pid, queues });
      else context.print(`Running; status page: ${server.url}. Ctrl-C stops it.`);
      const ends = await Promise.allSettled([
        together(runWorkerProcess({ ports, queue, queues, log, signal })),
        together(runSchedulerProcess({ queue, schedules: schedulesOf(config.schedules), log, signal })),
      ]);
      const failure = ends.find((end) => end.status === 'rejected');
      if (failure) throw failure.reason;
    } finally {
      await server.close();
    }
  });
}
