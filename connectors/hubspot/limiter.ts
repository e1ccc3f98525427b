import { setTimeout as sleep } from 'node:timers/promises';
import { RATE_LIMITS, type RateBucket } from './limits.ts';

/** Our share of what the portal allows this app, so that a second process of ours is not refused at once. */
const SHARE = 0.95;

export interface Limiter {
  /** Resolves when a request may leave. Rejects with the signal's reason when called off. */
  take(bucket: RateBucket, signal: AbortSignal): Promise<void>;
  /** What the portal itself says it allows in the bucket's period. */
  learn(bucket: RateBucket, requests: number): void;
}

/** Sliding windows over departures, within this process; other processes are told by HubSpot's own refusals. */
export function createLimiter(now: () => number = Date.now): Limiter {
  const departures: Record<RateBucket, number[]> = { burst: [], search: [] };
  const allowed: Record<RateBucket, number> = {
    burst: RATE_LIMITS.burst.requests,
    search: RATE_LIMITS.search.requests,
  };
  const queue: Record<RateBucket, Promise<void>> = { burst: Promise.resolve(), search: Promise.resolve() };

  async function wait(bucket: RateBucket, signal: AbortSignal): Promise<void> {
    const times = departures[bucket];
    const { perMs } = RATE_LIMITS[bucket];
    for (;;) {
      signal.throwIfAborted();
      while (times[0] !== undefined && times[0] <= now() - perMs) times.shift();
      if (times.length < allowed[bucket]) break;
      await sleep(Math.max(5, (times[0] ?? 0) + perMs - now()), undefined, { signal });
    }
    times.push(now());
  }

  return {
    take(bucket, signal) {
      // One after the other: whoever came first leaves first.
      const turn = queue[bucket].then(() => wait(bucket, signal));
      queue[bucket] = turn.catch(() => undefined);
      return turn;
    },
    learn(bucket, requests) {
      if (Number.isInteger(requests) && requests > 0)
        allowed[bucket] = Math.max(1, Math.floor(requests * SHARE));
    },
  };
}
