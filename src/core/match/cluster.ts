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
  /** log2 odds of a pair; where that is less than `leastToMerge`, anything less. All are asked for once, in order. */
  weigh(pair: Pair): number;
  /** Writes for each feature from `start` what `softOdds` makes of its weight and 1, or 0 and 0 where it is not known. */
  sumUp(pair: Pair, start: number, into: Sums): void;
  /** log2 odds of summed-up features. */
  total(perFeature: Float64Array): number;
  match: number;
  constraints: Constraints;
};

/** Two nodes, the smaller first, and the place of their pair among all. */
export type Pair = { left: number; right: number; place: number };
export type Sums = { sums: Float64Array; counts: Uint32Array };

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

/** What a weight adds to the sum that the soft mean is taken of. */
export function softOdds(weight: number): number {
  return 2 ** (SOFT * weight);
}

/** Clusters merge beyond this weight: sums in another order differ in their last bits. */
export function leastToMerge(match: number): number {
  return match - 1e-9;
}

type Scratch = Sums & { weights: Float64Array; states: Uint8Array };

/** Most components are a few records, and there are very many: what one was worked out in serves the next. */
let shared = newScratch(0, 0);
const MOST_SHARED = 1 << 16;

function newScratch(pairs: number, places: number): Scratch {
  return {
    sums: new Float64Array(places),
    counts: new Uint32Array(places),
    weights: new Float64Array(pairs),
    states: new Uint8Array(pairs),
  };
}

/** So many states of zero, and places for the rest. */
function scratchFor(pairs: number, places: number): Scratch {
  if (places > MOST_SHARED || pairs > MOST_SHARED) return newScratch(pairs, places);
  if (shared.sums.length === 0) shared = newScratch(MOST_SHARED, MOST_SHARED);
  shared.states.fill(0, 0, pairs);
  return shared;
}

/** States of a pair of clusters: its features are summed up; it may not come together. */
const [SUMMED, FORBIDDEN] = [1, 2];

/** Features of a pair are summed up when one of the two is merged: most components end before that is asked for. */
class Linkage {
  readonly #input: ComponentInput;
  /** Sum of `softOdds` and number of knowing pairs per pair of clusters and feature. */
  readonly #into: Sums;
  /** log2 odds per pair of clusters. */
  readonly #weights: Float64Array;
  readonly #states: Uint8Array;
  readonly #alive: number[] = [];
  readonly #parent: Int32Array;
  readonly #mean: Float64Array;

  constructor(input: ComponentInput) {
    const { size, features } = input;
    this.#input = input;
    const pairs = (size * (size - 1)) / 2;
    const scratch = scratchFor(pairs, pairs * features);
    this.#into = scratch;
    this.#weights = scratch.weights;
    this.#states = scratch.states;
    this.#parent = new Int32Array(size);
    for (let node = 0; node < size; node++) {
      this.#alive.push(node);
      this.#parent[node] = node;
    }
    this.#mean = new Float64Array(features);
    for (let left = 0, place = 0; left < size; left++) {
      for (let right = left + 1; right < size; right++, place++)
        this.#weights[place] = input.weigh({ left, right, place });
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
    if (left !== right) this.#states[this.#at(left, right)] = FORBIDDEN;
  }

  #at(a: number, b: number): number {
    const left = a < b ? a : b;
    return left * this.#input.size - (left * (left + 1)) / 2 + (a + b - left) - left - 1;
  }

  /** Merges what must be together, in the order given; returns the pairs that are forbidden at the same time. */
  applySame(): (readonly [number, number])[] {
    const collisions: (readonly [number, number])[] = [];
    for (const pair of this.#input.constraints.same) {
      const [left, right] = [this.#root(pair[0]), this.#root(pair[1])];
      if (left === right) continue;
      if (this.#states[this.#at(left, right)] === FORBIDDEN) collisions.push(pair);
      else this.#merge(Math.min(left, right), Math.max(left, right));
    }
    return collisions;
  }

  mergeAll(): void {
    const alive = this.#alive;
    while (alive.length > 1) {
      let best = leastToMerge(this.#input.match);
      let left = -1;
      let right = -1;
      for (let i = 0; i < alive.length; i++) {
        for (let j = i + 1; j < alive.length; j++) {
          const pair = this.#at(alive[i] as number, alive[j] as number);
          const weight = this.#weights[pair] as number;
          if (weight > best && this.#states[pair] !== FORBIDDEN) {
            best = weight;
            left = alive[i] as number;
            right = alive[j] as number;
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

  /** `right` becomes part of `left`, which is smaller. */
  #merge(left: number, right: number): void {
    this.#parent[right] = left;
    this.#alive.splice(this.#alive.indexOf(right), 1);
    for (const other of this.#alive) {
      if (other === left) continue;
      const [into, from] = [this.#at(left, other), this.#at(right, other)];
      if (this.#states[into] === FORBIDDEN) continue;
      if (this.#states[from] === FORBIDDEN) this.#states[into] = FORBIDDEN;
      else {
        this.#sum(into, left, other);
        this.#sum(from, right, other);
        this.#join(into, from);
      }
    }
  }

  /** Sums up a pair of clusters; where that was not asked for yet, they are still nodes. */
  #sum(place: number, a: number, b: number): void {
    if (this.#states[place] === SUMMED) return;
    this.#states[place] = SUMMED;
    const pair = { left: Math.min(a, b), right: Math.max(a, b), place };
    this.#input.sumUp(pair, place * this.#input.features, this.#into);
  }

  #join(into: number, from: number): void {
    const { features } = this.#input;
    const { sums, counts } = this.#into;
    for (let feature = 0; feature < features; feature++) {
      const to = into * features + feature;
      const at = from * features + feature;
      const sum = (sums[to] as number) + (sums[at] as number);
      const count = (counts[to] as number) + (counts[at] as number);
      sums[to] = sum;
      counts[to] = count;
      this.#mean[feature] = count === 0 ? 0 : Math.log2(sum / count) / SOFT;
    }
    this.#weights[into] = this.#input.total(this.#mean);
  }

  /** Every cluster goes by its smallest node. */
  clusters(): Int32Array {
    const numbers = new Int32Array(this.#parent.length);
    let count = 0;
    for (let node = 0; node < numbers.length; node++) {
      const root = this.#root(node);
      numbers[node] = root === node ? count++ : (numbers[root] as number);
    }
    return numbers;
  }
}
