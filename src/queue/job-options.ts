import type { JobsOptions } from 'bullmq';
import { type JobDefinition, PAYLOAD_LIMIT_BYTES } from './define-job.ts';

/** A definition's policy in BullMQ's words. */
export function jobOptions({ policy }: Pick<JobDefinition, 'policy'>): JobsOptions {
  return {
    attempts: policy.attempts,
    backoff: { type: 'custom' },
    removeOnComplete: { count: policy.keepCompleted },
    removeOnFail: { age: policy.keepFailedSeconds },
    sizeLimit: PAYLOAD_LIMIT_BYTES,
    // The log has the stack; a stack may hold characters that the queue cannot store.
    stackTraceLimit: 0,
  };
}
