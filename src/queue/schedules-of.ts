import { runStart } from './jobs/run-start.ts';
import { slaTick } from './jobs/sla-tick.ts';
import type { Schedule } from './schedules.ts';

/** Milliseconds between two of each; null: switched off. */
export type Rhythm = { sync: number | null; full: number | null; sla: number | null };

/** The configured rhythm as schedules; what is switched off is left out, and so removed from the queue. */
export function schedulesOf({ sync, full, sla }: Rhythm): Schedule[] {
  const incremental = { id: 'sync', job: runStart, payload: { connections: null, full: false } };
  const whole = { id: 'full', job: runStart, payload: { connections: null, full: true } };
  const clocks = { id: 'sla', job: slaTick, payload: {} };
  return [
    ...(sync === null ? [] : [{ ...incremental, everyMs: sync }]),
    ...(full === null ? [] : [{ ...whole, everyMs: full }]),
    ...(sla === null ? [] : [{ ...clocks, everyMs: sla }]),
  ];
}
