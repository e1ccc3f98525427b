/**
 * HubSpot's limits, in real time. Burst: rolling 10 seconds (190 for Professional). Search: per second and account (5).
 * Usage guidelines, and "Search the CRM". A refused call does not count against the next window.
 */
import { ApiError } from './api-error.ts';

export type RateLimits = { burstPer10s: number; searchPerSecond: number; daily: number };
export const DEFAULT_RATE_LIMITS: RateLimits = { burstPer10s: 190, searchPerSecond: 5, daily: 625_000 };

const BURST_WINDOW_MS = 10_000;
const SEARCH_WINDOW_MS = 1_000;

export class RateLimiter {
  readonly #limits: RateLimits;
  readonly #burst: RollingWindow;
  readonly #search: RollingWindow;
  #today = 0;

  constructor(limits: RateLimits) {
    this.#limits = limits;
    this.#burst = new RollingWindow(BURST_WINDOW_MS, limits.burstPer10s);
    this.#search = new RollingWindow(SEARCH_WINDOW_MS, limits.searchPerSecond);
  }

  /** The refusal of this call, if it is one too many. Search counts in its own window only. */
  take(isSearch: boolean): ApiError | undefined {
    if (this.#today >= this.#limits.daily) return refusal('DAILY', 'You have reached your daily limit.');
    const window = isSearch ? this.#search : this.#burst;
    if (!window.take(performance.now())) {
      return isSearch
        ? refusal('SECONDLY', 'You have reached your secondly limit.')
        : refusal('TEN_SECONDLY_ROLLING', 'You have reached your ten_secondly_rolling limit.');
    }
    this.#today += 1;
    return undefined;
  }

  /** Search answers carry none. */
  headers(): Record<string, string> {
    return {
      'X-HubSpot-RateLimit-Daily': String(this.#limits.daily),
      'X-HubSpot-RateLimit-Daily-Remaining': String(this.#limits.daily - this.#today),
      'X-HubSpot-RateLimit-Interval-Milliseconds': String(BURST_WINDOW_MS),
      'X-HubSpot-RateLimit-Max': String(this.#limits.burstPer10s),
      'X-HubSpot-RateLimit-Remaining': String(this.#burst.remaining(performance.now())),
    };
  }
}

class RollingWindow {
  readonly #spanMs: number;
  readonly #limit: number;
  #taken: number[] = [];

  constructor(spanMs: number, limit: number) {
    this.#spanMs = spanMs;
    this.#limit = limit;
  }

  take(nowMs: number): boolean {
    if (this.remaining(nowMs) <= 0) return false;
    this.#taken.push(nowMs);
    return true;
  }

  remaining(nowMs: number): number {
    const since = nowMs - this.#spanMs;
    const firstInside = this.#taken.findIndex((at) => at > since);
    this.#taken = firstInside === -1 ? [] : this.#taken.slice(firstInside);
    return this.#limit - this.#taken.length;
  }
}

function refusal(policyName: string, message: string): ApiError {
  return new ApiError(429, {
    message,
    errorType: 'RATE_LIMIT',
    policyName,
    groupName: 'publicapi:private-apps:api-calls',
  });
}
