/**
 * Estimates a model without labels: expectation maximisation over candidate pairs (what one entity's records look
 * like) and pairs drawn at random (what strangers look like). Three kinds of pairs are told apart: one entity,
 * strangers, and kin (same household, same building, same group), who agree on much and are different all the same.
 */
import type { AtomTable } from './atoms.ts';
import type { Corpus } from './corpus.ts';
import { liftedPrior, surplusOf } from './estimate-copies.ts';
import {
  addKin,
  emptyKinSums,
  firstKinships,
  improveKinships,
  isKnownIn,
  type KinSums,
  kinTelling,
} from './estimate-kin.ts';
import type { PairSample } from './estimate-sample.ts';
import { addMatch, addStranger, emptySums, improveFeature, RARITY_BINS, type Sums } from './estimate-sums.ts';
import { fading } from './frequencies.ts';
import { kinshipsOf } from './kinships.ts';
import type { MatchModel } from './model.ts';
import { NameVariants } from './name-variants.ts';
import { crowdOf, totalWeight, weightOf, weightTables } from './weights.ts';

type Draft = Omit<MatchModel, 'frequencies' | 'keys'>;
export type EstimateInput = {
  corpus: Corpus;
  draft: Draft;
  candidates: PairSample;
  random: PairSample;
  /** Rows that are equal in everything, for each that it repeats; none where sources are only linked. */
  copies?: PairSample | undefined;
  /** Per feature: see `sharingPairs`. */
  sharing: readonly Float64Array[];
  /** How many pairs of records there are, links within one source left out where they are forbidden. */
  pairs: number;
};

const ROUNDS = 12;
/**
 * Before any pair is looked at, half of one is expected to be one entity, among so many at least: that one of the three
 * pairs of three records looks alike does not make every third pair one entity.
 */
const GUESSED = 0.5;
const GUESSED_PAIRS = 25;

/** A draft model from the first guesses alone. */
export function firstDraft(
  input: Pick<Draft, 'type' | 'extras' | 'records' | 'linkOnly' | 'thresholds'>,
  corpus: Corpus,
): Draft {
  const odds = Math.log2(1 / Math.max(2, input.records));
  return {
    ...input,
    format: 1,
    prior: odds,
    kinships: firstKinships(input, odds),
    features: corpus.features.map(({ name, likely, comparator, shared }) => ({
      name,
      m: [...likely],
      u: likely.map((_, level) => (level === 0 ? 0.9 : 0.1 / (likely.length - 1))),
      scale: likely.map((_, level) => (level < comparator.rare ? 0 : level === likely.length - 1 ? 1 : 1.5)),
      share: Array.from({ length: RARITY_BINS }, (_, bin) => Math.min(1, shared * (1 + bin / 4))),
    })),
  };
}

/** Runs EM and returns the draft with what it learned. */
export function estimate(input: EstimateInput): Draft {
  const { records } = input.corpus;
  // Where links within one source are forbidden, only so many of them can be found.
  const allowed = input.pairs / Math.max(1, (records * (records - 1)) / 2);
  const sharing = input.sharing.map((bins) => bins.map((pairs) => pairs * allowed));
  const known = input.corpus.columns.map((column) => knownRecords(input.corpus, column));
  const isKnown = isKnownIn(input.corpus, known);
  const doubted = kinshipsOf(input.draft.type).findIndex(
    ({ ofVariants, needs }) => ofVariants && needs?.some((name) => isKnown(name)),
  );
  const surplus = input.copies && surplusOf({ ...input, copies: input.copies, known });
  const unseen = fading(GUESSED_PAIRS, input.pairs);
  let draft = input.draft;
  for (let round = 0; round < ROUNDS; round++) {
    const sums = emptySums(input.corpus.features, known);
    const kinSums = emptyKinSums(draft.kinships.length);
    const variants = new NameVariants(input.corpus.features, doubted);
    addPairs(input, draft, input.candidates, { sums, kinSums, variants });
    addPairs(input, draft, input.random, { sums });
    const prior = Math.log2((sums.total + GUESSED) / (input.pairs + unseen));
    draft = {
      ...draft,
      prior,
      kinships: improveKinships(draft, {
        sums: kinSums,
        matches: prior,
        records,
        isKnown,
        doubt: round / (ROUNDS - 1),
        variants: variants.share,
      }),
      features: input.corpus.features.map((feature, index) =>
        improveFeature(feature, {
          sums: sums.features[index] as Sums['features'][number],
          sharing: sharing[index] as Float64Array,
          records: input.corpus.records,
          known: known[index] as number,
          likely: variants.likely(feature),
        }),
      ),
    };
    if (surplus) draft = { ...draft, prior: liftedPrior(draft, input.corpus.features, surplus) };
  }
  return draft;
}

/** Adds what the pairs of a sample are with this draft: candidates if there are sums of kin, else strangers. */
function addPairs(
  input: EstimateInput,
  draft: Draft,
  sample: PairSample,
  { sums, kinSums, variants }: { sums: Sums; kinSums?: KinSums; variants?: NameVariants },
): void {
  const tables = weightTables(draft, input.corpus.features);
  const width = input.corpus.features.length;
  const perFeature = new Float64Array(width);
  const kin = new Float64Array(draft.kinships.length);
  const crowds = new Uint8Array(draft.kinships.length);
  const telling = kinTelling(tables);
  for (let pair = 0; pair < sample.size; pair++) {
    const start = pair * width;
    for (let feature = 0; feature < width; feature++) {
      perFeature[feature] = weightOf(tables, feature, sample.outcomes[start + feature] as number);
    }
    const probability = 1 / (1 + 2 ** -totalWeight(tables, perFeature, kin));
    let others = 1;
    for (let index = 0; index < kin.length; index++) {
      const odds = 2 ** (kin[index] as number);
      kin[index] = odds;
      others += odds;
    }
    const rest = ((1 - probability) / others) * (sample.weight[pair] as number);
    for (let index = 0; index < kin.length; index++) kin[index] = (kin[index] as number) * rest;
    for (let index = 0; index < crowds.length; index++) crowds[index] = crowdOf(tables, perFeature, index);
    const parts = { matched: probability * (sample.weight[pair] as number), kin, crowds };
    if (kinSums) {
      addMatch(sums, sample.outcomes, start, parts, tables.kinAgree);
      addKin(kinSums, sample.outcomes, start, parts, telling);
      variants?.add(sample.outcomes, start, parts);
    } else addStranger(sums, sample.outcomes, start, rest);
  }
}

/** By rarity: how many pairs of records agree in full in this feature. */
export function sharingPairs(corpus: Corpus, tables: readonly AtomTable[], feature: number): Float64Array {
  const column = corpus.columns[feature] as Int32Array;
  const { ends, atoms, counts, whole } = tables[corpus.spaceOfFeature[feature] as number] as AtomTable;
  // Values first, which lie in the order of their atoms: those of one node after another lie anywhere.
  const holders = new Float64Array(ends.length);
  for (let node = 0; node < corpus.nodes; node++) {
    const id = column[node] as number;
    holders[id] = (holders[id] as number) + (corpus.multiplicity[node] as number);
  }
  const held = new Float64Array(whole.length);
  for (let id = 1; id < ends.length; id++) {
    const records = holders[id] as number;
    if (records === 0) continue;
    for (let at = ends[id - 1] as number; at < (ends[id] as number); at++) {
      const atom = atoms[at] as number;
      held[atom] = (held[atom] as number) + records;
    }
  }
  const bins = new Float64Array(RARITY_BINS);
  for (let atom = 0; atom < held.length; atom++) {
    const records = held[atom] as number;
    if (records < 2 || whole[atom] === 0) continue;
    const bin = Math.min(RARITY_BINS - 1, Math.floor(Math.log2(counts[atom] as number)));
    bins[bin] = (bins[bin] as number) + (records * (records - 1)) / 2;
  }
  return bins;
}

function knownRecords(corpus: Corpus, column: Int32Array): number {
  let known = 0;
  for (let node = 0; node < corpus.nodes; node++)
    if (column[node] !== 0) known += corpus.multiplicity[node] as number;
  return known;
}
