/** The match stage's view of the matching engine: whole loads, keys for the stored index, and components. */

import { matchKeys } from '../core/match/keys.ts';
import { type MatchResult, matchAll as matchAllHere } from '../core/match/match-all.ts';
import { decisionOf, type MatchModel, probabilityOf } from '../core/match/model.ts';
import { standardise } from '../core/match/standardise/standardise.ts';
import type { GoldenType } from '../core/model/entity.ts';
import type { Json } from '../util/json.ts';
import type { MatchRecord, StoredPair } from './ports.ts';

export type MatchDecision = { leftId: number; rightId: number; verdict: 'same' | 'different' };

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
    input: { records: readonly MatchRecord[]; model: Json | null; decisions: readonly MatchDecision[] },
  ): Promise<Matched>;
  /** Keys of the stored index: records that share one are compared. */
  keys(
    entity: GoldenType,
    records: readonly MatchRecord[],
    model: Json,
  ): { recordId: number; keys: number[] }[];
}

export type Thresholds = { match?: number | undefined; review?: number | undefined };

/** `thresholds` are probabilities; where they are absent the model's own hold. */
export function createMatcher(thresholds: { readonly [T in GoldenType]: Thresholds }): Matcher {
  return {
    async match(entity, { records, model }) {
      // Content order is the engine's own; ids only name records. Sorted all the same, so that a tie on equal
      // content cannot depend on the order in which the database gave them.
      const ordered = [...records].sort((a, b) => (a.key < b.key ? -1 : 1));
      const result = matchAllHere(
        entity,
        ordered.map((record) => ({ id: record.key, standardised: standardise(entity, record.record) })),
        model === null ? {} : { model: withThresholds(asModel(model), thresholds[entity]) },
      );
      const used = withThresholds(result.model, thresholds[entity]);
      return {
        model: result.model as unknown as Json,
        pairs: storedPairs(ordered, result, used),
        clusters: clustersOf(ordered, result),
      };
    },
    keys(entity, records, model) {
      const parsed = asModel(model);
      return records.map((record) => ({
        recordId: record.id,
        keys: matchKeys(entity, standardise(entity, record.record), parsed),
      }));
    },
  };
}

function asModel(model: Json): MatchModel {
  return model as unknown as MatchModel;
}

function withThresholds(model: MatchModel, { match, review }: Thresholds): MatchModel {
  const weight = (probability: number): number => Math.log2(probability / (1 - probability));
  return {
    ...model,
    thresholds: {
      match: match === undefined ? model.thresholds.match : weight(match),
      review: review === undefined ? model.thresholds.review : weight(review),
    },
  };
}

/** Pairs are of nodes (records of one content); one record of each node stands for it, and ties its copies together. */
function storedPairs(records: readonly MatchRecord[], result: MatchResult, model: MatchModel): StoredPair[] {
  const ofNode = new Map<number, MatchRecord[]>();
  records.forEach((record, index) => {
    const node = result.corpus.nodeOfRecord[index] ?? -1;
    const list = ofNode.get(node);
    if (list === undefined) ofNode.set(node, [record]);
    else list.push(record);
  });
  const pairs: StoredPair[] = [];
  for (const { left, right, weight } of result.pairs) {
    for (const a of ofNode.get(left) ?? []) {
      for (const b of ofNode.get(right) ?? []) pairs.push(storedPair(a, b, { weight, model }));
    }
  }
  return pairs;
}

function storedPair(
  a: MatchRecord,
  b: MatchRecord,
  { weight, model }: { weight: number; model: MatchModel },
): StoredPair {
  return {
    leftId: Math.min(a.id, b.id),
    rightId: Math.max(a.id, b.id),
    weight,
    probability: probabilityOf(weight),
    decision: decisionOf(weight, model.thresholds),
    constraintReason: null,
  };
}

function clustersOf(records: readonly MatchRecord[], { clusterOf }: MatchResult): MatchRecord[][] {
  return [...Map.groupBy(records, (_record, index) => clusterOf[index] ?? -1).values()];
}
