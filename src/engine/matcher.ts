/** The match stage's view of the matching engine: whole loads, keys for the stored index, and components. */

import { clusterRecords, type Decisions } from '../core/match/cluster-records.ts';
import { comparePair } from '../core/match/compare-pair.ts';
import { matchKeys } from '../core/match/keys.ts';
import { type MatchResult, matchAll } from '../core/match/match-all.ts';
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
    async match(entity, { records, model, decisions }) {
      // Ties on equal content must not depend on the order in which the database gave the records.
      const ordered = [...records].sort((a, b) => (a.key < b.key ? -1 : 1));
      const standardised = ordered.map((record) => ({
        id: record.key,
        standardised: standardise(entity, record.record),
      }));
      const options = model === null ? {} : { model: withThresholds(asModel(model), thresholds[entity]) };
      const result = matchAll(entity, standardised, options);
      const used = withThresholds(result.model, thresholds[entity]);
      const pairs = storedPairs(ordered, standardised, { result, model: used });
      return {
        model: result.model as unknown as Json,
        pairs,
        clusters:
          decisions.length === 0
            ? clustersOf(ordered, result)
            : clustersUnder(decisions, { records: ordered, standardised, pairs, model: used }),
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

type Standardised = { id: string; standardised: ReturnType<typeof standardise> };

/** Beyond this many pairs between the copies of two contents, the first of each speak for all. */
const MOST_PAIRS_OF_COPIES = 10_000;

/** The engine's pairs are of contents; the stored ones are of records, copies among themselves included. */
function storedPairs(
  records: readonly MatchRecord[],
  standardised: readonly Standardised[],
  { result, model }: { result: MatchResult; model: MatchModel },
): StoredPair[] {
  const copies = new Map<number, number[]>();
  records.forEach((_record, index) => {
    const node = result.corpus.nodeOfRecord[index] ?? -1;
    const list = copies.get(node);
    if (list === undefined) copies.set(node, [index]);
    else list.push(index);
  });
  const pairs: StoredPair[] = [];
  const add = (left: number, right: number, weight: number): void => {
    const [a, b] = [records[left], records[right]];
    if (a !== undefined && b !== undefined) pairs.push(storedPair(a, b, { weight, model }));
  };
  for (const { left, right, weight } of result.pairs) {
    const [ofLeft, ofRight] = [copies.get(left) ?? [], copies.get(right) ?? []];
    const many = ofLeft.length * ofRight.length > MOST_PAIRS_OF_COPIES;
    for (const a of many ? ofLeft.slice(0, 1) : ofLeft) {
      for (const b of many ? ofRight.slice(0, 1) : ofRight) add(a, b, weight);
    }
  }
  for (const [first, ...others] of copies.values()) {
    const own = first === undefined ? undefined : standardised[first];
    if (first === undefined || own === undefined || others.length === 0) continue;
    const { weight } = comparePair(model, own.standardised, own.standardised);
    if (weight >= model.thresholds.review) for (const other of others) add(first, other, weight);
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

type Clustering = {
  records: readonly MatchRecord[];
  standardised: readonly Standardised[];
  pairs: readonly StoredPair[];
  model: MatchModel;
};

/** Stewards' decisions are kept whatever the weights say. */
function clustersUnder(decisions: readonly MatchDecision[], input: Clustering): MatchRecord[][] {
  const keyOf = new Map(input.records.map((record) => [record.id, record.key]));
  const byKey = new Map(input.records.map((record) => [record.key, record]));
  const named = (verdict: MatchDecision['verdict']): Decisions['same'] =>
    decisions
      .filter((decision) => decision.verdict === verdict)
      .map(({ leftId, rightId }) => [keyOf.get(leftId) ?? '', keyOf.get(rightId) ?? ''] as const);
  const { clusters } = clusterRecords(input.model, {
    records: input.standardised,
    pairs: input.pairs.map(({ leftId, rightId, weight }) => ({
      left: keyOf.get(leftId) ?? '',
      right: keyOf.get(rightId) ?? '',
      weight,
    })),
    decisions: { same: named('same'), different: named('different') },
  });
  return clusters.map((cluster) => cluster.flatMap((key) => byKey.get(key) ?? []));
}
