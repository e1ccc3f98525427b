/** Open time with pauses taken out. Pauses are disjoint, rising, and may end at Infinity (still paused). */
import type { Interval } from './open-intervals.ts';
import type { OpenTime } from './open-time.ts';

export function elapsedOutside(
  open: OpenTime,
  from: number,
  to: number,
  pauses: readonly Interval[],
): number {
  if (to <= from) return 0;
  let total = open.elapsed(from, to);
  for (const [start, end] of pauses) total -= open.elapsed(Math.max(start, from), Math.min(end, to));
  return total;
}

/** The smallest instant at which so much open time outside the pauses has passed; null while a pause has no end. */
export function advanceOutside(
  open: OpenTime,
  from: number,
  openMs: number,
  pauses: readonly Interval[],
): number | null {
  let at = from;
  let left = openMs;
  for (const [start, end] of pauses) {
    if (end <= at) continue;
    if (start > at) {
      const available = open.elapsed(at, start);
      if (left > 0 ? left <= available : available > 0) return open.advance(at, left);
      left -= available;
    }
    if (end === Number.POSITIVE_INFINITY) return null;
    at = end;
  }
  return open.advance(at, left);
}
