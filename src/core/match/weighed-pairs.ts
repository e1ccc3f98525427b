/** Pairs that were weighed already, with what came of it, so that their clusters need not compare them again. */
import type { EdgeColumns } from './components.ts';

/** `left` is the smaller node. */
export type PairList = EdgeColumns & {
  /** Pair by pair: the packed outcome of each feature that records know. */
  outcomes: Int16Array;
};

/** By their smaller nodes: those of `node` stand from `starts[node]` to `starts[node + 1]`. */
export type WeighedPairs = Omit<PairList, 'left'> & { starts: Int32Array };

/** What one thread finds, one pair after another. */
export class PairLister {
  readonly #width: number;
  #size = 0;
  #left = new Int32Array(1024);
  #right = new Int32Array(1024);
  #weight = new Float64Array(1024);
  #outcomes: Int16Array<ArrayBuffer>;

  /** `width`: how many features records know. */
  constructor(width: number) {
    this.#width = width;
    this.#outcomes = new Int16Array(1024 * width);
  }

  /** `write`: fills a row, from a place on, with the outcomes. */
  add(a: number, b: number, weight: number, write: (into: Int16Array, from: number) => void): void {
    if (this.#size === this.#left.length) this.#grow();
    this.#left[this.#size] = Math.min(a, b);
    this.#right[this.#size] = Math.max(a, b);
    this.#weight[this.#size] = weight;
    write(this.#outcomes, this.#size++ * this.#width);
  }

  #grow(): void {
    const places = this.#size * 2;
    const [left, right, weight, outcomes] = [this.#left, this.#right, this.#weight, this.#outcomes];
    this.#left = new Int32Array(places);
    this.#left.set(left);
    this.#right = new Int32Array(places);
    this.#right.set(right);
    this.#weight = new Float64Array(places);
    this.#weight.set(weight);
    this.#outcomes = new Int16Array(places * this.#width);
    this.#outcomes.set(outcomes);
  }

  /** The outcomes are in shared memory. */
  done(): PairList {
    const outcomes = new Int16Array(new SharedArrayBuffer(2 * this.#size * this.#width));
    outcomes.set(this.#outcomes.subarray(0, outcomes.length));
    return {
      left: this.#left.slice(0, this.#size),
      right: this.#right.slice(0, this.#size),
      weight: this.#weight.slice(0, this.#size),
      outcomes,
    };
  }
}

/** All lists in one, in shared memory. */
export function indexPairs(nodes: number, lists: readonly PairList[]): WeighedPairs {
  const starts = new Int32Array(new SharedArrayBuffer(4 * (nodes + 1)));
  for (const { left } of lists) {
    for (const node of left) starts[node + 1] = (starts[node + 1] as number) + 1;
  }
  for (let node = 0; node < nodes; node++)
    starts[node + 1] = (starts[node + 1] as number) + (starts[node] as number);
  const pairs = starts[nodes] as number;
  const total = lists.reduce((sum, { outcomes }) => sum + outcomes.length, 0);
  const width = pairs === 0 ? 0 : total / pairs;
  const right = new Int32Array(new SharedArrayBuffer(4 * pairs));
  const weight = new Float64Array(new SharedArrayBuffer(8 * pairs));
  const outcomes = new Int16Array(new SharedArrayBuffer(2 * total));
  const next = starts.slice();
  for (const list of lists) {
    for (let at = 0; at < list.left.length; at++) {
      const node = list.left[at] as number;
      const place = next[node] as number;
      next[node] = place + 1;
      right[place] = list.right[at] as number;
      weight[place] = list.weight[at] as number;
      for (let feature = 0; feature < width; feature++)
        outcomes[place * width + feature] = list.outcomes[at * width + feature] as number;
    }
  }
  return { starts, right, weight, outcomes };
}

/** The place of a pair, `left` being the smaller node; −1 where it was not weighed or weighs too little. */
export function placeOfPair({ starts, right: others }: WeighedPairs, left: number, right: number): number {
  const end = starts[left + 1] as number;
  for (let at = starts[left] as number; at < end; at++) if (others[at] === right) return at;
  return -1;
}
