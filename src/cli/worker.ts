import { runWorkerProcess, type WorkerIdentity } from '../queue/worker-process.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { chooseQueues } from './start/choose-queues.ts';
import { withRuntime } from './start/with-runtime.ts';

export const command: Command = {
  name: 'worker',
  summary: 'work on the queues until it is stopped; as many of them as wanted',
  usage: 'worker [--queues a,b]',
  options: [
    {
      name: 'queues',
      value: 'LIST',
      description: 'only these: a stage (push), or a stage of one connection (push.sales)',
      default: 'all',
    },
  ],
  run,
};

function run(context: CommandContext): Promise<ExitCode> {
  const { options, log, signal } = context;
  return withRuntime(context, 'worker', async (runtime) => {
    const list = options.has('queues') ? options.text('queues') : undefined;
    const queues = chooseQueues(list, runtime.queues);
    const onServing = (worker: WorkerIdentity): void => {
      if (context.json) void context.emit({ worker: worker.id, pid: worker.pid, queues });
      else
        context.print(
          `Serving ${queues.join(', ')}. Ctrl-C stops it; what is under way is finished or handed back.`,
        );
    };
    await runWorkerProcess({
      ports: runtime.workerPorts,
      queue: runtime.queue,
      queues,
      log,
      signal,
      onServing,
    });
  });
}
