import type { Log } from '../../util/log.ts';
import { findPostmaster } from './postmaster.ts';

const intervalMs = 1_000;

type Watch = { data: string; restart: () => Promise<unknown>; log: Log };

/** Starts the server again when it dies under its users. Returns how to end the watch. */
export function watchServer({ data, restart, log }: Watch): () => Promise<void> {
  let looking: Promise<void> | undefined;
  const look = async () => {
    if (await findPostmaster(data)) return;
    log.warn('the embedded database has died; starting it again');
    await restart();
  };
  const timer = setInterval(() => {
    looking ??= look()
      .catch((error: unknown) => log.error('the embedded database could not be started again', { error }))
      .finally(() => {
        looking = undefined;
      });
  }, intervalMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
