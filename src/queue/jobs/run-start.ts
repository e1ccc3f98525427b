import { z } from 'zod';
import { defaultJobPolicy, defineJob } from '../define-job.ts';
import { CONTROL_QUEUE } from '../queue-names.ts';

export type RunStartPayload = { connections: string[] | null; full: boolean };

/** Starts a scheduled sync, or resumes the one that is under way. */
export const runStart = defineJob<RunStartPayload>({
  name: 'run.start',
  queue: () => CONTROL_QUEUE,
  payload: z.object({ connections: z.array(z.string()).nullable(), full: z.boolean() }),
  policy: defaultJobPolicy,
});
