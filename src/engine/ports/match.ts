/** Match models, contents with their keys and pairs, and decisions. */
import type { ContentRecord, RecordDecision } from '../../core/match/cluster-contents.ts';
import type { ContentPair } from '../../core/match/compare-contents.ts';
import type { Content } from '../../core/match/content.ts';
import type { KeyedDecision } from '../../core/match/contradiction.ts';
import type { KeyedContent, KeyedRecord } from '../../core/match/match-records.ts';
import type { MatchModel } from '../../core/match/model.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { CollectiveStore } from './match-collective.ts';

/** With the account that it refers to in its own connection, if it is a contact. */
export type MatchRecord = KeyedRecord & { connectionId: number; account: string | null };
export type GoneRecord = { id: number; key: string };

/** 1 the first round, 2 the second, 3 both. */
export type Rounds = 1 | 2 | 3;

/** A pair with what it comes to; `match` merges by itself, `review` waits for a steward. */
export type JudgedPair = ContentPair & {
  probability: number;
  decision: 'match' | 'review' | 'no';
  rounds: Rounds;
};
export type RoundPair = ContentPair & { rounds: Rounds };

/** A record with its contents of both rounds, and what the other type told it. */
export type SavedRecord = ContentRecord & { second: number; collective: string; firstCluster?: string };
/** What a record was before. */
export type FormerRecord = { id: number; content: number; second: number; firstCluster: string | null };

/** A content of the second round; `base` is the one of the first that it comes from. */
export type Variant = { content: number; base: number; collective: string; keys: number[] };

/** With the golden record that it is a member of now. */
export type ReachedRecord = ContentRecord & {
  second: number;
  firstCluster: string | null;
  /** The rounds in which it was reached. */
  rounds: Rounds;
  goldenId: string | null;
  bornAt: Date | null;
};

/** Keys with the contents that hold them, and these with the contents of the second round that come of them. */
export type KeyHolders = {
  holders: { key: number; contents: number[] }[];
  variants: { base: number; contents: number[] }[];
};

/**
 * What has to be done with the whole type before single changes are: `whole` match everything anew with the newest
 * model, `second` only the second round. `collective`: the model weighs the evidence of the second round.
 */
export type MatchState = { pending: 'whole' | 'second' | null; collective: boolean };

export interface MatchStore extends CollectiveStore {
  modelVersion(entity: GoldenType): Promise<number | null>;
  /** The version in force. */
  model(entity: GoldenType): Promise<{ version: number; model: MatchModel } | null>;
  addModel(entity: GoldenType, version: number, model: MatchModel, at: Date): Promise<void>;
  /** Completes a version's model; only while a second round of everything is pending. */
  completeModel(entity: GoldenType, version: number, model: MatchModel): Promise<void>;
  state(entity: GoldenType): Promise<MatchState>;
  setState(entity: GoldenType, state: MatchState): Promise<void>;
  dueCount(entity: GoldenType): Promise<number>;
  /** Due records in the order of their ids; apart those that are deleted or were never mapped. */
  takeDue(entity: GoldenType, limit: number): Promise<{ live: MatchRecord[]; gone: GoneRecord[] }>;
  /** Those taken are due no more; the golden records of those that live are to be merged anew, as values changed. */
  clearDue(taken: { live: readonly number[]; gone: readonly number[] }): Promise<void>;
  clearAllDue(entity: GoldenType): Promise<void>;
  allLive(entity: GoldenType): Promise<MatchRecord[]>;

  /** Forgets everything that matching knows of the type, but for models and decisions. */
  forgetAll(entity: GoldenType): Promise<void>;
  /**
   * Says which contents each record has now; returns what these records were before, and whether any decisions are kept on
   * the type. Once due records are taken, who decides on them waits and has them matched again.
   */
  saveRecords(
    entity: GoldenType,
    live: readonly SavedRecord[],
    gone: readonly number[],
  ): Promise<{ former: FormerRecord[]; hasDecisions: boolean }>;
  saveFirstClusters(clusters: readonly { id: number; cluster: string }[]): Promise<void>;
  recordIds(entity: GoldenType): Promise<number[]>;
  /** Every record by its cluster of the first round. */
  firstClusters(entity: GoldenType): Promise<{ id: number; key: string; cluster: string }[]>;
  /** Stores the contents not known yet, with their keys; returns their numbers. */
  addContents(
    entity: GoldenType,
    contents: readonly KeyedContent[],
    variants: readonly Variant[],
  ): Promise<{ contents: number[]; variants: number[] }>;
  /**
   * Of the contents given, removes those that no record has any more, keys included; pairs are not touched. A variant
   * goes with the keys of the content that it comes from.
   */
  removeUnheld(
    entity: GoldenType,
    contents: readonly number[],
    variants: readonly number[],
  ): Promise<{ contents: HeldKeys[]; variants: HeldKeys[] }>;
  /** Of either round. */
  contents(entity: GoldenType, contents: readonly number[]): Promise<Content[]>;
  /** Of either round; keys of a variant are those of the content that it comes from, and its own. */
  keysOf(entity: GoldenType, contents: readonly number[]): Promise<HeldKeys[]>;
  /** Who holds the keys in the first round (or, of keys of the second only, there); of more than `most` any `most`. */
  holders(entity: GoldenType, keys: readonly number[], most: number): Promise<KeyHolders>;
  /** Takes the pairs of these contents out of these rounds. Returns the contents on either side. */
  dropPairs(entity: GoldenType, contents: readonly number[], rounds: Rounds): Promise<number[]>;
  insertPairs(entity: GoldenType, pairs: readonly JudgedPair[]): Promise<void>;
  pairsAmong(entity: GoldenType, contents: readonly number[]): Promise<RoundPair[]>;
  /** Members of golden records that take no part in matching any more. */
  departed(entity: GoldenType): Promise<GoneRecord[]>;
  /** Makes the second round of everything as the first: no record is told anything. */
  copyFirstRound(entity: GoldenType): Promise<void>;
  /** Leaves the second round of everything empty. */
  forgetSecondRound(entity: GoldenType): Promise<void>;
  /** Contents of the second round from what `saveSeconds` said of the records. */
  addVariants(entity: GoldenType): Promise<void>;
  /** Keys that variants have besides those of the contents that they come from. */
  saveVariantKeys(entity: GoldenType, variants: readonly HeldKeys[]): Promise<void>;
  saveSeconds(records: readonly { id: number; second: number; collective: string }[]): Promise<void>;

  /**
   * Every live record reachable from these contents and records over pairs of either round, copies, `same` decisions
   * and common golden records; and from the records of these first-round clusters.
   */
  component(entity: GoldenType, from: ComponentSeed): Promise<ReachedRecord[]>;
  /** Decisions of which both records are among these. */
  decisionsAmong(entity: GoldenType, recordIds: readonly number[]): Promise<RecordDecision[]>;
  decisions(entity: GoldenType): Promise<KeyedDecision[]>;
  /** Until the end of the transaction nobody else decides: what was checked stays true. */
  lockDecisions(entity: GoldenType): Promise<void>;
  /** Those of the keys whose records were deleted in their source. */
  deleted(entity: GoldenType, keys: readonly string[]): Promise<Set<string>>;
  /** Keeps a decision (a later one on the same pair replaces it) and has its records matched again. */
  decide(entity: GoldenType, decision: KeyedDecision, author: string, at: Date): Promise<void>;
  /** Has the records of these keys matched again. */
  markDue(entity: GoldenType, keys: readonly string[]): Promise<void>;
  withdraw(entity: GoldenType, leftKey: string, rightKey: string): Promise<void>;
  reviewCount(entity: GoldenType): Promise<number>;
}

export type HeldKeys = { content: number; keys: number[] };
/** Without decisions none are looked for, which takes as long as all the rest. */
export type ComponentSeed = {
  hasDecisions: boolean;
  contents: readonly number[];
  recordIds: readonly number[];
  firstClusters: readonly string[];
};
