/**
 * Estimates the one feature that the second round adds: one maximisation step on the posteriors of the first round,
 * with everything else frozen, so that a pair without this evidence weighs exactly the same in both rounds. The feature
 * itself has no say in the posteriors that it is estimated from.
 */
import { COLLECTIVE_COLUMN } from './collective.ts';
import { rarityOfAtom } from './compare/first-round-cluster.ts';
import type { Corpus } from './corpus.ts';
import type { PairSample } from './estimate-sample.ts';
import { addMatch, addStranger, emptySums, improveFeature, RARITY_BINS } from './estimate-sums.ts';
import type { Feature } from './features.ts';
import type { MatchModel } from './model.ts';
import { totalWeight, type WeightTables, weightOf, weightTables } from './weights.ts';

export type CollectiveSamples = { corpus: Corpus; candidates: PairSample; random: PairSample };

/** The model with its collective feature estimated; unchanged where no two records know what it compares. */
export function estimateCollective(model: MatchModel, samples: CollectiveSamples): MatchModel {
  const { corpus } = samples;
  const column = COLLECTIVE_COLUMN[model.type];
  const index = corpus.features.findIndex((feature) => feature.column === column);
  const feature = corpus.features[index];
  if (feature === undefined) return model;
  const known = countKnown(corpus, index);
  if (known < 2) return model;
  // As many of the model's records, if the records became more or fewer since.
  const knownInModel = (known * model.records) / corpus.records;
  const learned = improveFeature(feature, {
    sums: sumsOf(model, samples, { index, known: knownInModel }),
    sharing: sharingPairs(corpus, index, feature),
    records: model.records,
    known: knownInModel,
  });
  return {
    ...model,
    features: model.features.map((own, at) => (at === index ? learned : own)),
    collective: true,
  };
}

/** Agreement patterns of the collective feature, each pair by what the other features make of it. */
function sumsOf(
  model: MatchModel,
  { corpus, candidates, random }: CollectiveSamples,
  { index, known }: { index: number; known: number },
) {
  const only = corpus.features.slice(index, index + 1);
  const sums = emptySums(only, [known]);
  const tables = weightTables(model, corpus.features);
  const agree = tables.kinAgree.map((features) => features.subarray(index, index + 1));
  const width = corpus.features.length;
  const posterior = new Posterior(tables, index);
  for (const [sample, isMatch] of [
    [candidates, true],
    [random, false],
  ] as const) {
    for (let pair = 0; pair < sample.size; pair++) {
      const row = sample.outcomes.subarray(pair * width, (pair + 1) * width);
      const own = row.subarray(index, index + 1);
      if ((own[0] as number) < 0) continue;
      const parts = posterior.partsOf(row, sample.weight[pair] as number);
      if (isMatch) addMatch(sums, own, 0, parts, agree);
      else addStranger(sums, own, 0, parts.stranger);
    }
  }
  return sums.features[0] as (typeof sums.features)[number];
}

class Posterior {
  readonly #tables: WeightTables;
  readonly #left: number;
  readonly #perFeature: Float64Array;
  readonly #kin: Float64Array;

  /** `left`: the feature that is left out. */
  constructor(tables: WeightTables, left: number) {
    this.#tables = tables;
    this.#left = left;
    this.#perFeature = new Float64Array(tables.features);
    this.#kin = new Float64Array(tables.kinOdds.length);
  }

  /** How much of so many pairs with these outcomes is one entity, strangers, and kin of each kind. */
  partsOf(row: Int32Array, times: number): { matched: number; stranger: number; kin: Float64Array } {
    for (let feature = 0; feature < this.#perFeature.length; feature++) {
      this.#perFeature[feature] =
        feature === this.#left ? 0 : weightOf(this.#tables, feature, row[feature] as number);
    }
    const probability = 1 / (1 + 2 ** -totalWeight(this.#tables, this.#perFeature, this.#kin));
    let others = 1;
    for (const odds of this.#kin) others += 2 ** odds;
    const stranger = ((1 - probability) / others) * times;
    return { matched: probability * times, stranger, kin: this.#kin.map((odds) => stranger * 2 ** odds) };
  }
}

/** By rarity: pairs of records that share a value. */
function sharingPairs(corpus: Corpus, index: number, { comparator }: Feature): Float64Array {
  const held = new Map<string, number>();
  const values = corpus.spaces[corpus.spaceOfFeature[index] as number] as Corpus['spaces'][number];
  forEachKnown(corpus, index, (id, records) => {
    for (const atom of comparator.atoms(values.valueOf(id))) held.set(atom, (held.get(atom) ?? 0) + records);
  });
  const bins = new Float64Array(RARITY_BINS);
  for (const [atom, records] of held) {
    const bin = Math.min(RARITY_BINS - 1, Math.floor(Math.log2(rarityOfAtom(atom))));
    bins[bin] = (bins[bin] as number) + (records * (records - 1)) / 2;
  }
  return bins;
}

function countKnown(corpus: Corpus, index: number): number {
  let known = 0;
  forEachKnown(corpus, index, (_, records) => (known += records));
  return known;
}

function forEachKnown(corpus: Corpus, index: number, visit: (id: number, records: number) => void): void {
  const column = corpus.columns[index] as Int32Array;
  for (let node = 0; node < corpus.nodes; node++) {
    const id = column[node] as number;
    if (id !== 0) visit(id, corpus.multiplicity[node] as number);
  }
}
