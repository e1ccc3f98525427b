import { clusterComponent, leastToMerge } from './cluster.ts';
import { type Edge, UnionFind } from './components.ts';
import { NO_CONSTRAINTS } from './constraints.ts';
import type { Corpus } from './corpus.ts';
import type { PairComparer } from './evidence.ts';
import { GroupOutcomes } from './group-outcomes.ts';
import type { MatchModel } from './model.ts';
import { STRONG_FEATURES, strongRelation } from './strong-ids.ts';
import { type PairList, PairLister, placeOfPair, type WeighedPairs } from './weighed-pairs.ts';
import { compareOrder, WeightBound } from './weight-bound.ts';
import { totalOf, totalWeight, type WeightTables, weightOf, weightTables } from './weights.ts';

/** Weights that stand for a decision: beyond what evidence reaches. */
export const LINKED = 60;
export const FORBIDDEN = -60;

/** Steward decisions by node of the corpus. */
export type NodeDecisions = {
  same: readonly (readonly [number, number])[];
  different: readonly (readonly [number, number])[];
};

/** Weighs and clusters the nodes of one corpus with one model. */
export class NodeMatcher {
  readonly corpus: Corpus;
  readonly model: MatchModel;
  readonly tables: WeightTables;
  readonly #comparer: PairComparer;
  readonly #outcomes: Int32Array;
  readonly #weights: Float64Array;
  /** Weights that are summed up for a cluster; 0 for features that no record knows. */
  readonly #totals: Float64Array;
  readonly #bound: WeightBound;
  readonly #kept: GroupOutcomes;
  /** Features that records of the corpus know; the others never have an outcome. */
  readonly #known: Int32Array;
  /** The same in the order in which they are compared when a pair may be given up early. */
  readonly #order: Int32Array;
  readonly #first: number;
  readonly #last: number;
  readonly #city: number;
  /** Features that strong ids are read from. */
  readonly #strong: Int32Array;

  /** `tables`: those of the model, where the caller has them already. */
  constructor(
    corpus: Corpus,
    comparer: PairComparer,
    model: MatchModel,
    tables = weightTables(model, corpus.features),
  ) {
    this.corpus = corpus;
    this.model = model;
    this.tables = tables;
    this.#comparer = comparer;
    this.#outcomes = new Int32Array(corpus.features.length);
    this.#weights = new Float64Array(corpus.features.length);
    this.#totals = new Float64Array(corpus.features.length);
    this.#known = Int32Array.from(corpus.features.keys()).filter((feature) => isKnown(corpus, feature));
    this.#bound = new WeightBound(this.tables, corpus.features, this.#known);
    this.#kept = new GroupOutcomes(this.tables, this.#known);
    this.#outcomes.fill(-1);
    const indexOf = (name: string) => corpus.features.findIndex((feature) => feature.name === name);
    this.#first = indexOf('first');
    this.#last = indexOf('last');
    this.#city = indexOf('city');
    // The given name stands for both names.
    this.#order = compareOrder(corpus.features).filter(
      (feature) => feature === this.#first || this.#known.includes(feature),
    );
    this.#strong = Int32Array.from(STRONG_FEATURES.map(indexOf).filter((feature) => feature >= 0));
  }

  /**
   * The same as `weigh` where it is `least` or more; else −∞, as soon as the features not yet compared cannot bring
   * it there any more.
   */
  weighFrom(left: number, right: number, least: number): number {
    const relation = this.#relation(left, right);
    if (relation !== undefined) return relation === 'same' ? LINKED : FORBIDDEN;
    return this.#weighFeaturesFrom(left, right, least);
  }

  /** The same without strong ids. Where it is not −∞, the outcomes are those of the pair. */
  #weighFeaturesFrom(left: number, right: number, least: number): number {
    const outcomes = this.#outcomes;
    const weights = this.#weights;
    const bound = this.#bound;
    this.#comparer.compareAtOnce(left, right, this.#known, outcomes);
    for (let at = 0; at < this.#known.length; at++) {
      const feature = this.#known[at] as number;
      const packed = outcomes[feature] as number;
      weights[feature] =
        packed === -2 ? (bound.mostUnequal[feature] as number) : weightOf(this.tables, feature, packed);
    }
    const areNamesOpen = this.#comparer.areNamesOpen(left, right, outcomes);
    // Names that may be swapped can become more than they are taken for.
    if (!bound.start(weights, areNamesOpen ? Number.NEGATIVE_INFINITY : least))
      return Number.NEGATIVE_INFINITY;
    for (let at = 0; at < this.#order.length; at++) {
      const feature = this.#order[at] as number;
      if (feature === this.#first) {
        if (!areNamesOpen) continue;
        this.#compareNames(left, right);
      } else if (outcomes[feature] === -2) this.#compareFeature(feature, left, right);
      else continue;
      if (bound.most() < least) return Number.NEGATIVE_INFINITY;
    }
    if (this.#comparer.tryNamedAfterCity(left, right, outcomes)) {
      weights[this.#city] = 0;
      bound.update(weights, this.#city);
    }
    return totalOf(this.tables, weights, bound.evidence);
  }

  #compareFeature(feature: number, left: number, right: number): void {
    this.#outcomes[feature] = this.#comparer.compareFeature(feature, left, right);
    this.#weights[feature] = weightOf(this.tables, feature, this.#outcomes[feature] as number);
    this.#bound.update(this.#weights, feature);
  }

  /** Given and family name at once: they may be swapped. */
  #compareNames(left: number, right: number): void {
    const outcomes = this.#outcomes;
    for (const feature of [this.#first, this.#last]) {
      if (outcomes[feature] === -2) outcomes[feature] = this.#comparer.compareFeature(feature, left, right);
    }
    this.#comparer.trySwapped(left, right, outcomes);
    for (const feature of [this.#first, this.#last]) {
      this.#weights[feature] = weightOf(this.tables, feature, outcomes[feature] as number);
      this.#bound.update(this.#weights, feature);
    }
  }

  /** What strong ids say; most records have none, and then nothing is read. */
  #relation(left: number, right: number): 'same' | 'different' | undefined {
    const { rows } = this.corpus;
    const [ofLeft, ofRight] = [left * this.tables.features, right * this.tables.features];
    for (let at = 0; at < this.#strong.length; at++) {
      const feature = this.#strong[at] as number;
      if (rows[ofLeft + feature] !== 0 && rows[ofRight + feature] !== 0)
        return strongRelation(this.model.type, this.corpus, left, right);
    }
    return undefined;
  }

  /** Whether two nodes may not come together because they are of one source (link only). */
  isSameSource(left: number, right: number): boolean {
    return this.model.linkOnly && this.corpus.sourceOfNode[left] === this.corpus.sourceOfNode[right];
  }

  /** log2 odds that two nodes are one entity; strong ids decide. */
  weigh(left: number, right: number): number {
    return this.weighAs(left, right, this.outcomes(left, right));
  }

  /** The same, where their packed outcomes are known already. */
  weighAs(left: number, right: number, outcomes: Int32Array): number {
    const relation = this.#relation(left, right);
    if (relation !== undefined) return relation === 'same' ? LINKED : FORBIDDEN;
    for (let feature = 0; feature < outcomes.length; feature++)
      this.#weights[feature] = weightOf(this.tables, feature, outcomes[feature] as number);
    return totalWeight(this.tables, this.#weights);
  }

  /** Fills `into` with the weight of each feature, NaN where it is not known. */
  weighFeatures(left: number, right: number, into: Float64Array): void {
    this.#comparer.compare(left, right, this.#outcomes);
    for (let feature = 0; feature < into.length; feature++) {
      const packed = this.#outcomes[feature] as number;
      into[feature] = packed < 0 ? Number.NaN : weightOf(this.tables, feature, packed);
    }
  }

  /** The packed outcomes of a pair, valid until the next comparison. */
  outcomes(left: number, right: number): Int32Array {
    this.#comparer.compare(left, right, this.#outcomes);
    return this.#outcomes;
  }

  /** Weighs pairs and lists those of `least` and more; `visitPairs` calls what it is given with one pair after another. */
  listFrom(least: number, visitPairs: (visit: (left: number, right: number) => void) => void): PairList {
    const found = new PairLister(this.#known.length);
    const write = (into: Int16Array, from: number) => this.#kept.write(this.#outcomes, into, from);
    visitPairs((left, right) => {
      const weight = this.weighFrom(left, right, least);
      if (weight >= least) found.add(left, right, weight, write);
    });
    return found.done();
  }

  /**
   * Clusters a few nodes, which ascend; returns a cluster number per node and the decisions that could not be kept.
   * `weighed`: what `listFrom` found, with whatever `least` up to the match threshold.
   */
  cluster(
    group: readonly number[],
    decisions: NodeDecisions = NO_CONSTRAINTS,
    weighed?: WeighedPairs,
  ): { clusterOf: Int32Array; collisions: Edge[] } {
    const { same, different, isSaid } = saidOf(group, decisions);
    const known = this.#known;
    const { match } = this.model.thresholds;
    const kept = this.#kept;
    kept.start(group.length);
    const { clusterOf, collisions } = clusterComponent({
      size: group.length,
      features: known.length,
      weigh: ({ left, right, place }) => {
        const [a, b] = [group[left] as number, group[right] as number];
        const relation = this.#relation(a, b);
        // A steward's word stands above every id.
        if (relation !== undefined && !isSaid(left, right))
          (relation === 'same' ? same : different).push([left, right]);
        // What ids decided was not compared.
        const known = weighed === undefined || relation !== undefined ? -1 : placeOfPair(weighed, a, b);
        if (weighed !== undefined && known >= 0) {
          kept.keepRow(place, weighed.outcomes, known);
          return weighed.weight[known] as number;
        }
        const weight = this.#weighFeaturesFrom(a, b, leastToMerge(match));
        if (weight > Number.NEGATIVE_INFINITY) kept.keep(place, this.#outcomes);
        return weight;
      },
      sumUp: ({ left, right, place }, start, into) => {
        if (!kept.has(place)) {
          this.#comparer.compare(group[left] as number, group[right] as number, this.#outcomes, known);
          kept.keep(place, this.#outcomes);
        }
        kept.sumUp(place, start, into);
      },
      total: (perFeature) => {
        for (let at = 0; at < known.length; at++)
          this.#totals[known[at] as number] = perFeature[at] as number;
        return totalWeight(this.tables, this.#totals);
      },
      match,
      constraints: {
        same,
        different,
        ...(this.model.linkOnly
          ? { exclusive: group.map((node) => this.corpus.sourceOfNode[node] as number) }
          : {}),
      },
    });
    return {
      clusterOf,
      collisions: collisions.map(([a, b]) => ({
        left: group[a] as number,
        right: group[b] as number,
        weight: LINKED,
      })),
    };
  }
}

/** Whether any record knows a feature. A space without texts is told at once, not from a million records. */
function isKnown({ spaces, spaceOfFeature, columns }: Corpus, feature: number): boolean {
  const { size } = spaces[spaceOfFeature[feature] as number] as Corpus['spaces'][number];
  return size > 1 && (columns[feature] as Int32Array).some((id) => id !== 0);
}

type Said = {
  same: [number, number][];
  different: [number, number][];
  /** Whether stewards have spoken of these two. */
  isSaid(left: number, right: number): boolean;
};

/** What stewards say of the nodes of a group, by their places in it. */
function saidOf(group: readonly number[], decisions: NodeDecisions): Said {
  if (decisions.same.length === 0 && decisions.different.length === 0)
    return { same: [], different: [], isSaid: () => false };
  const indexOf = new Map(group.map((node, index) => [node, index]));
  const local = (pairs: NodeDecisions['same']): [number, number][] =>
    pairs.flatMap(([a, b]) => {
      const [left, right] = [indexOf.get(a), indexOf.get(b)];
      return left === undefined || right === undefined ? [] : [[left, right] as [number, number]];
    });
  const same = local(decisions.same).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const different = local(decisions.different);
  // What a steward says of two records, each with a third, is said of the two.
  const said = new UnionFind(group.length);
  for (const [left, right] of same) said.union(left, right);
  const decided = new Set(
    [...same, ...different].map(([a, b]) => Math.min(a, b) * group.length + Math.max(a, b)),
  );
  const isSaid = (left: number, right: number): boolean =>
    decided.has(left * group.length + right) || said.find(left) === said.find(right);
  return { same, different, isSaid };
}
