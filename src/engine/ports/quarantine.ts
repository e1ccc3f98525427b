/** What could not be processed. */
import type { Stage } from '../stage.ts';

export type QuarantineEntry = {
  connectionId: number;
  stream: string;
  externalId: string | null;
  field: string | null;
  stage: Stage;
  code: string;
  message: string;
  payload: string | null;
};

export interface QuarantineStore {
  add(entries: readonly QuarantineEntry[], runId: number, at: Date): Promise<void>;
  /** Entries of records that now pass. `fields: null` for the whole record. */
  resolve(
    at: { connectionId: number; stream: string; stage: Stage },
    externalIds: readonly string[],
    now: Date,
  ): Promise<void>;
  /** After a complete read of a stream: rows that could be read this time are mended, or gone. */
  resolveUnseen(at: { connectionId: number; stream: string }, runId: number, now: Date): Promise<void>;
  /** What was written now, whole or in the field that had been refused. */
  resolveWritten(outboxIds: readonly number[], now: Date): Promise<void>;
  openCount(): Promise<number>;
}
