import type { GoldenType } from '../model/entity.ts';
import { type AtomTable, atomTables, type CountedAtoms, countAtoms, frequenciesOf } from './atoms.ts';
import { assembleBlocks, type BlockList, buildPlanBlocks, type PlanBlocks } from './blocks.ts';
import type { Corpus } from './corpus.ts';
import { type DrawnPairs, drawPairs, type Share } from './drawn-pairs.ts';
import { estimate, firstDraft } from './estimate.ts';
import { estimateCollective } from './estimate-collective.ts';
import {
  joinSamples,
  type PairSample,
  sampleCopies,
  sampleOf,
  sampleRandom,
  sampleRepeats,
} from './estimate-sample.ts';
import { PairComparer } from './evidence.ts';
import type { ExtraFeature } from './extra-features.ts';
import type { Frequencies } from './frequencies.ts';
import { keyPlansOf, LOOSE_RECORDS } from './keys.ts';
import { kinshipsOf } from './kinships.ts';
import { type KeyLimits, knownIn, type MatchModel, type Thresholds } from './model.ts';
import { NodeMatcher } from './node-matcher.ts';
import { knownWhereAsked, type SharedMarks, sharedMarks, sharingPairs } from './sharing.ts';
import { findsOfPlans, unproductivePlans } from './unproductive.ts';

/** Common keys are narrowed from this many records on: 60 records make 1,770 pairs. */
const KEY_LIMIT = 60;
/** In great sets most blocks would fill up to the limit; the pairs per record must not grow with the records. */
const KEY_LIMIT_OF_MANY = 20;
const LEAST_KEY_LIMIT = 8;
/** Pairs that are drawn; small sets, whose pairs differ more from draw to draw, can afford twice as many. */
const CANDIDATE_SAMPLE = 40_000;
const RANDOM_SAMPLE = 25_000;

export function keyLimitFor(records: number): number {
  if (records <= LOOSE_RECORDS) return KEY_LIMIT;
  return Math.max(
    LEAST_KEY_LIMIT,
    Math.round(KEY_LIMIT_OF_MANY * Math.sqrt(100_000 / Math.max(100_000, records))),
  );
}

/** At most so many pairs are drawn, of which `sample` are for a great set. */
function drawnOf(corpus: Corpus, sample: number): number {
  return isSearchedWhole(corpus) ? 2 * sample : sample;
}

export type Prepared = {
  frequencies: Frequencies;
  atoms: readonly AtomTable[];
  comparer: PairComparer;
  blocks: BlockList;
  /** Without the loose keys, whose pairs are mostly strangers that agree on one thing: EM would take them for a class. */
  strictBlocks: BlockList;
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
  const comparer = new PairComparer(
    corpus,
    atoms,
    model === undefined ? knownWhereAsked(corpus) : knownIn(model, corpus.features),
  );
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
  // Great sets know the loose plans and have no blocks of them: then nothing is put together twice.
  const isLoose = ({ loose: own, starts }: PlanBlocks) => own && starts.length > 1;
  return {
    blocks,
    strictBlocks: perPlan.some(isLoose)
      ? assembleBlocks(
          nodes,
          perPlan.filter((each) => !each.loose),
          limit,
        )
      : blocks,
    limits: model?.keys ?? { limit, loose, common: perPlan.flatMap(({ common }) => common.map(String)) },
  };
}

/** The atoms of all spaces, as the corpus itself tells them. */
export function ownAtoms(
  corpus: Corpus,
  counted: readonly CountedAtoms[],
): Pick<Prepared, 'frequencies' | 'atoms'> {
  return { frequencies: frequenciesOf(corpus, counted), atoms: counted.map(({ table }) => table) };
}

/** Pairs drawn at random over all records: what strangers look like. */
export function drawStrangers(corpus: Corpus, comparer: PairComparer, linkOnly: boolean): PairSample {
  return sampleRandom(corpus, comparer, { linkOnly, most: drawnOf(corpus, RANDOM_SAMPLE) });
}

type Drawing = Pick<Prepared, 'strictBlocks' | 'comparer'> & { corpus: Corpus; linkOnly: boolean };

/** A share of the candidate pairs from which is learnt what records of one entity look like. */
export function drawCandidates(
  { corpus, strictBlocks, comparer, linkOnly }: Drawing,
  share: Share,
): DrawnPairs {
  return drawPairs(corpus, strictBlocks, comparer, {
    linkOnly,
    most: drawnOf(corpus, CANDIDATE_SAMPLE),
    share,
  });
}

/** All candidates: those that were drawn, and the copies. */
function withCopies({ corpus, comparer, linkOnly }: Drawing, drawn: readonly PairSample[]): PairSample {
  const copies = sampleCopies(corpus, comparer, { linkOnly, most: drawnOf(corpus, CANDIDATE_SAMPLE) });
  return joinSamples([...drawn, copies], corpus.features.length);
}

const WHOLE: Share = { at: 0, of: 1 };

export type Learning = Prepared & {
  type: GoldenType;
  linkOnly: boolean;
  extras: ExtraFeature[];
  thresholds: Thresholds;
  corpus: Corpus;
};

/** What is estimated from, as several threads drew it: the shares of candidates in their order. */
export type Samples = {
  candidates: readonly PairSample[];
  strangers: PairSample;
  /** Per feature: see `sharingPairs`. */
  sharing: readonly Float64Array[];
  /** Per kinship: see `sharedMarks`. */
  marks: readonly (SharedMarks | undefined)[];
};

/** Runs the estimation over samples of the corpus's pairs. */
export function learnModel(input: Learning): MatchModel {
  const { corpus, comparer, linkOnly, atoms } = input;
  const drawn = drawCandidates(input, WHOLE);
  const model = modelOf(input, {
    candidates: [sampleOf(drawn, corpus)],
    strangers: drawStrangers(corpus, comparer, linkOnly),
    sharing: corpus.features.map((_, feature) => sharingPairs(corpus, atoms, feature)),
    marks: kinshipsOf(input.type).map((kinship) => sharedMarks(corpus, comparer, kinship)),
  });
  if (isSearchedWhole(corpus)) return model;
  const finds = findsOfPlans(drawn, new NodeMatcher(corpus, comparer, model));
  return withoutPoorPlans(model, unproductivePlans(input.blocks.plans, finds));
}

/** The model that samples tell of; it does not know yet which keys are worth their pairs. */
export function modelOf(input: Learning, samples: Samples): MatchModel {
  const { type, linkOnly, extras, thresholds, corpus } = input;
  const draft = firstDraft({ type, extras, records: corpus.records, linkOnly, thresholds }, corpus);
  const learned = estimate({
    corpus,
    draft,
    candidates: withCopies(input, samples.candidates),
    copies: linkOnly ? undefined : sampleRepeats(corpus, input.comparer, drawnOf(corpus, CANDIDATE_SAMPLE)),
    random: samples.strangers,
    sharing: samples.sharing,
    marks: samples.marks,
    pairs: pairsOf(corpus, linkOnly),
  });
  return { ...learned, frequencies: input.frequencies, keys: input.limits };
}

/** Small sets are searched with every key. */
export function isSearchedWhole(corpus: Corpus): boolean {
  return corpus.records <= LOOSE_RECORDS;
}

export function withoutPoorPlans(model: MatchModel, without: readonly string[]): MatchModel {
  return { ...model, keys: { ...model.keys, without: [...without] } };
}

/** The model with the evidence of the second round estimated, if it was not yet and records know any. */
export function learnCollective(model: MatchModel, corpus: Corpus, prepared: Prepared): MatchModel {
  if (model.collective === true) return model;
  const { linkOnly } = model;
  const drawing = { corpus, linkOnly, ...prepared };
  return estimateCollective(model, {
    corpus,
    candidates: withCopies(drawing, [sampleOf(drawCandidates(drawing, WHOLE), corpus)]),
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
