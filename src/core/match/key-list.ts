/** Keys with their nodes, growing; grouped by key without sorting. */
import { HashTable } from './dictionary.ts';

/** Nodes that share a key, in the order in which the keys first came: group `g` is `nodes[starts[g]]` … `nodes[starts[g + 1]]`. */
export type KeyGroups = { keys: Float64Array; nodes: Int32Array; starts: Int32Array };

export class KeyList {
  #keys: Float64Array;
  #nodes: Int32Array;
  #size = 0;

  constructor(expected: number) {
    this.#keys = new Float64Array(Math.max(64, expected));
    this.#nodes = new Int32Array(this.#keys.length);
  }

  get size(): number {
    return this.#size;
  }

  /** Nodes are added in ascending order. */
  add(key: number, node: number): void {
    if (this.#size === this.#keys.length) {
      const [keys, nodes] = [new Float64Array(this.#size * 2), new Int32Array(this.#size * 2)];
      keys.set(this.#keys);
      nodes.set(this.#nodes);
      [this.#keys, this.#nodes] = [keys, nodes];
    }
    this.#keys[this.#size] = key;
    this.#nodes[this.#size++] = node;
  }

  /** Groups of two and more different nodes. */
  groups(): KeyGroups {
    const size = this.#size;
    const { groupOf, count } = this.#numbered();
    const held = new Int32Array(count);
    const last = new Int32Array(count).fill(-1);
    for (let at = 0; at < size; at++) {
      const group = groupOf[at] as number;
      if (group < 0) continue;
      if (last[group] === this.#nodes[at]) groupOf[at] = -1;
      else {
        last[group] = this.#nodes[at] as number;
        held[group] = (held[group] as number) + 1;
      }
    }
    return this.#filled(groupOf, held);
  }

  /** Numbers the keys as they first come; −1 for one that surely came once. */
  #numbered(): { groupOf: Int32Array; count: number } {
    const size = this.#size;
    const { often, filter } = this.#counted();
    const table = new HashTable(often);
    const groupOf = new Int32Array(size);
    let count = 0;
    for (let at = 0; at < size; at++) {
      const key = this.#keys[at] as number;
      if ((filter[(key | 0) & (filter.length - 1)] as number) < 2) groupOf[at] = -1;
      else {
        const group = table.numberOf(key, count);
        groupOf[at] = group;
        if (group === count) count++;
      }
    }
    return { groupOf, count };
  }

  /**
   * How often keys came, up to twice, in so little memory that the processor has it at hand: some keys share a place, but
   * most of those that came once are told without a table. `often`: how many keys may have company.
   */
  #counted(): { often: number; filter: Uint8Array } {
    const filter = new Uint8Array(2 ** Math.ceil(Math.log2(this.#size * 2 + 2)));
    const mask = filter.length - 1;
    let alone = 0;
    for (let at = 0; at < this.#size; at++) {
      const place = ((this.#keys[at] as number) | 0) & mask;
      const came = filter[place] as number;
      if (came === 0) alone++;
      else if (came === 1) alone--;
      filter[place] = Math.min(2, came + 1);
    }
    return { often: this.#size - alone, filter };
  }

  #filled(groupOf: Int32Array, held: Int32Array): KeyGroups {
    let [kept, total] = [0, 0];
    for (const size of held) {
      if (size < 2) continue;
      kept++;
      total += size;
    }
    const starts = new Int32Array(kept + 1);
    const next = new Int32Array(held.length);
    const numberOf = new Int32Array(held.length);
    let [number, start] = [0, 0];
    for (let group = 0; group < held.length; group++) {
      const size = held[group] as number;
      next[group] = size < 2 ? -1 : start;
      if (size < 2) continue;
      numberOf[group] = number;
      start += size;
      starts[++number] = start;
    }
    const [keys, nodes] = [new Float64Array(kept), new Int32Array(total)];
    for (let at = 0; at < this.#size; at++) {
      const group = groupOf[at] as number;
      const place = group < 0 ? -1 : (next[group] as number);
      if (place < 0) continue;
      next[group] = place + 1;
      nodes[place] = this.#nodes[at] as number;
      keys[numberOf[group] as number] = this.#keys[at] as number;
    }
    return { keys, nodes, starts };
  }
}
