/**
 * What the engine needs of the database. Implemented by src/store on PostgreSQL; each method is one statement
 * or one short set of them, and runs in the caller's transaction when called on the `tx` of `transaction`.
 */
import type { Cursor, ExtractedRecord, WriteOperation } from '../connector/contract.ts';
import type { LineageEvent } from '../core/merge/identity.ts';
import type { FieldProvenance } from '../core/merge/merge.ts';
import type { EntityType, GoldenType } from '../core/model/entity.ts';
import type { CanonicalRecord } from '../core/model/field.ts';
import type { Json, JsonObject } from '../util/json.ts';
import type { PartRef, Stage } from './stage.ts';

export type ConnectionRow = {
  id: number;
  name: string;
  kind: string;
  mode: 'observe' | 'live';
  trust: number;
  goLiveAt: Date | null;
};

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
  progress(held: HeldPart, done: number, total: number | null): Promise<void>;
  complete(held: HeldPart, result: JsonObject): Promise<void>;
  /** Gives the part back, to be tried again not before `delayMs` from now. */
  release(held: HeldPart, delayMs: number, countAttempt: boolean, error: JsonObject | null): Promise<void>;
  failPart(held: HeldPart, error: JsonObject): Promise<void>;
}

export type SourceRow = {
  id: number;
  connection: string;
  stream: string;
  entity: EntityType;
  externalId: string;
  payload: JsonObject;
  mapped: CanonicalRecord | null;
  contentHash: string | null;
  ours: JsonObject;
  modifiedAt: Date;
  deleted: boolean;
};

export type MappedRow = {
  id: number;
  mapped: CanonicalRecord;
  contentHash: string;
  /** Vendor fields that we push, as the CRM holds them. */
  ours: JsonObject;
  changed: boolean;
};

export interface SourceStore {
  syncConnections(rows: readonly Omit<ConnectionRow, 'id'>[]): Promise<ConnectionRow[]>;
  connections(): Promise<ConnectionRow[]>;
  /** Makes the streams known, so that the first match waits for all of them. */
  registerStreams(
    connectionId: number,
    streams: readonly { name: string; entity: EntityType }[],
  ): Promise<void>;
  cursor(connectionId: number, stream: string): Promise<Cursor | null>;
  saveCursor(
    at: { connectionId: number; stream: string; entity: EntityType },
    cursor: Cursor,
    readAt: Date,
  ): Promise<void>;
  markFirstLoadDone(connectionId: number, stream: string, at: Date): Promise<void>;
  /** Streams of the entity whose first load is not complete. */
  unfinishedFirstLoads(entity: EntityType): Promise<string[]>;
  /** Upserts; a record whose payload is the same as the stored one is left alone. Returns how many were news. */
  upsertRecords(
    at: { connectionId: number; stream: string; entity: EntityType },
    records: readonly (ExtractedRecord & { payloadHash: string })[],
  ): Promise<number>;
  /** Marks as deleted what a complete read of the stream did not contain. */
  deleteUnseen(
    connectionId: number,
    stream: string,
    seenExternalIds: readonly string[],
    at: Date,
  ): Promise<number>;
  mapDueCount(connectionId: number, stream: string): Promise<number>;
  takeMapDue(connectionId: number, stream: string, limit: number): Promise<SourceRow[]>;
  saveMapped(rows: readonly MappedRow[]): Promise<void>;
  /** Passes a change on: scores of the accounts and clocks of the cases that these records belong to fall due. */
  touchDependants(recordIds: readonly number[]): Promise<void>;
  markAllForMapping(connectionId: number): Promise<void>;
}

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
  openCount(): Promise<number>;
}

export type MatchRecord = { id: number; key: string; record: CanonicalRecord };
export type StoredPair = {
  leftId: number;
  rightId: number;
  weight: number;
  probability: number;
  decision: 'match' | 'review' | 'no';
  constraintReason: string | null;
};

export interface MatchStore {
  model(entity: GoldenType): Promise<{ version: number; model: Json } | null>;
  addModel(entity: GoldenType, version: number, model: Json, at: Date): Promise<void>;
  dueCount(entity: GoldenType): Promise<number>;
  /** Due records, deleted ones apart, in the order of their ids. */
  takeDue(
    entity: GoldenType,
    limit: number,
  ): Promise<{ live: MatchRecord[]; gone: { id: number; key: string }[] }>;
  clearDue(recordIds: readonly number[]): Promise<void>;
  allLive(entity: GoldenType): Promise<MatchRecord[]>;
  byIds(recordIds: readonly number[]): Promise<MatchRecord[]>;
  replaceKeys(
    entity: GoldenType,
    keys: readonly { recordId: number; keys: readonly number[] }[],
  ): Promise<void>;
  /** Records that share a key with one of these; the model has narrowed keys that are too common. */
  partners(entity: GoldenType, recordIds: readonly number[]): Promise<number[]>;
  deletePairsOf(recordIds: readonly number[]): Promise<number[]>;
  insertPairs(entity: GoldenType, pairs: readonly StoredPair[]): Promise<void>;
  /** Every record reachable from these over stored pairs and over common golden records. */
  component(recordIds: readonly number[]): Promise<number[]>;
  decisions(
    entity: GoldenType,
  ): Promise<{ leftKey: string; rightKey: string; verdict: 'same' | 'different' }[]>;
  reviewCount(entity: GoldenType): Promise<number>;
}

export type GoldenRow = {
  id: string;
  entity: GoldenType;
  fields: CanonicalRecord;
  provenance: Record<string, FieldProvenance>;
  version: number;
  redirectTo: string | null;
  bornAt: Date;
};

export type MemberRow = {
  goldenId: string;
  recordId: number;
  key: string;
  connection: string;
  trust: number;
  stream: string;
  externalId: string;
  modifiedAt: Date;
  mapped: CanonicalRecord;
  ours: JsonObject;
};

export interface GoldenStore {
  membershipOf(
    recordIds: readonly number[],
  ): Promise<{ recordId: number; key: string; goldenId: string; bornAt: Date }[]>;
  existingIds(ids: readonly string[]): Promise<Set<string>>;
  applyIdentity(change: {
    entity: GoldenType;
    membership: ReadonlyMap<number, string>;
    departed: readonly number[];
    born: readonly string[];
    retired: ReadonlyMap<string, string | null>;
    changed: readonly string[];
    lineage: readonly LineageEvent[];
    cause: string;
    runId: number;
    at: Date;
  }): Promise<void>;
  mergeDueCount(entity: GoldenType): Promise<number>;
  /** Golden records of these records' clusters must be merged anew: a member's values changed. */
  markMergeDueByRecords(recordIds: readonly number[]): Promise<void>;
  takeMergeDue(entity: GoldenType, limit: number): Promise<string[]>;
  members(goldenIds: readonly string[]): Promise<MemberRow[]>;
  saveMerged(
    rows: readonly {
      id: string;
      fields: CanonicalRecord;
      provenance: Record<string, FieldProvenance>;
      hash: string;
    }[],
  ): Promise<void>;
  counts(): Promise<Record<GoldenType, { golden: number; records: number; merged: number }>>;
}

export type AccountSource = {
  goldenId: string;
  fields: CanonicalRecord;
  transactions: CanonicalRecord[];
  opportunities: CanonicalRecord[];
  /** Each with the instants at which its clocks were breached. */
  cases: (CanonicalRecord & { breaches: string[] })[];
};

export type StoredScore = {
  goldenId: string;
  kind: string;
  body: JsonObject;
  asOf: Date;
  modelVersion: number;
};

export interface ScoreStore {
  model(): Promise<{ version: number; model: Json; fittedAt: Date } | null>;
  addModel(version: number, model: Json, fittedAt: Date): Promise<void>;
  /** Golden accounts whose facts changed, or whose scores are of another instant than `asOf`. */
  dueAccounts(asOf: Date, limit: number): Promise<string[]>;
  dueCount(asOf: Date): Promise<number>;
  facts(goldenIds: readonly string[]): Promise<AccountSource[]>;
  allAccountIds(): Promise<string[]>;
  /** Entities that some connection delivers at all. */
  knownEntities(): Promise<Set<string>>;
  scores(goldenIds: readonly string[]): Promise<StoredScore[]>;
  save(scores: readonly StoredScore[], scored: readonly string[], asOf: Date): Promise<void>;
}

export type CaseSource = {
  recordId: number;
  key: string;
  connection: string;
  externalId: string;
  goLiveAt: Date | null;
  mapped: CanonicalRecord;
  /** The golden account that the case belongs to. */
  goldenId: string | null;
  account: CanonicalRecord;
  events: CanonicalRecord[];
  deleted: boolean;
};
export type ClockRow = {
  recordId: number;
  policy: string;
  metric: string;
  cycle: number;
  state: string;
  dueAt: Date | null;
  breachedAt: Date | null;
  nextDeadlineAt: Date | null;
  body: JsonObject;
};
export type AlertRow = {
  key: string;
  recordId: number;
  kind: string;
  metric: string;
  dueAt: Date;
  raisedAt: Date;
  retractedAt: Date | null;
  body: JsonObject;
};

export interface SlaStore {
  dueCount(asOf: Date): Promise<number>;
  takeDue(asOf: Date, limit: number, afterId: number): Promise<CaseSource[]>;
  alertsOf(recordIds: readonly number[]): Promise<AlertRow[]>;
  saveClocks(recordIds: readonly number[], clocks: readonly ClockRow[]): Promise<void>;
  addAlerts(alerts: readonly AlertRow[]): Promise<void>;
  retractAlerts(keys: readonly string[], at: Date): Promise<void>;
  clocksOfAccounts(goldenIds: readonly string[]): Promise<{ goldenId: string; body: JsonObject }[]>;
  statuses(subjects: readonly string[]): Promise<Map<string, JsonObject>>;
  /** Writes the statuses that differ; returns the subjects that did. */
  saveStatuses(rows: readonly { subject: string; body: JsonObject }[]): Promise<string[]>;
  counts(): Promise<{ clocks: number; warnings: number; breaches: number; alerts: number }>;
}

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
    limit: number,
  ): Promise<(AlertRow & { target: WriteTarget; account: CanonicalRecord | null })[]>;
  /** A newer plan replaces an unsent one for the same target. */
  plan(writes: readonly NewWrite[], runId: number): Promise<void>;
  /** Withdraws unsent writes for targets that turn out to need none. */
  withdraw(targets: readonly { connectionId: number; stream: string; target: string }[]): Promise<void>;
  openCount(connectionId: number): Promise<number>;
  /** Takes the most urgent due writes of one stream and operation; never one whose target is in flight. */
  claim(
    connectionId: number,
    limit: (stream: string, operation: WriteOperation) => number,
    lease: { token: string; ms: number; runId: number },
  ): Promise<ClaimedWrite[]>;
  /** Keeps writes that are under way from being taken over. */
  extend(token: string, ms: number): Promise<void>;
  settle(
    token: string,
    rows: readonly {
      id: number;
      state: 'written' | 'rejected' | 'gone' | 'planned';
      externalId: string | null;
      error: JsonObject | null;
      delayMs: number;
    }[],
  ): Promise<void>;
  /** Remembers values that the CRM refused, per record. */
  hold(rows: readonly { recordId: number; fields: JsonObject }[]): Promise<void>;
  runCounts(runId: number): Promise<Record<string, number>>;
  nextDueInMs(connectionId: number): Promise<number | null>;
}

export interface Store {
  readonly run: RunStore;
  readonly source: SourceStore;
  readonly quarantine: QuarantineStore;
  readonly match: MatchStore;
  readonly golden: GoldenStore;
  readonly score: ScoreStore;
  readonly sla: SlaStore;
  readonly outbox: OutboxStore;
  /** Runs `work` in one transaction; serialisation failures and deadlocks are tried again. */
  transaction<T>(work: (tx: Store) => Promise<T>): Promise<T>;
}
