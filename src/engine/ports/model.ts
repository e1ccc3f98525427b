/** Versions of the matching models: which one is in force, which one is proposed, and what that would change. */
import type { MatchModel } from '../../core/match/model.ts';
import type { GoldenType } from '../../core/model/entity.ts';

export type ModelState = 'candidate' | 'adopted' | 'in_force' | 'retired' | 'discarded';

/** What a pair comes to: it merges by itself, waits for a steward, or is nothing. */
export type Side = 'match' | 'review' | 'no';

export type NamedRecord = { key: string; name: string };
/** A pair that changes side, with its weights (log2 odds) under the version in force and under the new one. */
export type PairExample = { left: NamedRecord; right: NamedRecord; before: number; after: number };
export type SideChange = { from: Side; to: Side; count: number };

export type GoldenSplit = { golden: string; name: string; records: number; parts: number };
export type GoldenJoin = { golden: { id: string; name: string }[]; records: number };
export type GoldenChanges = {
  /** Golden records that would lose members to others, and groups of them that would become one. */
  split: number;
  joined: number;
  /** Records in either. */
  records: number;
  splits: GoldenSplit[];
  joins: GoldenJoin[];
};

/** What the preview was made of, to tell whether it is still the same: live records by content, and decisions. */
export type Fingerprint = { records: number; contents: string; decisions: string };

/** What a proposed version would change, as it was shown. Plain JSON. */
export type ModelPreview = {
  /** When the records were read. */
  asOf: string;
  /** The version in force then. */
  base: number;
  records: number;
  /** Records that the next run has to match whatever the model: they are not part of what is compared. */
  waiting: number;
  fingerprint: Fingerprint;
  /** A run or a decision changed something while the preview was worked out: its figures are close, not exact. */
  disturbed: boolean;
  /** Set when decisions refined the estimate: how many said something, and how many the model agrees with. */
  refinement: { used: number; agreedBefore: number; agreedAfter: number } | null;
  pairs: (SideChange & { examples: PairExample[] })[];
  golden: GoldenChanges;
};

/** A version without its model, which is megabytes. */
export type ModelVersion = {
  version: number;
  state: ModelState;
  estimatedAt: Date;
  adoptedAt: Date | null;
  inForceAt: Date | null;
  preview: ModelPreview | null;
};

export interface ModelStore extends PreviewStore {
  /** Every version, the newest first. */
  versions(entity: GoldenType): Promise<ModelVersion[]>;
  /** Null where there is no such version, or it was discarded. */
  read(entity: GoldenType, version: number): Promise<MatchModel | null>;
  /** Keeps a candidate in the place of an earlier one; returns its version, null where one was adopted or made meanwhile. */
  propose(entity: GoldenType, model: MatchModel, preview: ModelPreview, at: Date): Promise<number | null>;
  /** The candidate is to be put in force by the next run; false where it is no candidate. */
  adopt(entity: GoldenType, version: number, at: Date): Promise<boolean>;
  /** Drops the candidate, or the adopted version that no run has put in force yet; returns it, null for none. */
  discard(entity: GoldenType): Promise<number | null>;
  /** The version that the next run is to put in force. */
  adopted(entity: GoldenType): Promise<{ version: number; model: MatchModel } | null>;
  /** Retires the version in force; this one takes its place. The adopted one must still be it. */
  putInForce(entity: GoldenType, version: number, at: Date): Promise<boolean>;
}

export type PreviewRecords = { ids: number[]; contents: number[]; clusters: number[] };
export type PreviewPairs = { left: number[]; right: number[]; weights: number[]; sides: Side[] };

/** Compares a proposal with what is stored, in the database. To be called on one `tx` of `transaction`, `begin` first. */
export interface PreviewStore {
  fingerprint(entity: GoldenType): Promise<Fingerprint>;
  /** Records that the next run has to map or match. */
  waitingCount(entity: GoldenType): Promise<number>;
  beginPreview(): Promise<void>;
  addPreviewRecords(records: PreviewRecords): Promise<void>;
  addPreviewPairs(pairs: PreviewPairs): Promise<void>;
  /** How many pairs change side, of contents that both sides know; the greatest numbers first. */
  sideChanges(entity: GoldenType): Promise<SideChange[]>;
  /** After `sideChanges`: the pairs of a change whose weight moves furthest; no pair on a side weighs `absent`. */
  movedFurthest(
    change: SideChange,
    absent: number,
    limit: number,
  ): Promise<{ left: number; right: number }[]>;
  /** A record of each content, by the smallest key. */
  namesOf(entity: GoldenType, contents: readonly number[]): Promise<(NamedRecord & { content: number })[]>;
  goldenChanges(limit: number): Promise<GoldenChanges>;
}
