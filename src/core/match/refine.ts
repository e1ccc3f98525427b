/**
 * Refines an estimate with stewards' decisions. A decided pair is one of the pairs that the estimate was made from: it
 * was counted there as one entity with the probability p that the model gave it, and with 1 − p as strangers or kin.
 * What the decision adds is the surprise e = y − p (y is 1 for `same`, 0 for `different`), and only that: a decision that
 * the model expected changes nothing, and stewards who look at the closest calls only do not make these the rule.
 *
 * - m (of one entity): the estimate stands for M pairs, to which every decision adds its surprise on the level the pair
 *   is on (a Dirichlet prior): m′ = (M·m + Σ e on the level) / (M + Σ e).
 * - u (of strangers) and kin: the −e that is left is divided between strangers and each kinship as the model divides it.
 *   Both are rates far below one, so the estimate stands for K pairs on that very level, or of that kinship (a Gamma
 *   prior): u′ = u·(K + c)/K, with c the part that falls there; of frequent values likewise, through `scale`.
 * - The prior stays: decided pairs are not drawn at random, and say nothing of how many there are.
 *
 * One step; nothing moves further than a factor of `MOST` from the estimate.
 */
import { atomTables } from './atoms.ts';
import { levelOf } from './compare/comparator.ts';
import { buildCorpus } from './corpus.ts';
import { PairComparer } from './evidence.ts';
import { featuresOf } from './features.ts';
import { type FeatureModel, knownIn, type MatchModel } from './model.ts';
import { NodeMatcher } from './node-matcher.ts';
import type { Standardised } from './standardised.ts';
import { strongRelation } from './strong-ids.ts';
import { totalWeight, weightOf } from './weights.ts';

export type DecidedPair = { left: Standardised; right: Standardised; verdict: 'same' | 'different' };

export type Refinement = {
  model: MatchModel;
  /** Decisions that say something: those on pairs that no registration id decides. */
  used: number;
  /** How many of them the model agrees with (a weight of 0 or more for `same`), before and after. */
  agreedBefore: number;
  agreedAfter: number;
};

/** The estimate of m stands for so many decided pairs: ten full surprises on a level of 3 % bring it to 8 %. */
const M_STANDS_FOR = 200;
/** The estimate of each level's u, and of each kinship, stands for so many: ten full surprises make it 1.5 times as much. */
const RATE_STANDS_FOR = 20;
const MOST = 4;
/** Fewer decisions than this say more of whoever decided than of the records. */
export const LEAST_DECISIONS = 10;

/** The refined model; the same one, where fewer than `LEAST_DECISIONS` decisions say something. */
export function refineModel(model: MatchModel, decided: readonly DecidedPair[]): Refinement {
  const pairs = new DecidedPairs(model, decided);
  const used = pairs.size;
  const agreedBefore = pairs.agreedBy(model);
  if (used < LEAST_DECISIONS) return { model, used, agreedBefore, agreedAfter: agreedBefore };
  const refined = moved(model, pairs.surprises());
  return { model: refined, used, agreedBefore, agreedAfter: pairs.agreedBy(refined) };
}

/** By feature and level, and by kinship: how much more of each there was than the model thought. */
type Surprises = { match: number[][]; stranger: number[][]; kin: number[] };

class DecidedPairs {
  readonly #model: MatchModel;
  readonly #nodes: NodeMatcher;
  readonly #comparer: PairComparer;
  readonly #pairs: { left: number; right: number; verdict: DecidedPair['verdict'] }[];

  constructor(model: MatchModel, decided: readonly DecidedPair[]) {
    const corpus = buildCorpus(
      decided.flatMap(({ left, right }, index) => [
        { id: `${index}l`, standardised: left },
        { id: `${index}r`, standardised: right },
      ]),
      { features: featuresOf(model.type, model.extras), keepSources: false },
    );
    this.#model = model;
    this.#comparer = new PairComparer(
      corpus,
      atomTables(corpus, model.frequencies),
      knownIn(model, corpus.features),
    );
    this.#nodes = new NodeMatcher(corpus, this.#comparer, model);
    this.#pairs = decided.flatMap(({ verdict }, index) => {
      const [left, right] = [corpus.nodeOfRecord[2 * index] ?? 0, corpus.nodeOfRecord[2 * index + 1] ?? 0];
      const isDecidedById = strongRelation(model.type, corpus, left, right) !== undefined;
      return isDecidedById ? [] : [{ left, right, verdict }];
    });
  }

  get size(): number {
    return this.#pairs.length;
  }

  agreedBy(model: MatchModel): number {
    const nodes = new NodeMatcher(this.#nodes.corpus, this.#comparer, model);
    return this.#pairs.filter(
      ({ left, right, verdict }) => nodes.weigh(left, right) >= 0 === (verdict === 'same'),
    ).length;
  }

  surprises(): Surprises {
    const { tables, corpus } = this.#nodes;
    const levels = corpus.features.map((feature) => feature.comparator.levels.map(() => 0));
    const found: Surprises = {
      match: levels,
      stranger: levels.map((each) => [...each]),
      kin: this.#model.kinships.map(() => 0),
    };
    const weights = new Float64Array(corpus.features.length);
    const kin = new Float64Array(this.#model.kinships.length);
    for (const { left, right, verdict } of this.#pairs) {
      const outcomes = this.#nodes.outcomes(left, right);
      weights.forEach((_, feature) => {
        weights[feature] = weightOf(tables, feature, outcomes[feature] ?? -1);
      });
      const probability = 1 / (1 + 2 ** -totalWeight(tables, weights, kin));
      const surprise = (verdict === 'same' ? 1 : 0) - probability;
      const others = kin.reduce((sum, odds) => sum + 2 ** odds, 1);
      kin.forEach((odds, index) => add(found.kin, index, (-surprise * 2 ** odds) / others));
      outcomes.forEach((packed, feature) => {
        if (packed < 0) return;
        add(found.match[feature] ?? [], levelOf(packed), surprise);
        add(found.stranger[feature] ?? [], levelOf(packed), -surprise / others);
      });
    }
    return found;
  }
}

function add(sums: number[], index: number, amount: number): void {
  sums[index] = (sums[index] ?? 0) + amount;
}

function moved(model: MatchModel, { match, stranger, kin }: Surprises): MatchModel {
  return {
    ...model,
    kinships: model.kinships.map((own, index) => ({
      ...own,
      odds: own.odds + Math.log2(rateFactor(kin[index] ?? 0)),
    })),
    features: model.features.map((feature, index) =>
      movedFeature(feature, match[index] ?? [], stranger[index] ?? []),
    ),
  };
}

function movedFeature(
  feature: FeatureModel,
  match: readonly number[],
  stranger: readonly number[],
): FeatureModel {
  const total = Math.max(
    M_STANDS_FOR / MOST,
    match.reduce((sum, each) => sum + each, M_STANDS_FOR),
  );
  const m = feature.m.map((own, level) =>
    within((M_STANDS_FOR * own + (match[level] ?? 0)) / total, own / MOST, own * MOST),
  );
  const sum = m.reduce((all, each) => all + each, 0);
  const factors = feature.u.map((_, level) => rateFactor(stranger[level] ?? 0));
  return {
    ...feature,
    m: m.map((each) => each / sum),
    u: feature.u.map((own, level) => Math.min(1, own * (factors[level] ?? 1))),
    scale: feature.scale.map((own, level) => own * (factors[level] ?? 1)),
  };
}

function rateFactor(surprise: number): number {
  return within((RATE_STANDS_FOR + surprise) / RATE_STANDS_FOR, 1 / MOST, MOST);
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
