/**
 * Groups millions of keys without sorting them. One table of all of them would miss the processor's cache at every key, so
 * they are first dealt out by some of their bits: each share is small enough to be grouped in the cache.
 */

/** Nodes that share a key, in the order in which the keys first came: group `g` is `nodes[starts[g]]` … `nodes[starts[g + 1]]`. */
export type KeyGroups = { keys: Float64Array; nodes: Int32Array; starts: Int32Array };

/** Keys share by share, each share in the order in which they came. `places`: where each stood, `nodes`: whose it is. */
type Dealt = { keys: Float64Array; places: Int32Array; nodes: Int32Array; starts: Int32Array };

/** Groups as they are found: where their keys first came, and their nodes one after another. */
type Found = { count: number; keys: Float64Array; places: Int32Array; ends: Int32Array; nodes: Int32Array };

/** What a share is grouped with, used again for the next. By place within the share, except for the table. */
type Chains = {
  /** Where a key is met first, plus one; at most half full. */
  table: Int32Array;
  /** Of a key's first place: how many nodes hold it, and where the last of them is. */
  held: Int32Array;
  last: Int32Array;
  /** Where the next node of the same key is. */
  next: Int32Array;
};

/** About so many keys make a share. */
const SHARE = 2048;
/** More shares than these would not be written to side by side any more. */
const MOST_SHARE_BITS = 10;

/**
 * Groups keys, one list after another. All lists are grouped in the same memory: fresh memory for each would cost as much
 * as the grouping, and make the collector look for what it can free.
 */
export class KeyGrouping {
  #floats: Float64Array[] = [];
  #ints: Int32Array[] = [];

  /** Groups of two and more different nodes; the nodes of a key come in ascending order. Valid until the next call. */
  group(keys: Float64Array, nodes: Int32Array): KeyGroups {
    const size = keys.length;
    const half = size >> 1;
    const dealt = { keys: this.#float(0, size), places: this.#int(0, size), nodes: this.#int(1, size) };
    const starts = deal(keys, nodes, dealt);
    const found = {
      ...{ count: 0, keys: this.#float(1, half), nodes: this.#int(2, size) },
      ...{ places: this.#int(3, half), ends: this.#int(4, half) },
    };
    groupShares({ ...dealt, starts }, found);
    const groupAt = this.#int(5, size).fill(0, 0, size);
    // What was dealt is not needed any more.
    return inOrder(found, groupAt.subarray(0, size), {
      ...{ keys: this.#float(0, size), nodes: this.#int(1, size), starts: this.#int(0, size) },
    });
  }

  #float(index: number, size: number): Float64Array {
    const known = this.#floats[index];
    if (known !== undefined && known.length > size) return known;
    return (this.#floats[index] = new Float64Array(roomFor(size)));
  }

  #int(index: number, size: number): Int32Array {
    const known = this.#ints[index];
    if (known !== undefined && known.length > size) return known;
    return (this.#ints[index] = new Int32Array(roomFor(size)));
  }
}

/** One more than is asked for, and some in reserve: the next list may be a little longer. */
function roomFor(size: number): number {
  return 64 + size + (size >> 3);
}

/** Deals out the keys, and tells where the shares start. */
function deal(keys: Float64Array, nodes: Int32Array, dealt: Omit<Dealt, 'starts'>): Int32Array {
  const bits = Math.min(MOST_SHARE_BITS, Math.max(1, Math.ceil(Math.log2((keys.length + 1) / SHARE))));
  const shift = 32 - bits;
  const starts = new Int32Array(2 ** bits + 1);
  // The low 32 bits: keys are exact in a double.
  for (let at = 0; at < keys.length; at++) {
    const share = (((keys[at] as number) | 0) >>> shift) + 1;
    starts[share] = (starts[share] as number) + 1;
  }
  for (let share = 1; share < starts.length; share++)
    starts[share] = (starts[share] as number) + (starts[share - 1] as number);
  const next = starts.slice();
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] as number;
    const share = (key | 0) >>> shift;
    const place = next[share] as number;
    next[share] = place + 1;
    dealt.keys[place] = key;
    dealt.places[place] = at;
    dealt.nodes[place] = nodes[at] as number;
  }
  return starts;
}

function groupShares(dealt: Dealt, found: Found): void {
  const { starts } = dealt;
  let largest = 0;
  for (let share = 1; share < starts.length; share++)
    largest = Math.max(largest, (starts[share] as number) - (starts[share - 1] as number));
  const [held, last, next] = [new Int32Array(largest), new Int32Array(largest), new Int32Array(largest)];
  const chains = { table: new Int32Array(slotsFor(largest)), held, last, next };
  for (let share = 1; share < starts.length; share++) {
    const [from, to] = [starts[share - 1] as number, starts[share] as number];
    chain(dealt, from, to, chains);
    hand(dealt, from, to, { chains, found });
  }
}

/** A table of so many keys is at most half full. */
function slotsFor(keys: number): number {
  return 1 << (32 - Math.clz32(keys * 2 + 1));
}

/** Chains the different nodes of each key of a share. */
function chain({ keys, nodes }: Dealt, from: number, to: number, { table, held, last, next }: Chains): void {
  const mask = slotsFor(to - from) - 1;
  table.fill(0, 0, mask + 1);
  for (let at = from; at < to; at++) {
    const key = keys[at] as number;
    let slot = (key | 0) & mask;
    let met = table[slot] as number;
    while (met !== 0 && keys[from + met - 1] !== key) {
      slot = (slot + 1) & mask;
      met = table[slot] as number;
    }
    const own = at - from;
    if (met === 0) {
      table[slot] = own + 1;
      held[own] = 1;
      last[own] = own;
      continue;
    }
    held[own] = 0;
    const before = last[met - 1] as number;
    if (nodes[from + before] === nodes[at]) continue;
    next[before] = own;
    last[met - 1] = own;
    held[met - 1] = (held[met - 1] as number) + 1;
  }
}

/** Hands on the groups of a share. */
function hand(
  { keys, nodes, places }: Dealt,
  from: number,
  to: number,
  { chains: { held, next }, found }: { chains: Chains; found: Found },
): void {
  let group = found.count;
  let end = group === 0 ? 0 : (found.ends[group - 1] as number);
  for (let at = from; at < to; at++) {
    let left = held[at - from] as number;
    if (left < 2) continue;
    found.keys[group] = keys[at] as number;
    found.places[group] = places[at] as number;
    for (let own = at - from; left > 0; left--, own = next[own] as number)
      found.nodes[end++] = nodes[from + own] as number;
    found.ends[group++] = end;
  }
  found.count = group;
}

/** Writes the groups in the order of the places where their keys first came. `groupAt`: none at any place. */
function inOrder(
  { count, keys, places, ends, nodes }: Found,
  groupAt: Int32Array,
  into: KeyGroups,
): KeyGroups {
  for (let group = 0; group < count; group++) groupAt[places[group] as number] = group + 1;
  into.starts[0] = 0;
  let [at, end] = [0, 0];
  for (let place = 0; place < groupAt.length; place++) {
    const group = (groupAt[place] as number) - 1;
    if (group < 0) continue;
    const to = ends[group] as number;
    for (let from = group === 0 ? 0 : (ends[group - 1] as number); from < to; from++)
      into.nodes[end++] = nodes[from] as number;
    into.keys[at++] = keys[group] as number;
    into.starts[at] = end;
  }
  return {
    keys: into.keys.subarray(0, count),
    nodes: into.nodes.subarray(0, end),
    starts: into.starts.subarray(0, count + 1),
  };
}
