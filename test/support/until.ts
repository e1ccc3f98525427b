import { setTimeout as sleep } from 'node:timers/promises';

export type UntilOptions = { timeoutMs?: number; intervalMs?: number };

/**
 * Asks again and again until the answer is something (neither undefined, null nor false), and returns it.
 * Throws after the time-out, saying what it waited for and how the last question failed.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  { timeoutMs = 30_000, intervalMs = 20 }: UntilOptions = {},
): Promise<T> {
  const endsAt = performance.now() + timeoutMs;
  let failure: unknown;
  do {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) return answer;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    await sleep(intervalMs);
  } while (performance.now() < endsAt);
  throw new Error(
    `waited ${timeoutMs} ms for ${what}`,
    failure === undefined ? undefined : { cause: failure },
  );
}
