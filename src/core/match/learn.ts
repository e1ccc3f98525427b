import type { GoldenType } from '../model/entity.ts';
import { type AtomTable, atomTables, type CountedAtoms, countAtoms } from './atoms.ts';
import { assembleBlocks, type Blocks, buildPlanBlocks, type PlanBlocks } from './blocks.ts';
import type { Corpus } from './corpus.ts';
import { estimate, firstDraft } from './estimate.ts';
import { estimateCollective } from './estimate-collective.ts';
import { type PairSample, sampleCandidates, sampleRandom } from './estimate-sample.ts';
import { PairComparer } from './evidence.ts';
import type { ExtraFeature } from './features.ts';
import type { Frequencies } from './frequencies.ts';
import { keyPlansOf, LOOSE_RECORDS } from './keys.ts';
import type { KeyLimits, MatchModel, Thresholds } from './model.ts';
import { NodeMatcher } from './node-matcher.ts';
import { unproductivePlans } from './unproductive.ts';

/** Common keys are narrowed from this many records on: 60 records make 1,770 pairs. */
const KEY_LIMIT = 60;
/** In great sets most blocks would fill up to the limit; the pairs per record must not grow with the records. */
const KEY_LIMIT_OF_MANY = 20;
const LEAST_KEY_LIMIT = 8;
const CANDIDATE_SAMPLE = 80_000;
const RANDOM_SAMPLE = 50_000;

export function keyLimitFor(records: number): number {
  if (records <= LOOSE_RECORDS) return KEY_LIMIT;
  return Math.max(
    LEAST_KEY_LIMIT,
    Math.round(KEY_LIMIT_OF_MANY * Math.sqrt(100_000 / Math.max(100_000, records))),
  );
}

export type Prepared = {
  frequencies: Frequencies;
  atoms: readonly AtomTable[];
  comparer: PairComparer;
  blocks: Blocks;
  /** Without the loose keys, whose pairs are mostly strangers that agree on one thing: EM would take them for a class. */
  strictBlocks: Blocks;
  limits: KeyLimits;
};
type Given = { extras: readonly ExtraFeature[]; model?: MatchModel };

/** Frequencies, keys and comparer of a corpus: the model's where there is one, else the corpus's own. */
export function prepareBlocks(type: GoldenType, corpus: Corpus, { extras, model }: Given): Prepared {
  const { frequencies, atoms } =
    model === undefined
      ? ownAtoms(
          corpus,
          corpus.spaces.map((_, space) => countAtoms(corpus, space)),
        )
      : { frequencies: model.frequencies, atoms: atomTables(corpus, model.frequencies) };
  const loose = model?.keys.loose ?? corpus.records <= LOOSE_RECORDS;
  const limit = model?.keys.limit ?? keyLimitFor(corpus.records);
  const plans = keyPlansOf(type, extras, model?.keys ?? { loose });
  const perPlan = buildPlanBlocks(corpus, {
    plans,
    atoms,
    known: model && new Set(model.keys.common.map(Number)),
    limit,
  });
  const comparer = new PairComparer(corpus, atoms);
  return { frequencies, atoms, comparer, ...withBlocks(corpus.nodes, perPlan, { limit, loose, model }) };
}

type Blocking = { limit: number; loose: boolean; model: MatchModel | undefined };

/** The blocks of all plans, and those without the loose plans. */
export function withBlocks(
  nodes: number,
  perPlan: readonly PlanBlocks[],
  { limit, loose, model }: Blocking,
): Pick<Prepared, 'blocks' | 'strictBlocks' | 'limits'> {
  const blocks = assembleBlocks(nodes, perPlan, limit);
  const strict = perPlan.filter((each) => !each.loose);
  return {
    blocks,
    strictBlocks: strict.length < perPlan.length ? assembleBlocks(nodes, strict, limit) : blocks,
    limits: model?.keys ?? { limit, loose, common: perPlan.flatMap(({ common }) => common.map(String)) },
  };
}

/** The atoms of all spaces, as the corpus itself tells them. */
export function ownAtoms(
  corpus: Corpus,
  counted: readonly CountedAtoms[],
): Pick<Prepared, 'frequencies' | 'atoms'> {
  const named = corpus.spaces.map(({ name }, space) => [name, counted[space]?.frequencies] as const);
  return {
    frequencies: Object.fromEntries(named) as Frequencies,
    atoms: counted.map(({ table }) => table),
  };
}

/** Pairs drawn at random over all records: what strangers look like. */
export function drawStrangers(corpus: Corpus, comparer: PairComparer, linkOnly: boolean): PairSample {
  return sampleRandom(corpus, comparer, { linkOnly, most: RANDOM_SAMPLE });
}

type Learning = Prepared & {
  type: GoldenType;
  linkOnly: boolean;
  extras: ExtraFeature[];
  thresholds: Thresholds;
  corpus: Corpus;
  /** As `drawStrangers` draws them, where that is done already. */
  strangers?: PairSample;
};

/** Runs the estimation over samples of the corpus's pairs. */
export function learnModel(input: Learning): MatchModel {
  const { type, linkOnly, extras, thresholds, corpus } = input;
  const draft = firstDraft({ type, extras, records: corpus.records, linkOnly, thresholds }, corpus);
  const learned = estimate({
    corpus,
    draft,
    candidates: sampleCandidates(corpus, input.strictBlocks, input.comparer, {
      linkOnly,
      most: CANDIDATE_SAMPLE,
    }),
    random: input.strangers ?? drawStrangers(corpus, input.comparer, linkOnly),
    pairs: pairsOf(corpus, linkOnly),
    atoms: input.atoms,
  });
  const model = { ...learned, frequencies: input.frequencies, keys: input.limits };
  // Small sets are searched with every key.
  if (corpus.records <= LOOSE_RECORDS) return model;
  const nodes = new NodeMatcher(corpus, input.comparer, model);
  return { ...model, keys: { ...model.keys, without: unproductivePlans(input.blocks, nodes) } };
}

/** The model with the evidence of the second round estimated, if it was not yet and records know any. */
export function learnCollective(model: MatchModel, corpus: Corpus, prepared: Prepared): MatchModel {
  if (model.collective === true) return model;
  const { linkOnly } = model;
  return estimateCollective(model, {
    corpus,
    candidates: sampleCandidates(corpus, prepared.strictBlocks, prepared.comparer, {
      linkOnly,
      most: CANDIDATE_SAMPLE,
    }),
    random: drawStrangers(corpus, prepared.comparer, linkOnly),
  });
}

/** How many pairs of records may be one entity. */
function pairsOf(corpus: Corpus, linkOnly: boolean): number {
  const all = (corpus.records * (corpus.records - 1)) / 2;
  if (!linkOnly) return Math.max(1, all);
  const perSource = new Map<number, number>();
  corpus.sourceOfNode.forEach((source, node) =>
    perSource.set(source, (perSource.get(source) ?? 0) + (corpus.multiplicity[node] as number)),
  );
  let within = 0;
  for (const count of perSource.values()) within += (count * (count - 1)) / 2;
  return Math.max(1, all - within);
}
