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

  constructor(corpus: Corpus, comparer: PairComparer, model: MatchModel) {
    this.corpus = corpus;
    this.model = model;
    this.tables = weightTables(model, corpus.features);
    this.#comparer = comparer;
    this.#outcomes = new Int32Array(corpus.features.length);
    this.#weights = new Float64Array(corpus.features.length);
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
