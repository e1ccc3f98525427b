/** Match models, contents with their keys and pairs, and decisions. */
import type { ContentRecord, RecordDecision } from '../../core/match/cluster-contents.ts';
import type { ContentPair } from '../../core/match/compare-contents.ts';
import type { Content } from '../../core/match/content.ts';
import type { KeyedDecision } from '../../core/match/contradiction.ts';
import type { KeyedContent, KeyedRecord } from '../../core/match/match-records.ts';
import type { MatchModel } from '../../core/match/model.ts';
import type { GoldenType } from '../../core/model/entity.ts';

export type MatchRecord = KeyedRecord;

/** A pair with what it comes to; `match` merges by itself, `review` waits for a steward. */
export type JudgedPair = ContentPair & { probability: number; decision: 'match' | 'review' | 'no' };

/** With the golden record that it is a member of now. */
export type ReachedRecord = ContentRecord & { goldenId: string | null; bornAt: Date | null };

/** A key, and the contents that hold it. */
export type KeyHolders = { key: number; holders: number[] };

export interface MatchStore {
  modelVersion(entity: GoldenType): Promise<number | null>;
  /** The version in force: what the stored pairs were weighed with. */
  model(entity: GoldenType): Promise<{ version: number; model: MatchModel } | null>;
  /** The first version, in force at once. */
  addModel(entity: GoldenType, version: number, model: MatchModel, at: Date): Promise<void>;
  /** Forgets everything that matching knows of the type, but for models and decisions. */
  forget(entity: GoldenType): Promise<void>;
  /**
   * For the rest of the transaction: many small statements, whose loss in a crash would only leave their records due.
   * Nothing else may be done in it. To be called on the `tx` of `transaction`.
   */
  beginChanges(): Promise<void>;
  dueCount(entity: GoldenType): Promise<number>;
  /** Due records in the order of their ids; apart those that are deleted or were never mapped. */
  takeDue(
    entity: GoldenType,
    limit: number,
  ): Promise<{ live: MatchRecord[]; gone: { id: number; key: string }[] }>;
  clearDue(recordIds: readonly number[]): Promise<void>;
  allLive(entity: GoldenType): Promise<MatchRecord[]>;

  /** Says which content each record has now; returns the contents that these records had before. */
  saveRecords(entity: GoldenType, live: readonly ContentRecord[], gone: readonly number[]): Promise<number[]>;
  /** Stores the contents not known yet, with their keys; returns their numbers. */
  addContents(entity: GoldenType, contents: readonly KeyedContent[]): Promise<number[]>;
  /** Of the contents given, removes those that no record has any more, keys included; pairs are not touched. */
  removeUnheld(
    entity: GoldenType,
    contents: readonly number[],
  ): Promise<{ removed: number[]; keys: number[] }>;
  contents(entity: GoldenType, contents: readonly number[]): Promise<Content[]>;
  keysOf(entity: GoldenType, contents: readonly number[]): Promise<Pick<KeyedContent, 'content' | 'keys'>[]>;
  /** Who holds the keys; of a key with more than `most` holders any `most`. */
  holders(entity: GoldenType, keys: readonly number[], most: number): Promise<KeyHolders[]>;
  /** Returns the contents on either side. */
  deletePairsOf(entity: GoldenType, contents: readonly number[]): Promise<number[]>;
  insertPairs(entity: GoldenType, pairs: readonly JudgedPair[]): Promise<void>;
  pairsAmong(entity: GoldenType, contents: readonly number[]): Promise<ContentPair[]>;

  /**
   * Every live record reachable from these contents and records over pairs, copies, `same` decisions and common
   * golden records.
   */
  component(
    entity: GoldenType,
    contents: readonly number[],
    recordIds: readonly number[],
  ): Promise<ReachedRecord[]>;
  /** Decisions of which both records are among these. */
  decisionsAmong(entity: GoldenType, recordIds: readonly number[]): Promise<RecordDecision[]>;
  decisions(entity: GoldenType): Promise<KeyedDecision[]>;
  /** Until the end of the transaction nobody else decides: what was checked stays true. */
  lockDecisions(entity: GoldenType): Promise<void>;
  /** Those of the keys whose records are there, and matched. */
  present(entity: GoldenType, keys: readonly string[]): Promise<Set<string>>;
  /** Keeps a decision (a later one on the same pair replaces it) and has its records matched again. */
  decide(entity: GoldenType, decision: KeyedDecision, author: string, at: Date): Promise<void>;
  /** These records are matched again. */
  markDue(entity: GoldenType, keys: readonly string[]): Promise<void>;
  withdraw(entity: GoldenType, leftKey: string, rightKey: string): Promise<void>;
  reviewCount(entity: GoldenType): Promise<number>;
}
