/** What the runtime needs of the place where jobs are kept. Two implementations: PostgreSQL and Redis. */
import type { Processor, Queue, QueueOptions, Worker, WorkerOptions } from 'bullmq';

export type QueueBackendConfig = { kind: 'postgres'; url: string } | { kind: 'redis'; url: string };

export interface QueueBackend {
  openQueue(name: string, options: Omit<QueueOptions, 'connection' | 'prefix'>): Queue;
  openWorker(
    name: string,
    processor: Processor,
    options: Omit<WorkerOptions, 'connection' | 'prefix'>,
  ): Worker;
  /** Runs `work` while no other process runs its own under this lock. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** Throws when the server does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
