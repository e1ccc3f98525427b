/** Facts, score models and scores. */
import type { CanonicalRecord } from '../../core/model/field.ts';
import type { Json, JsonObject } from '../../util/json.ts';

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
