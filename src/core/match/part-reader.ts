import type { PartTable } from './key-tables.ts';

/** So many nodes are looked up together. */
export const BATCH = 256;

/**
 * The hashes of a part for a batch of nodes. Values lie anywhere in memory: looked up one after another, the processor
 * waits for each; in a loop that does nothing else it waits for many at once.
 */
export class PartReader {
  readonly #table: PartTable;
  readonly #column: Int32Array;
  /** Of each node of the batch: its hashes are those at `starts[i]` … `ends[i]`, and `firsts[i]` is the first. */
  readonly starts = new Int32Array(BATCH);
  readonly ends = new Int32Array(BATCH);
  readonly firsts = new Uint32Array(BATCH);
  readonly hashes: Uint32Array;

  constructor(table: PartTable, column: Int32Array) {
    this.#table = table;
    this.#column = column;
    this.hashes = table.hashes;
  }

  /** Nodes `from` … `to`, a batch at most. */
  readRange(from: number, to: number): void {
    const column = this.#column;
    for (let node = from; node < to; node++) this.#place(node - from, column[node] as number);
    this.#readFirsts(to - from);
  }

  /** The nodes at these places of a list, a batch at most. */
  readListed(nodes: Int32Array, from: number, to: number): void {
    const column = this.#column;
    for (let at = from; at < to; at++) this.#place(at - from, column[nodes[at] as number] as number);
    this.#readFirsts(to - from);
  }

  /** How many hashes the first so many nodes have. */
  sum(count: number): number {
    let sum = 0;
    for (let at = 0; at < count; at++) sum += (this.ends[at] as number) - (this.starts[at] as number);
    return sum;
  }

  /** How many pairs of a hash of this part and one of another they have. */
  sumWith(other: PartReader, count: number): number {
    let sum = 0;
    for (let at = 0; at < count; at++) {
      const own = (this.ends[at] as number) - (this.starts[at] as number);
      sum += own * ((other.ends[at] as number) - (other.starts[at] as number));
    }
    return sum;
  }

  #place(at: number, id: number): void {
    const { ends } = this.#table;
    this.starts[at] = id === 0 ? 0 : (ends[id - 1] as number);
    this.ends[at] = id === 0 ? 0 : (ends[id] as number);
  }

  #readFirsts(count: number): void {
    const { starts, firsts, hashes } = this;
    for (let at = 0; at < count; at++) firsts[at] = hashes[starts[at] as number] ?? 0;
  }

  /** The hash at a place of a node's, without asking memory for the first again. */
  hashOf(at: number, place: number): number {
    return place === this.starts[at] ? (this.firsts[at] as number) : (this.hashes[place] as number);
  }
}
