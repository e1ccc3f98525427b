import { z } from 'zod';
import { defaultJobPolicy, defineJob } from '../define-job.ts';
import { CONTROL_QUEUE } from '../queue-names.ts';

/** Looks for clocks whose next deadline has passed since the last tick. */
export const slaTick = defineJob<Record<string, never>>({
  name: 'sla.tick',
  queue: () => CONTROL_QUEUE,
  payload: z.strictObject({}),
  // The next tick does what this one could not.
  policy: { ...defaultJobPolicy, attempts: 1 },
});
