/** What a queue job is: a name, where it waits, what it may carry, and how long its traces are kept. */
import type { ZodType } from 'zod';

export type JobPolicy = {
  /** Tries in all, the first included. Parts of a run keep their own count in the database, so theirs is low. */
  attempts: number;
  /** Finished jobs kept for the eye of an operator; older ones are removed as newer ones finish. */
  keepCompleted: number;
  keepFailedSeconds: number;
};

export type JobDefinition<Payload = unknown> = {
  /** `noun.verb`. */
  readonly name: `${string}.${string}`;
  /** Method syntax on purpose: it lets a definition stand where the payload's type is not known. */
  queue(payload: Payload): string;
  /** Checked when the job is added and again when it is taken: the queue may hold jobs of another version. */
  readonly payload: ZodType<Payload>;
  readonly policy: JobPolicy;
};

/** BullMQ refuses a job over this many bytes; ours carry names, never records. */
export const PAYLOAD_LIMIT_BYTES = 65_536;

export const defaultJobPolicy: JobPolicy = { attempts: 5, keepCompleted: 100, keepFailedSeconds: 7 * 86_400 };

/** Keeps the payload's type with the definition. */
export function defineJob<Payload>(definition: JobDefinition<Payload>): JobDefinition<Payload> {
  return definition;
}
