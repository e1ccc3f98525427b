/**
 * Estimates a model without labels: expectation maximisation over candidate pairs (what one entity's records look
 * like) and pairs drawn at random (what strangers look like). Three kinds of pairs are told apart: one entity,
 * strangers, and kin (same household, same building, same group), who agree on much and are different all the same.
 */
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
import { knownRecords, type SharedMarks } from './sharing.ts';
import { unseenByCrowd, unseenKin } from './unseen-kin.ts';
import { crowdOf, totalWeight, type WeightTables, weightOf, weightTables } from './weights.ts';

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
  /** Per kinship: see `sharedMarks`. */
  marks: readonly (SharedMarks | undefined)[];
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
  const { records, features } = input.corpus;
  // Where links within one source are forbidden, only so many of them can be found.
  const allowed = input.pairs / Math.max(1, (records * (records - 1)) / 2);
  const sharing = input.sharing.map((bins) => bins.map((pairs) => pairs * allowed));
  const unseen = input.marks.map(
    (marks) =>
      marks &&
      unseenKin({ ...marks, pairs: marks.pairs.map((pairs) => pairs * allowed) }, input.candidates, features),
  );
  const known = input.corpus.columns.map((column) => knownRecords(input.corpus, column));
  const isKnown = isKnownIn(input.corpus, known);
  const doubted = kinshipsOf(input.draft.type).findIndex(
    ({ ofVariants, needs }) => ofVariants && needs?.some((name) => isKnown(name)),
  );
  const surplus = input.copies && surplusOf({ ...input, copies: input.copies, known });
  const beliefs = fading(GUESSED_PAIRS, input.pairs);
  let draft = input.draft;
  for (let round = 0; round < ROUNDS; round++) {
    const tables = weightTables(draft, features);
    const telling = kinTelling(tables);
    const sums = emptySums(features, known);
    const kinSums = emptyKinSums(draft.kinships.length);
    const variants = new NameVariants(features, doubted);
    addPairs(tables, input.candidates, { sums, kin: { sums: kinSums, telling, variants } });
    addPairs(tables, input.random, { sums });
    const prior = Math.log2((sums.total + GUESSED) / (input.pairs + beliefs));
    draft = {
      ...draft,
      prior,
      kinships: improveKinships(draft, {
        sums: kinSums,
        matches: prior,
        records,
        isKnown,
        unseen: unseen.map((kin) => kin && unseenByCrowd(kin, tables, features)),
        doubt: round / (ROUNDS - 1),
        variants: variants.share,
      }),
      features: features.map((feature, index) =>
        improveFeature(feature, {
          sums: sums.features[index] as Sums['features'][number],
          sharing: sharing[index] as Float64Array,
          records: input.corpus.records,
          known: known[index] as number,
          likely: variants.likely(feature),
        }),
      ),
    };
    if (surplus) draft = { ...draft, prior: liftedPrior(draft, features, surplus) };
  }
  return draft;
}

type KinCounts = { sums: KinSums; telling: readonly Int32Array[]; variants: NameVariants };

/** Adds what the pairs of a sample are by these tables: candidates if kin is counted, else strangers. */
function addPairs(
  tables: WeightTables,
  sample: PairSample,
  { sums, kin: candidates }: { sums: Sums; kin?: KinCounts },
): void {
  const width = tables.features;
  const perFeature = new Float64Array(width);
  const kin = new Float64Array(tables.kinOdds.length);
  const crowds = new Uint8Array(tables.kinOdds.length);
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
    if (candidates) {
      addMatch(sums, sample.outcomes, start, parts, tables.kinAgree);
      addKin(candidates.sums, sample.outcomes, start, parts, candidates.telling);
      candidates.variants.add(sample.outcomes, start, parts);
    } else addStranger(sums, sample.outcomes, start, rest);
  }
}
