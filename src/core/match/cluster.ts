/**
 * Clusters one component: average linkage on evidence. Two clusters are weighed feature by feature, by a mean over
 * the pairs in which both sides know the feature; so a record without a phone does not speak against its cluster,
 * and one accidental agreement does not outweigh many differences. Clusters merge, heaviest pair first, while the
 * weight reaches `match`. Pure and deterministic: nodes come in content order, ties go to the smaller nodes.
 */
import type { Constraints } from './constraints.ts';

export type ComponentInput = {
  size: number;
  features: number;
  /** Fills `into` with the weight of each feature for a pair, NaN where it is not known. */
  weigh(left: number, right: number, into: Float64Array): void;
  /** log2 odds of summed-up features. */
  total(perFeature: Float64Array): number;
  match: number;
  constraints: Constraints;
};

export type Component = {
  /** Cluster number per node; numbers go by the first node. */
  clusterOf: Int32Array;
  /** Pairs of `same` that could not be kept because of `different`. */
  collisions: (readonly [number, number])[];
};

/** Splits a component into clusters. Time is O(size² × features × log size). */
export function clusterComponent(input: ComponentInput): Component {
  const state = new Linkage(input);
  const collisions = state.applySame();
  state.mergeAll();
  return { clusterOf: state.clusters(), collisions };
}

/**
 * Exponent of the mean over the pairs of two clusters: 0 is the mean of weights (in bits), 1 the mean of odds. A record
 * is a copy of one of its cluster's records, not of all: what it shares with one of them counts for more than what it
 * lacks of the others; yet odds alone would take the best of every record. At 0.2 records with several slips are left
 * out of their clusters; at 0.4 a hundred thousand contacts, many of them namesakes, lose precision.
 */
const SOFT = 0.3;

type Scratch = { sums: Float64Array; counts: Uint32Array };

/** Most components are a few records, and there are very many: what one was worked out in serves the next. */
let shared: Scratch = { sums: new Float64Array(0), counts: new Uint32Array(0) };
const MOST_SHARED = 1 << 16;

/** So many zeros of each, and more. */
function scratchFor(places: number): Scratch {
  if (places > MOST_SHARED) return { sums: new Float64Array(places), counts: new Uint32Array(places) };
  if (shared.sums.length < places)
    shared = { sums: new Float64Array(MOST_SHARED), counts: new Uint32Array(MOST_SHARED) };
  shared.sums.fill(0, 0, places);
  shared.counts.fill(0, 0, places);
  return shared;
}

class Linkage {
  readonly #input: ComponentInput;
  /** Sum of 2^(SOFT × weight) and number of knowing pairs per pair of clusters and feature. */
  readonly #sums: Float64Array;
  readonly #counts: Uint32Array;
  /** log2 odds per pair of clusters; −∞ where forbidden. */
  readonly #weights: Float64Array;
  readonly #alive: number[];
  readonly #parent: Int32Array;
  readonly #mean: Float64Array;

  constructor(input: ComponentInput) {
    const { size, features } = input;
    this.#input = input;
    const pairs = (size * (size - 1)) / 2;
    const scratch = scratchFor(pairs * features);
    this.#sums = scratch.sums;
    this.#counts = scratch.counts;
    this.#weights = new Float64Array(pairs);
    this.#alive = Array.from({ length: size }, (_, index) => index);
    this.#parent = Int32Array.from(this.#alive);
    this.#mean = new Float64Array(features);
    for (let left = 0; left < size; left++) {
      for (let right = left + 1; right < size; right++) this.#weighNodes(left, right);
    }
    for (const [left, right] of input.constraints.different) this.#forbid(left, right);
    this.#forbidExclusive();
  }

  #forbidExclusive(): void {
    const exclusive = this.#input.constraints.exclusive;
    if (!exclusive) return;
    for (let left = 0; left < exclusive.length; left++) {
      for (let right = left + 1; right < exclusive.length; right++) {
        if (exclusive[left] !== -1 && exclusive[left] === exclusive[right]) this.#forbid(left, right);
      }
    }
  }

  #forbid(left: number, right: number): void {
    if (left !== right) this.#weights[this.#at(left, right)] = Number.NEGATIVE_INFINITY;
  }

  #at(a: number, b: number): number {
    const [left, right] = a < b ? [a, b] : [b, a];
    return left * this.#input.size - (left * (left + 1)) / 2 + right - left - 1;
  }

  #weighNodes(left: number, right: number): void {
    const { features } = this.#input;
    this.#input.weigh(left, right, this.#mean);
    const pair = this.#at(left, right);
    for (let feature = 0; feature < features; feature++) {
      const weight = this.#mean[feature] as number;
      if (Number.isNaN(weight)) this.#mean[feature] = 0;
      else {
        this.#sums[pair * features + feature] = 2 ** (SOFT * weight);
        this.#counts[pair * features + feature] = 1;
      }
    }
    this.#weights[pair] = this.#input.total(this.#mean);
  }

  /** Merges what must be together, in the order given; returns the pairs that are forbidden at the same time. */
  applySame(): (readonly [number, number])[] {
    const collisions: (readonly [number, number])[] = [];
    for (const pair of this.#input.constraints.same) {
      const [left, right] = [this.#root(pair[0]), this.#root(pair[1])];
      if (left === right) continue;
      if (this.#weights[this.#at(left, right)] === Number.NEGATIVE_INFINITY) collisions.push(pair);
      else this.#merge(Math.min(left, right), Math.max(left, right));
    }
    return collisions;
  }

  mergeAll(): void {
    while (this.#alive.length > 1) {
      let best = this.#input.match - 1e-9;
      let [left, right] = [-1, -1];
      for (let i = 0; i < this.#alive.length; i++) {
        for (let j = i + 1; j < this.#alive.length; j++) {
          const weight = this.#weights[
            this.#at(this.#alive[i] as number, this.#alive[j] as number)
          ] as number;
          if (weight > best) {
            best = weight;
            [left, right] = [this.#alive[i] as number, this.#alive[j] as number];
          }
        }
      }
      if (left < 0) return;
      this.#merge(left, right);
    }
  }

  #root(node: number): number {
    let at = node;
    while (this.#parent[at] !== at) at = this.#parent[at] as number;
    return at;
  }

  /** `right` becomes part of `left`. */
  #merge(left: number, right: number): void {
    const { features } = this.#input;
    this.#parent[right] = left;
    this.#alive.splice(this.#alive.indexOf(right), 1);
    for (const other of this.#alive) {
      if (other === left) continue;
      const [into, from] = [this.#at(left, other), this.#at(right, other)];
      const forbidden =
        this.#weights[into] === Number.NEGATIVE_INFINITY || this.#weights[from] === Number.NEGATIVE_INFINITY;
      for (let feature = 0; feature < features; feature++) {
        const at = into * features + feature;
        this.#sums[at] = (this.#sums[at] as number) + (this.#sums[from * features + feature] as number);
        this.#counts[at] = (this.#counts[at] as number) + (this.#counts[from * features + feature] as number);
        const count = this.#counts[at] as number;
        this.#mean[feature] = count === 0 ? 0 : Math.log2((this.#sums[at] as number) / count) / SOFT;
      }
      this.#weights[into] = forbidden ? Number.NEGATIVE_INFINITY : this.#input.total(this.#mean);
    }
  }

  clusters(): Int32Array {
    const numbers = new Map<number, number>();
    return this.#parent.map((_, node) => {
      const root = this.#root(node);
      const known = numbers.get(root) ?? numbers.size;
      numbers.set(root, known);
      return known;
    });
  }
}
