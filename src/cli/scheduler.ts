import { runSchedulerProcess } from '../queue/scheduler-process.ts';
import { schedulesOf } from '../queue/schedules-of.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { withRuntime } from './start/with-runtime.ts';

export const command: Command = {
  name: 'scheduler',
  summary: 'keep the configured schedules in the queue until it is stopped; more than one does no harm',
  usage: 'scheduler',
  options: [],
  run,
};

function run(context: CommandContext): Promise<ExitCode> {
  const { log, signal } = context;
  return withRuntime(context, 'scheduler', async ({ queue, config }) => {
    const schedules = schedulesOf(config.schedules);
    const list =
      schedules.map(({ id, everyMs }) => `${id} every ${everyMs / 1000} s`).join(', ') || 'nothing';
    if (context.json)
      await context.emit({ schedules: schedules.map(({ id, everyMs }) => ({ id, every_ms: everyMs })) });
    else context.print(`Scheduling ${list}. Workers do the work. Ctrl-C stops it.`);
    await runSchedulerProcess({ queue, schedules, log, signal });
  });
}
