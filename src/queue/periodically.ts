import { setTimeout as sleep } from 'node:timers/promises';

export type Periodic = {
  everyMs: number;
  signal: AbortSignal;
  work: () => Promise<void>;
  onError: (error: unknown) => void;
};

/** Works at once and then again after each pause, until the signal; a failure is told and does not end it. */
export async function periodically({ everyMs, signal, work, onError }: Periodic): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      onError(error);
    }
    // The rejection is the signal: the loop ends by its condition.
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
