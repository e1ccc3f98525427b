/** What the match stage needs of the matching engine. */
import { matchKeys } from '../core/match/keys.ts';
import type { MatchedRecords, MatchRecordsInput, RecordDecision } from '../core/match/match-records.ts';
import type { MatchModel } from '../core/match/model.ts';
import { standardise } from '../core/match/standardise/standardise.ts';
import type { GoldenType } from '../core/model/entity.ts';
import type { Json } from '../util/json.ts';
import type { MatchRecord, StoredPair } from './ports/match.ts';

export type Matched = {
  model: Json;
  pairs: StoredPair[];
  /** Partition of the records; independent of their order. */
  clusters: MatchRecord[][];
};

export interface Matcher {
  /** Estimates a model unless one is given; compares and clusters the records among themselves. */
  match(
    entity: GoldenType,
    input: { records: readonly MatchRecord[]; model: Json | null; decisions: readonly RecordDecision[] },
  ): Promise<Matched>;
  /** Keys of the stored index: records that share one are compared. */
  keys(
    entity: GoldenType,
    records: readonly MatchRecord[],
    model: Json,
  ): { recordId: number; keys: number[] }[];
}

type Thresholds = { readonly [T in GoldenType]: MatchRecordsInput['thresholds'] };

/** `run` does the work, here or in another thread. */
export function createMatcher(
  thresholds: Thresholds,
  run: (input: MatchRecordsInput) => Promise<MatchedRecords>,
): Matcher {
  return {
    async match(entity, { records, model, decisions }) {
      const parsed = model as unknown as MatchModel | null;
      const matched = await run({
        entity,
        records,
        model: parsed,
        decisions,
        thresholds: thresholds[entity],
      });
      const byId = new Map(records.map((record) => [record.id, record]));
      return {
        model: matched.model as unknown as Json,
        pairs: matched.pairs,
        clusters: matched.clusters.map((cluster) => cluster.flatMap((id) => byId.get(id) ?? [])),
      };
    },
    keys(entity, records, model) {
      const parsed = model as unknown as MatchModel;
      return records.map((record) => ({
        recordId: record.id,
        keys: matchKeys(entity, standardise(entity, record.record), parsed),
      }));
    },
  };
}
