import { z } from 'zod';
import { type PartRef, STAGES } from '../../engine/stage.ts';
import { defaultJobPolicy, defineJob } from '../define-job.ts';
import { queueOfStage } from '../queue-names.ts';

/** Work on one part of a run. The part is claimed in the database, so a lost or doubled job does no harm. */
export const partRun = defineJob<PartRef>({
  name: 'part.run',
  queue: (part) => queueOfStage(part.stage, part.connectionName),
  payload: z.object({
    partId: z.int(),
    runId: z.int(),
    stage: z.enum(STAGES),
    part: z.string(),
    connectionName: z.string().nullable(),
  }),
  policy: defaultJobPolicy,
});
