/** Runs and their parts, as the engine needs them stored. */
import type { JsonObject } from '../../util/json.ts';
import type { PartRef, Stage } from '../stage.ts';

export type RunRow = {
  id: number;
  state: 'active' | 'done' | 'failed';
  stage: Stage;
  phase: number;
  asOf: Date;
  request: RunRequest;
  error: JsonObject | null;
  startedAt: Date;
  endedAt: Date | null;
};

export type RunRequest = { connections: string[] | null; full: boolean; dryRun: boolean };

/** A part held by this worker: every transaction of its work checks `token`. */
export type HeldPart = PartRef & {
  token: string;
  attempts: number;
  starts: number;
  asOf: Date;
  request: RunRequest;
};

export type PartRow = {
  stage: Stage;
  part: string;
  state: 'due' | 'done' | 'failed';
  total: number | null;
  done: number;
  attempts: number;
  result: JsonObject;
  error: JsonObject | null;
};

export type NewPart = { stage: Stage; part: string; connectionName: string | null };

export interface RunStore {
  /** The active run, or a new one; two callers at once get the same. */
  startOrResume(request: RunRequest, asOf: Date): Promise<{ run: RunRow; resumed: boolean }>;
  get(runId: number): Promise<RunRow | null>;
  active(): Promise<RunRow | null>;
  parts(runId: number): Promise<PartRow[]>;
  addParts(runId: number, phase: number, stage: Stage, parts: readonly NewPart[]): Promise<void>;
  /** Locks the run's row for the length of the transaction: one worker advances it. */
  lock(runId: number): Promise<RunRow | null>;
  openPartCount(runId: number): Promise<number>;
  dueParts(runId: number | null): Promise<PartRef[]>;
  finish(runId: number, state: 'done' | 'failed', error: JsonObject | null): Promise<void>;
  claim(partId: number, leaseMs: number): Promise<HeldPart | null>;
  extendLease(held: HeldPart, leaseMs: number): Promise<boolean>;
  /** Throws CancelledError when the lease was lost: the transaction must not commit. */
  assertHeld(held: HeldPart): Promise<void>;
  /** Failures in a row: progress sets them back to none. */
  attempts(held: HeldPart): Promise<number>;
  progress(held: HeldPart, done: number, total: number | null): Promise<void>;
  complete(held: HeldPart, result: JsonObject): Promise<void>;
  /** Gives the part back, to be tried again not before `delayMs` from now. */
  release(held: HeldPart, delayMs: number, countAttempt: boolean, error: JsonObject | null): Promise<void>;
  failPart(held: HeldPart, error: JsonObject): Promise<void>;
}
