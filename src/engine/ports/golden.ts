/** Golden records and their members. */

import type { FieldProvenance } from '../../core/merge/choose.ts';
import type { LineageEvent } from '../../core/merge/identity.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { CanonicalRecord } from '../../core/model/field.ts';
import type { JsonObject } from '../../util/json.ts';

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
  /** Golden records of records of the type that are due for matching must be merged anew: a member's values changed. */
  markMergeDueByMatchDue(entity: GoldenType): Promise<void>;
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
