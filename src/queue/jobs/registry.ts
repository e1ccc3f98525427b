/** Every job there is, by name. */
import type { PartRef } from '../../engine/stage.ts';
import type { JobDefinition } from '../define-job.ts';
import { partRun } from './part-run.ts';
import { type RunStartPayload, runStart } from './run-start.ts';
import { slaTick } from './sla-tick.ts';

export type JobPayloads = {
  'part.run': PartRef;
  'run.start': RunStartPayload;
  'sla.tick': Record<string, never>;
};
export type JobName = keyof JobPayloads;

export const jobs: { readonly [Name in JobName]: JobDefinition<JobPayloads[Name]> } = {
  'part.run': partRun,
  'run.start': runStart,
  'sla.tick': slaTick,
};
