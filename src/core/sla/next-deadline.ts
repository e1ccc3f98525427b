import type { Clock } from './clock.ts';

/**
 * The next instant at which looking again shows something new: a warning, or the first millisecond after a due
 * instant (a reply at the due instant itself is in time). Null when none of the clocks runs towards one.
 */
export function nextDeadline(clocks: readonly Clock[], now: string): string | null {
  const at = Date.parse(now);
  let next = Number.POSITIVE_INFINITY;
  for (const { state, warnAt, dueAt } of clocks) {
    if (state !== 'running') continue;
    const due = dueAt === null ? [] : [Date.parse(dueAt) + 1];
    const warnings = warnAt.flatMap((warning) => (warning.at === null ? [] : [Date.parse(warning.at)]));
    for (const deadline of [...warnings, ...due]) if (deadline > at) next = Math.min(next, deadline);
  }
  return next === Number.POSITIVE_INFINITY ? null : new Date(next).toISOString();
}
