/** Match models, keys, pairs and decisions. */
import type { GoldenType } from '../../core/model/entity.ts';
import type { CanonicalRecord } from '../../core/model/field.ts';
import type { Json } from '../../util/json.ts';

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
