import type { Log } from '../util/log.ts';

export type QuietWarn = (message: string, error: unknown) => void;

const QUIET_MS = 60_000;

/**
 * Warns of a failing connection once a minute for each cause, with the number of times that it came in between:
 * while a server is away, each of a dozen workers tries again every second.
 */
export function quietWarn(log: Pick<Log, 'warn'>, now: () => number = Date.now): QuietWarn {
  const told = new Map<string, { at: number; more: number }>();
  return (message, error) => {
    const cause = error instanceof Error ? error.message : String(error);
    const last = told.get(cause);
    if (last !== undefined && now() - last.at < QUIET_MS) {
      last.more += 1;
      return;
    }
    // Causes may carry a port or an id; the list must not grow with them.
    if (told.size >= 100) told.clear();
    told.set(cause, { at: now(), more: 0 });
    log.warn(message, {
      error,
      ...(last === undefined || last.more === 0 ? {} : { timesBefore: last.more }),
    });
  };
}
