/** Writes to the CRMs. */
import type { WriteOperation } from '../../connector/contract.ts';
import type { EntityType } from '../../core/model/entity.ts';
import type { CanonicalRecord } from '../../core/model/field.ts';
import type { JsonObject } from '../../util/json.ts';
import type { AlertRow } from './sla.ts';

export type WriteTarget = {
  recordId: number;
  connectionId: number;
  connection: string;
  connectionKind: string;
  stream: string;
  entity: EntityType;
  externalId: string;
  goldenId: string | null;
  ours: JsonObject;
  /** Values that the CRM refused; they are not offered again. */
  held: JsonObject;
  /** Fields of unsettled writes whose outcome is unknown: what the CRM holds in them is unknown too. */
  uncertain: string[];
};

export type NewWrite = {
  connectionId: number;
  stream: string;
  operation: WriteOperation;
  target: string;
  recordId: number | null;
  fields: JsonObject;
  oldFields: JsonObject;
  relatedTo: { object: string; externalId: string }[];
  lane: number;
  reason: string;
};

export type ClaimedWrite = {
  id: number;
  stream: string;
  operation: WriteOperation;
  target: string;
  recordId: number | null;
  fields: JsonObject;
  relatedTo: { object: string; externalId: string }[];
  uncertain: boolean;
  attempts: number;
  lane: number;
};

export interface OutboxStore {
  planDueCount(): Promise<number>;
  /** Golden records and cases whose writes must be planned; taking them clears the mark. */
  takePlanDue(limit: number): Promise<{ goldenIds: string[]; caseIds: number[] }>;
  targetsOfGolden(goldenIds: readonly string[]): Promise<WriteTarget[]>;
  targetsOfCases(recordIds: readonly number[]): Promise<WriteTarget[]>;
  /** Alerts that have no write yet, with the record they speak of. */
  alertsWithoutWrite(
    connectionIds: readonly number[],
    limit: number,
  ): Promise<(AlertRow & { target: WriteTarget; account: CanonicalRecord | null })[]>;
  /** A newer plan replaces an unsent one for the same target. */
  plan(writes: readonly NewWrite[], runId: number): Promise<void>;
  /** Plans what is left of refused updates; a newer plan for the same target, which knows of it, stays. */
  planRest(writes: readonly NewWrite[], runId: number): Promise<void>;
  /**
   * Creates that were given up because the CRM was not well are tried again, and looked for first: one of the tries
   * may have been heard. Returns how many.
   */
  reviveCreates(runId: number): Promise<number>;
  /** Withdraws unsent writes for targets that turn out to need none. */
  withdraw(targets: readonly { connectionId: number; stream: string; target: string }[]): Promise<void>;
  /** Withdraws the unsent tasks of alerts that proved wrong. */
  withdrawRetracted(): Promise<void>;
  openCount(connectionId: number): Promise<number>;
  /** Takes the most urgent due writes of one stream and operation; never one whose target is in flight. */
  claim(
    connectionId: number,
    limit: (stream: string, operation: WriteOperation) => number,
    lease: { token: string; ms: number; runId: number; restCreatesMs: number },
  ): Promise<ClaimedWrite[]>;
  /** Keeps writes that are under way from being taken over. */
  extend(token: string, ms: number): Promise<void>;
  /** Returns the ids that this token still held: the others are another worker's. */
  settle(
    token: string,
    rows: readonly {
      id: number;
      state: 'written' | 'rejected' | 'gone' | 'planned';
      externalId: string | null;
      error: JsonObject | null;
      delayMs: number;
    }[],
  ): Promise<ReadonlySet<number>>;
  /** Remembers values that the CRM refused, per record. */
  hold(rows: readonly { recordId: number; fields: JsonObject }[]): Promise<void>;
  runCounts(runId: number): Promise<Record<string, number>>;
  nextDueInMs(connectionId: number): Promise<number | null>;
}
