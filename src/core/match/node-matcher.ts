import { clusterComponent } from './cluster.ts';
import type { Edge } from './components.ts';
import { NO_CONSTRAINTS } from './constraints.ts';
import type { Corpus } from './corpus.ts';
import type { PairComparer } from './evidence.ts';
import type { MatchModel } from './model.ts';
import { strongRelation } from './strong-ids.ts';
import { totalWeight, type WeightTables, weightOf, weightTables } from './weights.ts';

/** Weights that stand for a decision: beyond what evidence reaches. */
export const LINKED = 60;
export const FORBIDDEN = -60;

/** Features from cheap to dear to compare; those not named come first. */
const COSTS = [
  'postal',
  'city',
  'birth',
  'phone',
  'domain',
  'national_id',
  'email',
  'address',
  'company',
  'title',
  'name',
];

function mostUnequal(tables: WeightTables, feature: number, levels: number): number {
  let most = 0;
  // Rarity of one bit: two records hold the value, which is the least there is.
  for (let level = 0; level < levels - 1; level++)
    most = Math.max(most, weightOf(tables, feature, level + 16 * 8));
  return most;
}

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
  /** Features in the order in which they are compared when a pair may be given up early: cheap ones first. */
  readonly #order: Int32Array;
  /** The most that two different values of a feature can weigh. */
  readonly #mostUnequal: Float64Array;
  /** Per group: the heaviest weight against, so far. */
  readonly #lowest: Float64Array;
  readonly #first: number;
  readonly #last: number;
  /** Features that strong ids are read from. */
  readonly #strong: readonly number[];

  constructor(corpus: Corpus, comparer: PairComparer, model: MatchModel) {
    this.corpus = corpus;
    this.model = model;
    this.tables = weightTables(model, corpus.features);
    this.#comparer = comparer;
    this.#outcomes = new Int32Array(corpus.features.length);
    this.#weights = new Float64Array(corpus.features.length);
    const costs = corpus.features.map((feature) => COSTS.indexOf(feature.name));
    this.#order = Int32Array.from(corpus.features.keys()).sort(
      (a, b) => (costs[a] as number) - (costs[b] as number) || a - b,
    );
    this.#mostUnequal = Float64Array.from(corpus.features, (_, index) =>
      mostUnequal(this.tables, index, corpus.features[index]?.comparator.levels.length ?? 0),
    );
    this.#lowest = new Float64Array(this.tables.groups);
    this.#first = corpus.features.findIndex((feature) => feature.name === 'first');
    this.#last = corpus.features.findIndex((feature) => feature.name === 'last');
    this.#strong = ['lei', 'company_number', 'suffix'].flatMap((name) => {
      const index = corpus.features.findIndex((feature) => feature.name === name);
      return index < 0 ? [] : [index];
    });
  }

  /**
   * The same as `weigh` where it is `least` or more; else −∞, as soon as the features not yet compared cannot bring
   * it there any more.
   */
  weighFrom(left: number, right: number, least: number): number {
    const [outcomes, weights, lowest] = [this.#outcomes, this.#weights, this.#lowest];
    this.#comparer.compareEqual(left, right, outcomes);
    let [open, most] = [0, this.model.prior];
    for (let feature = 0; feature < weights.length; feature++) {
      const packed = outcomes[feature] as number;
      if (packed === -2) open++;
      const weight =
        packed === -2 ? (this.#mostUnequal[feature] as number) : weightOf(this.tables, feature, packed);
      weights[feature] = weight;
      if (weight > 0) most += weight;
    }
    const relation = this.#mayBeStrong(outcomes)
      ? strongRelation(this.model.type, this.corpus, left, right)
      : undefined;
    if (relation !== undefined) return relation === 'same' ? LINKED : FORBIDDEN;
    lowest.fill(0);
    for (let at = 0; open > 0 && at < this.#order.length; at++) {
      const feature = this.#order[at] as number;
      if (outcomes[feature] !== -2 || feature === this.#first || feature === this.#last) continue;
      if (most < least) return Number.NEGATIVE_INFINITY;
      open--;
      outcomes[feature] = this.#comparer.compareFeature(feature, left, right);
      const weight = weightOf(this.tables, feature, outcomes[feature] as number);
      most += Math.max(weight, 0) - Math.max(weights[feature] as number, 0);
      weights[feature] = weight;
      // Of a group's weights against, the heaviest counts in full at least.
      const group = this.tables.groupOf[feature] as number;
      if (weight < (lowest[group] as number)) {
        most += weight - (lowest[group] as number);
        lowest[group] = weight;
      }
    }
    if (this.#first >= 0) {
      if (most < least) return Number.NEGATIVE_INFINITY;
      this.#compareNames(left, right);
    }
    return totalWeight(this.tables, weights);
  }

  /** Given and family name at once: they may be swapped. */
  #compareNames(left: number, right: number): void {
    const outcomes = this.#outcomes;
    for (const feature of [this.#first, this.#last]) {
      if (outcomes[feature] === -2) outcomes[feature] = this.#comparer.compareFeature(feature, left, right);
    }
    this.#comparer.trySwapped(left, right, outcomes);
    for (const feature of [this.#first, this.#last]) {
      const packed = outcomes[feature] as number;
      this.#weights[feature] = weightOf(this.tables, feature, packed);
    }
  }

  #mayBeStrong(outcomes: Int32Array): boolean {
    return this.#strong.some((feature) => outcomes[feature] !== -1);
  }

  /** Whether two nodes may not come together because they are of one source (link only). */
  isSameSource(left: number, right: number): boolean {
    return this.model.linkOnly && this.corpus.sourceOfNode[left] === this.corpus.sourceOfNode[right];
  }

  /** log2 odds that two nodes are one entity; strong ids decide. */
  weigh(left: number, right: number): number {
    const relation = strongRelation(this.model.type, this.corpus, left, right);
    if (relation !== undefined) return relation === 'same' ? LINKED : FORBIDDEN;
    this.weighFeatures(left, right, this.#weights);
    for (let feature = 0; feature < this.#weights.length; feature++) {
      if (Number.isNaN(this.#weights[feature])) this.#weights[feature] = 0;
    }
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

  /** Clusters a few nodes; returns a cluster number per node and the decisions that could not be kept. */
  cluster(
    group: readonly number[],
    decisions: NodeDecisions = NO_CONSTRAINTS,
  ): { clusterOf: Int32Array; collisions: Edge[] } {
    const indexOf = new Map(group.map((node, index) => [node, index]));
    const local = (pairs: NodeDecisions['same']): [number, number][] =>
      pairs.flatMap(([a, b]) => {
        const [left, right] = [indexOf.get(a), indexOf.get(b)];
        return left === undefined || right === undefined ? [] : [[left, right] as [number, number]];
      });
    const [same, different] = [local(decisions.same), local(decisions.different)];
    const decided = new Set(
      [...same, ...different].map(([a, b]) => Math.min(a, b) * group.length + Math.max(a, b)),
    );
    const { clusterOf, collisions } = clusterComponent({
      size: group.length,
      features: this.corpus.features.length,
      weigh: (left, right, into) => {
        const [a, b] = [group[left] as number, group[right] as number];
        const relation = strongRelation(this.model.type, this.corpus, a, b);
        // A steward's word stands above every id.
        if (relation !== undefined && !decided.has(left * group.length + right)) {
          (relation === 'same' ? same : different).push([left, right]);
        }
        this.weighFeatures(a, b, into);
      },
      total: (perFeature) => totalWeight(this.tables, perFeature),
      match: this.model.thresholds.match,
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
