/**
 * A new version of a model, and what it makes of the records: as a run would match them that puts it in force. Pairs
 * and clusters come in typed arrays, in the order of the records: for a million records as objects they would weigh more
 * than all the rest, and they have to be handed from one thread to another.
 */
import type { GoldenType } from '../model/entity.ts';
import type { RecordDecision } from './cluster-contents.ts';
import { estimateModel } from './estimate-model.ts';
import {
  type KeyedRecord,
  type MatchedRecords,
  matchRecords,
  prepareRecords,
  type ThresholdConfig,
  withConfig,
} from './match-records.ts';
import type { MatchModel } from './model.ts';
import { type DecidedPair, LEAST_DECISIONS, type Refinement, refineModel } from './refine.ts';
import { standardise } from './standardise/standardise.ts';

export type ProposeInput = {
  entity: GoldenType;
  records: readonly KeyedRecord[];
  decisions: readonly RecordDecision[];
  /** What the other type tells of records, by id. */
  collective: ReadonlyMap<number, string>;
  thresholds: ThresholdConfig;
  /** Whether the decisions refine the estimate. */
  refine: boolean;
};

export type Proposal = {
  model: MatchModel;
  /** What refining came to; null where it was not asked for. */
  refinement: Omit<Refinement, 'model'> | null;
  /** Parallel: id of each record, its content, and the number of its cluster. */
  records: { id: Float64Array; content: Float64Array; cluster: Int32Array };
  /** Parallel: both contents of each pair, the smaller first, and its weight. */
  pairs: { left: Float64Array; right: Float64Array; weight: Float64Array };
};

/** Estimates, refines where that is asked for, and matches. With too few decisions to refine nothing is matched. */
export function propose(input: ProposeInput): Proposal {
  const { entity, records, decisions, thresholds } = input;
  const estimated = withConfig(estimateModel(entity, comparable(input)), thresholds);
  const { model, ...refinement } = input.refine
    ? refineModel(estimated, decidedPairs(input))
    : { model: estimated, used: 0, agreedBefore: 0, agreedAfter: 0 };
  if (input.refine && refinement.used < LEAST_DECISIONS) return { ...NOTHING, model, refinement };
  // As in the second round, which decides: what the first comes to is told to the other type only.
  const matched = matchRecords({
    entity,
    records,
    model,
    decisions,
    thresholds,
    collective: input.collective,
  });
  return {
    model: matched.model,
    refinement: input.refine ? refinement : null,
    records: packRecords(matched),
    pairs: {
      left: Float64Array.from(matched.pairs, ({ left }) => left),
      right: Float64Array.from(matched.pairs, ({ right }) => right),
      weight: Float64Array.from(matched.pairs, ({ weight }) => weight),
    },
  };
}

const NOTHING: Pick<Proposal, 'records' | 'pairs'> = {
  records: { id: new Float64Array(0), content: new Float64Array(0), cluster: new Int32Array(0) },
  pairs: { left: new Float64Array(0), right: new Float64Array(0), weight: new Float64Array(0) },
};

/** One at a time: the estimate keeps nothing but their compact form. */
function* comparable({ entity, records }: ProposeInput) {
  for (const { key, record } of records) yield { id: key, standardised: standardise(entity, record) };
}

function decidedPairs({ entity, records, decisions }: ProposeInput): DecidedPair[] {
  const named = new Set(decisions.flatMap(({ leftId, rightId }) => [leftId, rightId]));
  const own = records.filter(({ id }) => named.has(id));
  const known = new Map(prepareRecords(entity, own).map(({ id, standardised }) => [id, standardised]));
  return decisions.flatMap(({ leftId, rightId, verdict }) => {
    const [left, right] = [known.get(leftId), known.get(rightId)];
    return left === undefined || right === undefined ? [] : [{ left, right, verdict }];
  });
}

function packRecords({ records, clusters }: MatchedRecords): Proposal['records'] {
  const clusterOf = new Map(
    clusters.flatMap((cluster, number) => cluster.map((id) => [id, number] as const)),
  );
  return {
    id: Float64Array.from(records, ({ id }) => id),
    content: Float64Array.from(records, ({ content }) => content),
    cluster: Int32Array.from(records, ({ id }) => clusterOf.get(id) ?? -1),
  };
}
