/**
 * The matching of a first load, as the pipeline needs it: records with ids in; contents with their keys, pairs and
 * clusters out. Plain data both ways, so that it can run in another thread.
 */

import type { GoldenType } from '../model/entity.ts';
import type { CanonicalRecord } from '../model/field.ts';
import { type ContentRecord, clusterContents, type RecordDecision } from './cluster-contents.ts';
import { withCollective } from './collective.ts';
import type { ContentPair } from './compare-contents.ts';
import { edgesOf } from './components.ts';
import { type Content, collectiveKeys, contentKeys, contentReader } from './content.ts';
import { learnCollective } from './learn.ts';
import { type MatchResult, matchAll } from './match-all.ts';
import { DEFAULT_THRESHOLDS, type MatchModel, type Thresholds } from './model.ts';
import { standardise } from './standardise/standardise.ts';
import type { Standardised } from './standardised.ts';

/** `key` names the record for ever (`connection/stream/external id`); `id` is the store's. */
export type KeyedRecord = { id: number; key: string; record: CanonicalRecord };

export type MatchRecordsInput = {
  entity: GoldenType;
  records: readonly KeyedRecord[];
  /** Null: estimate one. */
  model: MatchModel | null;
  decisions: readonly RecordDecision[];
  thresholds: ThresholdConfig;
  /**
   * For the second round: what the other type tells of records, by id. The contents that come out are those of the
   * second round, with those keys only that the first round does not have.
   */
  collective?: ReadonlyMap<number, string>;
};

/** Probabilities; absent: the model's own thresholds. */
export type ThresholdConfig = { match?: number | undefined; review?: number | undefined };

export type KeyedContent = Content & { keys: number[] };

export type MatchedRecords = {
  model: MatchModel;
  records: ContentRecord[];
  contents: KeyedContent[];
  pairs: ContentPair[];
  /** Ids; a partition of the records that does not depend on their order. */
  clusters: number[][];
};

type Prepared = ContentRecord & { standardised: Standardised };

export function matchRecords(input: MatchRecordsInput): MatchedRecords {
  const { entity, decisions, thresholds, collective } = input;
  // Ties on equal content must not depend on the order in which the store gave the records.
  const records = prepareRecords(entity, input.records, collective).sort((a, b) => (a.key < b.key ? -1 : 1));
  const result = matchAll(
    entity,
    records.map(({ key, standardised }) => ({ id: key, standardised })),
    {
      ...(input.model === null
        ? { thresholds: withThresholds(DEFAULT_THRESHOLDS, thresholds) }
        : { model: withConfig(input.model, thresholds) }),
      ...(collective === undefined ? {} : { complete: learnCollective }),
    },
  );
  const model = result.model;
  const pairs = contentPairs(records, result);
  const standardisedOf = new Map(records.map(({ content, standardised }) => [content, standardised]));
  return {
    model,
    records: records.map(({ id, key, content }) => ({ id, key, content })),
    contents: [...standardisedOf].map(([content, standardised]) => ({
      content,
      standardised,
      keys: (collective === undefined ? contentKeys : collectiveKeys)(model, standardised),
    })),
    pairs,
    clusters:
      decisions.length === 0
        ? clustersOf(records, result)
        : clusterContents(model, { records, standardisedOf, pairs, decisions }),
  };
}

/** Standardised, with the number of the content; `collective` is what the other type tells in the second round. */
export function prepareRecords(
  entity: GoldenType,
  records: readonly KeyedRecord[],
  collective?: ReadonlyMap<number, string>,
): Prepared[] {
  const read = contentReader(entity);
  return records.map(({ id, key, record }) => {
    const standardised = standardise(entity, record);
    return { id, key, ...read(withCollective(entity, standardised, collective?.get(id) ?? '')) };
  });
}

/** The model with the configured thresholds, which are no part of the estimate. */
export function withConfig(model: MatchModel, config: ThresholdConfig): MatchModel {
  return { ...model, thresholds: withThresholds(model.thresholds, config) };
}

function withThresholds(own: Thresholds, { match, review }: ThresholdConfig): Thresholds {
  const weight = (probability: number): number => Math.log2(probability / (1 - probability));
  return {
    match: match === undefined ? own.match : weight(match),
    review: review === undefined ? own.review : weight(review),
  };
}

function contentPairs(records: readonly Prepared[], { corpus, pairs }: MatchResult): ContentPair[] {
  const contentOf = new Float64Array(corpus.nodes);
  records.forEach(({ content }, index) => {
    contentOf[corpus.nodeOfRecord[index] as number] = content;
  });
  return Array.from(edgesOf(pairs), ({ left, right, weight }) => {
    const [a, b] = [contentOf[left] as number, contentOf[right] as number];
    return { left: Math.min(a, b), right: Math.max(a, b), weight };
  });
}

function clustersOf(records: readonly Prepared[], { clusterOf }: MatchResult): number[][] {
  const groups = Map.groupBy(records, (_record, index) => clusterOf[index] ?? -1);
  return [...groups.values()].map((group) => group.map((record) => record.id));
}
