/** Connections, stream cursors and source records. */
import type { Cursor, ExtractedRecord } from '../../connector/contract.ts';
import type { EntityType } from '../../core/model/entity.ts';
import type { CanonicalRecord } from '../../core/model/field.ts';
import type { JsonObject } from '../../util/json.ts';

export type ConnectionRow = {
  id: number;
  name: string;
  kind: string;
  mode: 'observe' | 'live';
  trust: number;
  goLiveAt: Date | null;
};

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
  /** First loads that never finished, of connections that are not configured any more, hold up nobody. */
  forgetConnections(keptIds: readonly number[]): Promise<void>;
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
  /**
   * Passes a change on that is about to be saved: scores of the accounts and clocks of the cases that these records
   * belong to, or will, fall due.
   */
  touchDependants(entity: EntityType, rows: readonly Pick<MappedRow, 'id' | 'mapped'>[]): Promise<void>;
  markAllForMapping(connectionId: number): Promise<void>;
}
