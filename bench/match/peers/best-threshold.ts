/**
 * The best that connected components can reach at any one threshold: pairs are added from the heaviest to the
 * lightest, and the score is kept after each weight. Only somebody who knows the truth could choose this threshold.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

export type BestThreshold = { weight: number; precision: number; recall: number; f1: number };

/** `entities` by row number; `pairs` are (row, row, weight), the heaviest first. */
export async function bestThreshold(
  entities: readonly string[],
  pairs: AsyncIterable<readonly [number, number, number]> | Iterable<readonly [number, number, number]>,
): Promise<BestThreshold> {
  const components = new Components(entities);
  let best: BestThreshold = { weight: Number.POSITIVE_INFINITY, precision: 0, recall: 0, f1: 0 };
  let last = Number.POSITIVE_INFINITY;
  const keep = () => {
    const score = components.score();
    if (score.f1 > best.f1) best = { weight: last, ...score };
  };
  for await (const [left, right, weight] of pairs) {
    // Pairs of equal weight stand or fall together.
    if (weight !== last) keep();
    last = weight;
    components.join(left, right);
  }
  keep();
  return best;
}

/** Lines `l,r,weight` after a header. */
export async function* readPairs(path: string): AsyncGenerator<readonly [number, number, number]> {
  let first = true;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const [left, right, weight] = line.split(',').map(Number);
    if (!first) yield [left as number, right as number, weight as number];
    first = false;
  }
}

class Components {
  readonly #parent: Int32Array;
  readonly #entities: readonly string[];
  /** Of each root of two records and more: how many of which entity it holds. Millions of records stay alone. */
  readonly #holds = new Map<number, Map<string, number>>();
  readonly #size: Int32Array;
  readonly #there: number;
  #said = 0;
  #right = 0;

  constructor(entities: readonly string[]) {
    this.#parent = Int32Array.from(entities, (_, row) => row);
    this.#size = new Int32Array(entities.length).fill(1);
    this.#entities = entities;
    const sizes = new Map<string, number>();
    for (const entity of entities) sizes.set(entity, (sizes.get(entity) ?? 0) + 1);
    this.#there = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  }

  join(left: number, right: number): void {
    let [large, small] = [this.#root(left), this.#root(right)];
    if (large === small) return;
    if (this.#sizeOf(large) < this.#sizeOf(small)) [large, small] = [small, large];
    this.#said += this.#sizeOf(large) * this.#sizeOf(small);
    const [into, from] = [this.#held(large), this.#held(small)];
    for (const [entity, count] of from) {
      this.#right += count * (into.get(entity) ?? 0);
      into.set(entity, count + (into.get(entity) ?? 0));
    }
    this.#holds.set(large, into);
    this.#holds.delete(small);
    this.#parent[small] = large;
    this.#size[large] = this.#sizeOf(large) + this.#sizeOf(small);
  }

  score(): { precision: number; recall: number; f1: number } {
    return {
      precision: this.#right / Math.max(1, this.#said),
      recall: this.#right / Math.max(1, this.#there),
      f1: (2 * this.#right) / Math.max(1, this.#said + this.#there),
    };
  }

  #held(root: number): Map<string, number> {
    return this.#holds.get(root) ?? new Map([[this.#entities[root] as string, 1]]);
  }

  #sizeOf(row: number): number {
    return this.#size[row] as number;
  }

  #root(row: number): number {
    let at = row;
    while (this.#parent[at] !== at) {
      this.#parent[at] = this.#parent[this.#parent[at] as number] as number;
      at = this.#parent[at] as number;
    }
    return at;
  }
}
