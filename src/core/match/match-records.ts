/**
 * The matching engine as the pipeline sees it: records with ids in, stored pairs and clusters out. Plain data both
 * ways, so that it can run in another thread.
 */
import type { GoldenType } from '../model/entity.ts';
import type { CanonicalRecord } from '../model/field.ts';
import { clusterRecords, type Decisions } from './cluster-records.ts';
import { comparePair } from './compare-pair.ts';
import { type MatchResult, matchAll } from './match-all.ts';
import { decisionOf, type MatchModel, probabilityOf } from './model.ts';
import { standardise } from './standardise/standardise.ts';
import type { Standardised } from './standardised.ts';

/** `key` names the record for ever (`connection/stream/external id`); `id` is the store's. */
export type KeyedRecord = { id: number; key: string; record: CanonicalRecord };
export type RecordDecision = { leftId: number; rightId: number; verdict: 'same' | 'different' };
export type RecordPair = {
  leftId: number;
  rightId: number;
  weight: number;
  probability: number;
  decision: 'match' | 'review' | 'no';
  constraintReason: string | null;
};

export type MatchRecordsInput = {
  entity: GoldenType;
  records: readonly KeyedRecord[];
  /** Null: estimate one. */
  model: MatchModel | null;
  decisions: readonly RecordDecision[];
  /** Probabilities; absent: the model's own thresholds. */
  thresholds: { match?: number | undefined; review?: number | undefined };
};

export type MatchedRecords = {
  model: MatchModel;
  pairs: RecordPair[];
  /** Ids; a partition of the records that does not depend on their order. */
  clusters: number[][];
};

type Prepared = KeyedRecord & { standardised: Standardised };

export function matchRecords({
  entity,
  records,
  model,
  decisions,
  thresholds,
}: MatchRecordsInput): MatchedRecords {
  // Ties on equal content must not depend on the order in which the store gave the records.
  const prepared = [...records]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((record): Prepared => ({ ...record, standardised: standardise(entity, record.record) }));
  const result = matchAll(
    entity,
    prepared.map(({ key, standardised }) => ({ id: key, standardised })),
    model === null ? {} : { model: withThresholds(model, thresholds) },
  );
  const used = withThresholds(result.model, thresholds);
  const pairs = recordPairs(prepared, result, used);
  const clusters =
    decisions.length === 0
      ? clustersOf(prepared, result)
      : clustersUnder(decisions, { prepared, pairs, model: used });
  return { model: result.model, pairs, clusters };
}

function withThresholds(model: MatchModel, { match, review }: MatchRecordsInput['thresholds']): MatchModel {
  const weight = (probability: number): number => Math.log2(probability / (1 - probability));
  return {
    ...model,
    thresholds: {
      match: match === undefined ? model.thresholds.match : weight(match),
      review: review === undefined ? model.thresholds.review : weight(review),
    },
  };
}

/** Beyond this many pairs between the copies of two contents, the first of each speak for all. */
const MOST_PAIRS_OF_COPIES = 10_000;

/** The engine's pairs are of contents; the stored ones are of records, copies among themselves included. */
function recordPairs(records: readonly Prepared[], result: MatchResult, model: MatchModel): RecordPair[] {
  const copies = new Map<number, Prepared[]>();
  records.forEach((record, index) => {
    const node = result.corpus.nodeOfRecord[index] ?? -1;
    const list = copies.get(node);
    if (list === undefined) copies.set(node, [record]);
    else list.push(record);
  });
  const pairs: RecordPair[] = [];
  for (const { left, right, weight } of result.pairs) {
    const [ofLeft, ofRight] = [copies.get(left) ?? [], copies.get(right) ?? []];
    const many = ofLeft.length * ofRight.length > MOST_PAIRS_OF_COPIES;
    for (const a of many ? ofLeft.slice(0, 1) : ofLeft) {
      for (const b of many ? ofRight.slice(0, 1) : ofRight) pairs.push(recordPair(a, b, { weight, model }));
    }
  }
  for (const [first, ...others] of copies.values()) {
    if (first === undefined || others.length === 0) continue;
    const { weight } = comparePair(model, first.standardised, first.standardised);
    if (weight < model.thresholds.review) continue;
    for (const other of others) pairs.push(recordPair(first, other, { weight, model }));
  }
  return pairs;
}

function recordPair(
  a: KeyedRecord,
  b: KeyedRecord,
  { weight, model }: { weight: number; model: MatchModel },
): RecordPair {
  return {
    leftId: Math.min(a.id, b.id),
    rightId: Math.max(a.id, b.id),
    weight,
    probability: probabilityOf(weight),
    decision: decisionOf(weight, model.thresholds),
    constraintReason: null,
  };
}

function clustersOf(records: readonly Prepared[], { clusterOf }: MatchResult): number[][] {
  const groups = Map.groupBy(records, (_record, index) => clusterOf[index] ?? -1);
  return [...groups.values()].map((group) => group.map((record) => record.id));
}

type Clustering = { prepared: readonly Prepared[]; pairs: readonly RecordPair[]; model: MatchModel };

/** Stewards' decisions are kept whatever the weights say. */
function clustersUnder(
  decisions: readonly RecordDecision[],
  { prepared, pairs, model }: Clustering,
): number[][] {
  const keyOf = new Map(prepared.map((record) => [record.id, record.key]));
  const idOf = new Map(prepared.map((record) => [record.key, record.id]));
  const named = (verdict: RecordDecision['verdict']): Decisions['same'] =>
    decisions
      .filter((decision) => decision.verdict === verdict)
      .map(({ leftId, rightId }) => [keyOf.get(leftId) ?? '', keyOf.get(rightId) ?? ''] as const);
  const { clusters } = clusterRecords(model, {
    records: prepared.map(({ key, standardised }) => ({ id: key, standardised })),
    pairs: pairs.map(({ leftId, rightId, weight }) => ({
      left: keyOf.get(leftId) ?? '',
      right: keyOf.get(rightId) ?? '',
      weight,
    })),
    decisions: { same: named('same'), different: named('different') },
  });
  return clusters.map((cluster) => cluster.flatMap((key) => idOf.get(key) ?? []));
}
