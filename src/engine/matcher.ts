/** What the match stage needs of the matching engine. */
import { InvariantError } from '../core/errors.ts';
import type { RecordDecision } from '../core/match/cluster-contents.ts';
import {
  type KeyedRecord,
  type MatchedRecords,
  type MatchRecordsInput,
  type ThresholdConfig,
  withConfig,
} from '../core/match/match-records.ts';
import type { MatchModel } from '../core/match/model.ts';
import type { GoldenType } from '../core/model/entity.ts';

export interface Matcher {
  /** Matches a whole load; with a model of its own, where none is given. */
  matchAll(
    entity: GoldenType,
    input: {
      records: readonly KeyedRecord[];
      model: MatchModel | null;
      decisions: readonly RecordDecision[];
      /** For the second round: what the other type tells of records, by id. */
      collective?: ReadonlyMap<number, string>;
    },
  ): Promise<MatchedRecords>;
  /** The model in force with the configured thresholds; `read` is asked once per state of it. */
  model(entity: GoldenType, inForce: InForce, read: () => Promise<ReadModel>): Promise<MatchModel>;
}

/**
 * What a stored model is told apart by: a version that was estimated while there was nothing to tell is completed later,
 * under its number, when the other type first tells something (`collective`).
 */
export type InForce = { version: number; collective: boolean };

type ReadModel = { version: number; model: MatchModel } | null;
type Thresholds = { readonly [T in GoldenType]: ThresholdConfig };

/** `run` does the work, here or in another thread. */
export function createMatcher(
  thresholds: Thresholds,
  run: (input: MatchRecordsInput) => Promise<MatchedRecords>,
): Matcher {
  // A model is megabytes of JSON: parsed anew for every change it would cost more than the change.
  const models = new Map<GoldenType, InForce & { model: MatchModel }>();
  return {
    matchAll: (entity, input) => run({ entity, ...input, thresholds: thresholds[entity] }),
    async model(entity, { version, collective }, read) {
      const known = models.get(entity);
      if (known?.version === version && known.collective === collective) return known.model;
      const stored = await read();
      if (stored === null)
        throw new InvariantError({
          code: 'MODEL_MISSING',
          message: `match model ${version} of ${entity} is not stored`,
        });
      const model = withConfig(stored.model, thresholds[entity]);
      models.set(entity, { version: stored.version, collective: model.collective === true, model });
      return model;
    },
  };
}
