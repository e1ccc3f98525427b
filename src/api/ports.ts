import type { StatusReader } from '../engine/status-reader.ts';
import type { QueueRuntime } from '../queue/runtime.ts';

/** What the HTTP side needs of the rest. It only reads. */
export type ApiPorts = {
  status: StatusReader;
  queue: Pick<QueueRuntime, 'kind' | 'counts' | 'isHealthy'>;
  /** Names of the configured connections: their queues are shown. */
  connections: readonly string[];
  now: () => Date;
};
