/** From a job that BullMQ hands over to one of our handlers, and from what the handler threw to what happens next. */
import {
  DelayedError,
  type Job,
  type Processor,
  UnrecoverableError,
  WaitingError,
  type Worker,
} from 'bullmq';
import { describeError } from '../core/errors.ts';
import type { Log } from '../util/log.ts';
import { toStorableText } from '../util/storable-text.ts';
import type { JobDefinition } from './define-job.ts';
import { backOffMs, type Disposition, dispositionOf } from './disposition.ts';
import { type JobName, type JobPayloads, jobs } from './jobs/registry.ts';
import { isLane } from './queue-names.ts';

export type JobContext = { signal: AbortSignal /** From 1. */; attempt: number };
/** `againInMs`: the same job comes back after that long, without using up an attempt. */
export type JobResult = void | { againInMs: number };
export type JobHandlers = {
  readonly [Name in JobName]?: (payload: JobPayloads[Name], context: JobContext) => Promise<JobResult>;
};

/** `pause` closes the job's lane for a while; it is the worker's own rate limit, shared by all processes. */
export type ProcessingContext = {
  handlers: JobHandlers;
  log: Log;
  pause: (milliseconds: number) => Promise<void>;
};

/** Three named parameters, for BullMQ makes an AbortSignal only for a processor that asks for it. */
export function createProcessor(context: ProcessingContext): Processor {
  return async (job: Job, token?: string, signal?: AbortSignal): Promise<void> => {
    const attempt = job.attemptsMade + 1;
    let result: JobResult;
    try {
      result = await callHandler(job, context.handlers, {
        signal: signal ?? new AbortController().signal,
        attempt,
      });
    } catch (error) {
      return settle({ job, token, error, attempt, context });
    }
    if (result) await delay(job, token, result.againInMs);
  };
}

async function callHandler(job: Job, handlers: JobHandlers, context: JobContext): Promise<JobResult> {
  const definition = jobs[job.name as JobName] as JobDefinition | undefined;
  const handler = handlers[job.name as JobName] as
    | ((payload: unknown, context: JobContext) => Promise<JobResult>)
    | undefined;
  // A job of a newer version goes back: a worker that knows it will come.
  if (!definition || !handler) return { againInMs: UNKNOWN_JOB_WAIT_MS };
  const parsed = definition.payload.safeParse(job.data);
  if (!parsed.success) throw new UnrecoverableError(`${job.name} carries an unreadable payload`);
  return handler(parsed.data, context);
}

const UNKNOWN_JOB_WAIT_MS = 30_000;

type Settlement = {
  job: Job;
  token: string | undefined;
  error: unknown;
  attempt: number;
  context: ProcessingContext;
};

/** Throws what makes BullMQ do as the disposition says. */
async function settle({ job, token, error, attempt, context }: Settlement): Promise<never> {
  const disposition = dispositionOf(error, attempt, Math.random());
  report({ job, error, disposition, log: context.log });
  if (disposition.action === 'hand_back') {
    await job.moveToWait(token);
    throw new WaitingError();
  }
  if (disposition.action === 'pause_lane') {
    const milliseconds = disposition.retryInMs ?? 0;
    if (isLane(job.queueName)) await context.pause(milliseconds);
    return delay(job, token, milliseconds);
  }
  const message = toStorableText(describeError(error).message);
  if (disposition.retryInMs === null) throw new UnrecoverableError(message);
  throw new Error(message);
}

/** Without an attempt used. */
async function delay(job: Job, token: string | undefined, milliseconds: number): Promise<never> {
  await job.moveToDelayed(Date.now() + milliseconds, token);
  throw new DelayedError();
}

type Report = { job: Job; error: unknown; disposition: Disposition; log: Log };

function report({ job, error, disposition, log }: Report): void {
  if (disposition.action === 'hand_back') return;
  const fields = {
    job: job.name,
    queue: job.queueName,
    payload: job.data as unknown,
    action: disposition.action,
    error,
  };
  if (disposition.kind === 'invariant') log.error('job failed', fields);
  else if (disposition.tell) log.warn('job failed', fields);
  else log.info('job comes back', { ...fields, inMs: disposition.retryInMs });
}

/** BullMQ asks this for the wait before a retry; the error kind is lost by then, and the wait does not depend on it. */
export function backoffStrategy(attemptsMade: number): number {
  return backOffMs(attemptsMade, Math.random());
}

/** Pauses the queue of a worker that was made with a limiter. */
export function pauseLane(worker: Worker): (milliseconds: number) => Promise<void> {
  return (milliseconds) => worker.rateLimit(milliseconds);
}
