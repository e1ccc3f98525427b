/** What the status page reads. Implemented by the store; cheap enough to be asked every few seconds. */
import type { Stage } from './stage.ts';

export type StageStatus = {
  stage: Stage;
  parts: { due: number; running: number; done: number; failed: number };
  /** Records done and, where the stage knows it, to do; over all its parts. */
  done: number;
  total: number | null;
};

export type RunStatus = {
  id: number;
  kind: 'sync' | 'dry_run';
  state: 'active' | 'done' | 'failed';
  asOf: Date;
  startedAt: Date;
  endedAt: Date | null;
  /** One line; null unless it failed. */
  error: string | null;
  /** In the order of the walk; stages that have no part yet are left out. */
  stages: readonly StageStatus[];
};

export type WriteCounts = {
  planned: number;
  sending: number;
  written: number;
  rejected: number;
  gone: number;
};

export type ConnectionStatus = {
  name: string;
  kind: string;
  mode: 'observe' | 'live';
  /** Null: not paused. */
  pausedReason: string | null;
  records: number;
  lastExtractAt: Date | null;
  /** Open quarantine entries. */
  quarantined: number;
  writes: WriteCounts;
};

export type WorkerStatus = { id: string; pid: number; queues: readonly string[]; seenAt: Date };

export type EngineStatus = {
  /** Newest first, ten at most. */
  runs: readonly RunStatus[];
  connections: readonly ConnectionStatus[];
  workers: readonly WorkerStatus[];
};

export interface StatusReader {
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  status(): Promise<EngineStatus>;
}
