/**
 * What a connector is to the engine. A connector speaks its vendor's API and nothing else: it neither maps,
 * nor retries, nor decides what to write. Vendor payloads go in and out as the vendor names them.
 */
import type { ZodType } from 'zod';
import type { GoldenrodError, RejectedError } from '../core/errors.ts';
import type { EntityType } from '../core/model/entity.ts';
import type { JsonObject } from '../util/json.ts';

/** A record as the vendor gave it. */
export type ExtractedRecord = {
  externalId: string;
  /** The vendor's modification instant (ISO 8601, UTC); the file's, where rows have none. */
  modifiedAt: string;
  payload: JsonObject;
  deleted: boolean;
  /** Survivor's id when a human merged this record away inside the vendor's system. */
  mergedInto: string | null;
};

/** A row that could not be read: kept, with its raw text, in the quarantine. */
export type UnreadableRecord = { externalId: string | null; raw: string; error: GoldenrodError };

/** Where a reader stands; opaque to the engine, stored after each page in the page's transaction. */
export type Cursor = JsonObject;

export type ExtractPage = {
  records: ExtractedRecord[];
  unreadable: UnreadableRecord[];
  cursor: Cursor;
  /** True for a stream that is read whole each time, on its last page: ids not seen in this read are gone. */
  completeSnapshot?: boolean;
  /** What the operator should know though nothing is wrong with any record; one line each. */
  notes?: readonly string[];
};

export type StreamDefinition = {
  /** Name in queues, tables, mapping files: `account`, `contact`, `case_history`. */
  name: string;
  entity: EntityType;
  /** Streams of the same entity may be several (a firmographics file and an ERP file). */
  mapping: string;
};

export type ReadRequest = {
  stream: string;
  /** Null: first load. */
  cursor: Cursor | null;
  /** Vendor field names that the mapping reads, ours (Goldenrod_…) included. */
  fields: readonly string[];
  signal: AbortSignal;
};

export type WriteOperation = 'update' | 'create';
export type WriteItem = {
  /** The outbox row; outcomes are matched by it, never by position or vendor id. */
  itemId: string;
  /** Record id, for an update. */
  externalId: string | null;
  /** Our unique key, for a create: the same key never makes a second record. */
  key: string | null;
  /** Vendor field names and values. */
  fields: JsonObject;
  /** Associations of a created record: vendor object and id. */
  relatedTo: readonly { object: string; externalId: string }[];
  /** True when an earlier attempt's outcome is unknown: look before you create. */
  uncertain: boolean;
};
export type WriteRequest = {
  /** Stream name: `account`, `contact`, `case`, `task`. */
  stream: string;
  operation: WriteOperation;
  /** At most `writeLimit(stream, operation)` of them. */
  items: readonly WriteItem[];
  signal: AbortSignal;
};
export type WriteOutcome =
  | { itemId: string; status: 'written'; externalId: string }
  | { itemId: string; status: 'rejected'; error: RejectedError }
  | { itemId: string; status: 'gone'; redirectTo: string | null }
  | { itemId: string; status: 'retry'; error: GoldenrodError };

export interface Connection {
  readonly streams: readonly StreamDefinition[];
  /** Pages in cursor order; each page's cursor is where to go on after it. */
  read(request: ReadRequest): AsyncIterable<ExtractPage>;
  /** Throws only when nothing is known of any item (TransientError, RateLimitedError, AuthError). */
  write(request: WriteRequest): Promise<WriteOutcome[]>;
  /** The vendor's maximum batch. */
  writeLimit(stream: string, operation: WriteOperation): number;
  /**
   * How long a create of unknown outcome must rest before it is looked for: the vendor's longest request time, where
   * creates have no unique key; else 0.
   */
  readonly restUncertainCreatesMs: number;
  /** One cheap call that proves address, credentials and permission; throws a GoldenrodError that says how to mend. */
  check(signal: AbortSignal): Promise<void>;
  /** The vendor fields that a stream has, where one cheap look tells; absent where it does not. */
  fieldsOf?(stream: string, signal: AbortSignal): Promise<readonly string[]>;
  /** API calls made so far by this object. */
  calls(): number;
  close(): Promise<void>;
}

/** A short-lived secret shared by all workers; refreshed by one of them at a time. */
export interface TokenStore {
  read(): Promise<JsonObject | null>;
  /** Runs `mint` in one worker; the others wait and get its result. `stale` is the token that failed, if any. */
  refresh(stale: JsonObject | null, mint: () => Promise<JsonObject>): Promise<JsonObject>;
}

export type ConnectorContext = {
  /** The connection's name in goldenrod.yaml, for messages. */
  connectionName: string;
  tokens: TokenStore;
  /** Parsed environment of this connector. */
  environment: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths of the configuration are relative to. */
  baseDir: string;
};

export type EnvironmentVariable = { name: string; description: string; secret: boolean };

export interface Connector<Config = unknown> {
  readonly kind: string;
  readonly configSchema: ZodType<Config>;
  readonly environment: readonly EnvironmentVariable[];
  open(config: Config, context: ConnectorContext): Promise<Connection>;
}
