/** What the match stage needs of the matching engine; implemented over src/core/match, in worker threads. */
import type { GoldenType } from '../core/model/entity.ts';
import type { Json } from '../util/json.ts';
import type { MatchRecord, StoredPair } from './ports.ts';

export type MatchDecision = { leftId: number; rightId: number; verdict: 'same' | 'different' };

/** A whole load at once: keys of every record, pairs worth keeping. */
export type FirstLoad = {
  model: Json;
  keys: { recordId: number; keys: number[] }[];
  pairs: StoredPair[];
};

export interface Matcher {
  /** Estimates a model from the records, or uses the one given, and finds all pairs. */
  matchAll(entity: GoldenType, records: readonly MatchRecord[], model: Json | null): Promise<FirstLoad>;
  keys(entity: GoldenType, records: readonly MatchRecord[], model: Json): Promise<{ recordId: number; keys: number[] }[]>;
  /** Records that a key may have before it is too common to be used. */
  keyLimit(model: Json): number;
  compare(
    entity: GoldenType,
    candidates: readonly { left: MatchRecord; right: MatchRecord }[],
    model: Json,
  ): Promise<StoredPair[]>;
  /** Partition of `records`; independent of their order. */
  cluster(
    entity: GoldenType,
    input: { records: readonly MatchRecord[]; pairs: readonly StoredPair[]; decisions: readonly MatchDecision[]; model: Json },
  ): number[][];
}
