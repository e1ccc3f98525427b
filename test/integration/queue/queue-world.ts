/** A queue of its own for each test, on whichever backend the suite runs over. */
import { randomBytes } from 'node:crypto';
import { afterEach } from 'vitest';
import type { PartRef } from '#src/engine/stage.ts';
import type { QueueLimits } from '#src/queue/limits.ts';
import { createQueueRuntime, type QueueRuntime } from '#src/queue/runtime.ts';
import { useDatabase } from '../../support/database.ts';

/** Short times, so that a test of a lost lock takes seconds. */
const quick: Partial<QueueLimits> = { lockMs: 2_000, stalledEveryMs: 1_000, idlePollSeconds: 1 };

export const backendKinds: readonly ('postgres' | 'redis')[] = process.env['REDIS_URL']
  ? ['postgres', 'redis']
  : ['postgres'];

export type QueueWorld = {
  /** Another process's view of the same queue. */
  open(limits?: Partial<QueueLimits>): Promise<QueueRuntime>;
  readonly url: string;
  readonly schema: string;
};

/** For the top of a describe. Whatever was opened is closed after the test. */
export function useQueueWorld(kind: 'postgres' | 'redis'): QueueWorld {
  const database = useDatabase({ empty: true });
  const opened: QueueRuntime[] = [];
  let schema = newSchema();
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((queue) => queue.close({ graceMs: 500 })));
    schema = newSchema();
  });
  const url = () => (kind === 'postgres' ? database.url : (process.env['REDIS_URL'] ?? ''));
  return {
    get url() {
      return url();
    },
    get schema() {
      return schema;
    },
    async open(limits = {}) {
      const queue = await createQueueRuntime({
        backend: { kind, url: url() },
        schema,
        limits: { ...quick, ...limits },
      });
      opened.push(queue);
      return queue;
    },
  };
}

const newSchema = () => `q_${randomBytes(6).toString('hex')}`;

export function part(
  partId: number,
  stage: PartRef['stage'] = 'map',
  connectionName: string | null = null,
): PartRef {
  return { partId, runId: 1, stage, part: `part ${partId}`, connectionName };
}

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
