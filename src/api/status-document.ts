import type { EngineStatus } from '../engine/status-reader.ts';
import { queueNames } from '../queue/queue-names.ts';
import type { QueueCounts } from '../queue/runtime.ts';
import { within } from '../util/within.ts';
import type { ApiPorts } from './ports.ts';

export type StatusDocument = EngineStatus & {
  at: Date;
  queue: {
    kind: 'postgres' | 'redis';
    /** Null: the queue did not answer; the rest comes from the database and still holds. */
    queues: Readonly<Record<string, QueueCounts>> | null;
  };
};

const TIMEOUT_MS = 5_000;

/** What `/` shows and `/api/v1/status` answers. */
export async function readStatus({ status, queue, connections, now }: ApiPorts): Promise<StatusDocument> {
  const [engine, queues] = await Promise.all([
    within(status.status(), TIMEOUT_MS),
    within(queue.counts(queueNames(connections)), TIMEOUT_MS).catch(() => null),
  ]);
  return { at: now(), ...engine, queue: { kind: queue.kind, queues } };
}
