import { ConfigError } from '../../core/errors.ts';

/**
 * The queues that `--queues` names: by their own names, or by a stage for all of its queues. Absent: all.
 * ConfigError for a name that fits none.
 */
export function chooseQueues(list: string | undefined, all: readonly string[]): string[] {
  if (list === undefined) return [...all];
  const named = list.split(',').map((name) => name.trim());
  const unknown = named.find((name) => fitting(name, all).length === 0);
  if (unknown !== undefined) {
    throw new ConfigError({
      code: 'QUEUE_UNKNOWN',
      message: `--queues: there is no queue "${unknown}"; choose from ${all.join(', ')}.`,
    });
  }
  return all.filter((queue) => named.some((name) => fitting(name, [queue]).length > 0));
}

function fitting(name: string, all: readonly string[]): string[] {
  return all.filter((queue) => queue === name || queue.startsWith(`${name}.`));
}
