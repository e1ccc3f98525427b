/**
 * One promise on one case: (case, policy type, metric, cycle).
 *
 * pending → running ⇄ paused → met | missed | cancelled. `missed` with `stoppedAt` null is still running on
 * (overdue). A breach, once there, is never taken back by a later change of priority, policy or calendar.
 */
import type { Metric } from './metric.ts';
import type { Policy } from './policy.ts';

export type ClockState = 'pending' | 'running' | 'paused' | 'met' | 'missed' | 'cancelled';

/** A threshold that was reached while the clock ran, under the target in force at that time. */
export type Crossing = {
  /** `50%`, `-PT15M` or `breach`. */
  threshold: string;
  /** The target in force: `PT4H`, `2BD`, or a due instant set by hand. */
  target: string;
  /** When it was reached. A breach: the due instant, except one `breached_by_change`. */
  at: string;
};

export type Clock = {
  caseId: string;
  type: Policy['type'];
  metric: Metric;
  cycle: number;
  /** The policy in force last, and its version. */
  policy: string;
  policyVersion: number;
  calendar: string;
  calendarVersion: number;
  priority: string | null;
  target: string | null;
  state: ClockState;
  startedAt: string;
  /** Null while paused: there is no due time then, but a projected one. */
  dueAt: string | null;
  /** If the pause ended at `now`. */
  projectedDueAt: string | null;
  /** When each warning is reached, in the policy's order; null where the target is too short for it, or while paused. */
  warnAt: { threshold: string; at: string | null }[];
  breachedAt: string | null;
  stoppedAt: string | null;
  pausedSince: string | null;
  elapsedMs: number;
  /** Negative: overdue by so much. */
  remainingMs: number | null;
  outcome: 'met' | 'missed' | 'cancelled' | null;
  /** `breached_by_change`, `no_policy`, `solved_without_reply`, `merged`, `due_override: author: why`, or null. */
  reason: string | null;
  crossings: Crossing[];
  /** Set where the history of the case begins later than the clock. */
  unknownBefore: string | null;
};
