import type { Corpus } from './corpus.ts';
import type { CountAtom } from './frequencies.ts';
import { type PartTable, partTable } from './key-tables.ts';
import { type KeyPart, type KeyPlans, keyOf, narrowedKey } from './keys.ts';
import type { KeyLimits } from './model.ts';
import { sortByKey } from './sort.ts';

/** Nodes that share a key. Blocks are numbered by their key; only blocks of two and more nodes count. */
export type Blocks = {
  count: number;
  /** `members[starts[b]]` … `members[starts[b + 1]]`. */
  members: Int32Array;
  starts: Int32Array;
  /** Blocks of a node, ascending: `blockOf[offsets[n]]` … `blockOf[offsets[n + 1]]`. */
  blockOf: Int32Array;
  offsets: Int32Array;
  report: KeyReport;
};

export type KeyReport = {
  limit: number;
  narrowed: { plan: string; keys: number }[];
  leftOut: { keys: number; pairs: number };
};

export type BlockOptions = {
  plans: KeyPlans;
  counts: (column: string) => CountAtom;
  /** Tables that are there already. */
  tables?: (part: KeyPart) => PartTable | undefined;
  limits: KeyLimits | undefined;
  limit: number;
  loose: boolean;
};

/** Every node's keys, the common ones narrowed; blocks over twice the limit even then are left out and counted. */
export function buildBlocks(corpus: Corpus, options: BlockOptions): { blocks: Blocks; limits: KeyLimits } {
  const tables = allTables(corpus, { ...options, ...options.plans });
  const raw = new KeyList(corpus.nodes * 10);
  options.plans.plans.forEach((plan, index) => {
    if (plan.parts.length > 0)
      addPlan(
        corpus,
        index,
        plan.parts.map((part) => tables.get(part)),
        raw,
      );
  });
  const { keys, nodes } = raw.sorted();
  const known = options.limits && new Set(options.limits.common.map(Number));
  const common: number[] = [];
  const kept = new KeyList(nodes.length);
  forEachRun(keys, (start, end) => {
    const key = keys[start] as number;
    if (known ? !known.has(key) : end - start <= options.limit) {
      if (end - start > 1) for (let at = start; at < end; at++) kept.add(key, nodes[at] as number);
      return;
    }
    if (!known) common.push(key);
    for (let at = start; at < end; at++)
      narrow(options.plans.narrow, tables, kept, { corpus, key, node: nodes[at] as number });
  });
  const limits = options.limits ?? { limit: options.limit, loose: options.loose, common: common.map(String) };
  return {
    blocks: group(kept, corpus.nodes, { limit: options.limit, common: limits.common.length }),
    limits,
  };
}

function allTables(
  corpus: Corpus,
  { plans, narrow, counts, tables }: Omit<BlockOptions, 'plans'> & KeyPlans,
): Map<KeyPart, PartTable> {
  const found = new Map<KeyPart, PartTable>();
  for (const part of [...plans.flatMap((plan) => plan.parts), ...narrow]) {
    const table = found.get(part) ?? tables?.(part) ?? partTable(corpus, part, counts(part.column));
    if (table !== undefined) found.set(part, table);
  }
  return found;
}

/** Adds the keys of one plan for every node: all combinations of the hashes of its one or two parts. */
function addPlan(
  corpus: Corpus,
  index: number,
  parts: readonly (PartTable | undefined)[],
  list: KeyList,
): void {
  if (parts.some((part) => part === undefined)) return;
  const [one, two, ...more] = parts as readonly PartTable[];
  if (one === undefined || more.length > 0) throw new RangeError('a key plan has one or two parts');
  const ones = corpus.columns[one.feature] as Int32Array;
  const twos = two && (corpus.columns[two.feature] as Int32Array);
  for (let node = 0; node < corpus.nodes; node++) {
    const id = ones[node] as number;
    const other = twos === undefined ? 0 : (twos[node] as number);
    if (id === 0 || (twos !== undefined && other === 0)) continue;
    for (let at = one.ends[id - 1] as number; at < (one.ends[id] as number); at++) {
      const first = one.hashes[at] as number;
      if (two === undefined) list.add(keyOf(index, first), node);
      else {
        for (let next = two.ends[other - 1] as number; next < (two.ends[other] as number); next++) {
          list.add(keyOf(index, first, two.hashes[next] as number), node);
        }
      }
    }
  }
}

type Narrowing = { corpus: Corpus; key: number; node: number };

function narrow(
  parts: readonly KeyPart[],
  tables: ReadonlyMap<KeyPart, PartTable>,
  list: KeyList,
  { corpus, key, node }: Narrowing,
): void {
  for (let index = 0; index < parts.length; index++) {
    const table = tables.get(parts[index] as KeyPart);
    const id = table === undefined ? 0 : (corpus.columns[table.feature]?.[node] ?? 0);
    if (table === undefined || id === 0) continue;
    for (let at = table.ends[id - 1] as number; at < (table.ends[id] as number); at++) {
      list.add(narrowedKey(key, index, table.hashes[at] as number), node);
    }
  }
}

function forEachRun(keys: Float64Array, visit: (start: number, end: number) => void): void {
  let start = 0;
  for (let at = 1; at <= keys.length; at++) {
    if (at < keys.length && keys[at] === keys[start]) continue;
    visit(start, at);
    start = at;
  }
}

function group(
  list: KeyList,
  nodeCount: number,
  { limit, common }: { limit: number; common: number },
): Blocks {
  const { keys, nodes } = list.sorted();
  const members = new Int32Array(new SharedArrayBuffer(nodes.length * 4));
  const starts: number[] = [0];
  const leftOut = { keys: 0, pairs: 0 };
  let size = 0;
  forEachRun(keys, (start, end) => {
    const first = size;
    for (let at = start; at < end; at++) {
      if (at === start || nodes[at] !== nodes[at - 1]) members[size++] = nodes[at] as number;
    }
    const found = size - first;
    if (found > 1 && found <= 2 * limit) {
      starts.push(size);
      return;
    }
    if (found > 1) {
      leftOut.keys++;
      leftOut.pairs += (found * (found - 1)) / 2;
    }
    size = first;
  });
  const shared = new Int32Array(new SharedArrayBuffer(starts.length * 4));
  shared.set(starts);
  const report: KeyReport = { limit, narrowed: common > 0 ? [{ plan: 'all', keys: common }] : [], leftOut };
  return {
    count: starts.length - 1,
    members,
    starts: shared,
    ...blocksByNode(members, shared, nodeCount),
    report,
  };
}

function blocksByNode(
  members: Int32Array,
  starts: Int32Array,
  nodeCount: number,
): Pick<Blocks, 'blockOf' | 'offsets'> {
  const size = starts.at(-1) as number;
  const offsets = new Int32Array(new SharedArrayBuffer((nodeCount + 1) * 4));
  for (let at = 0; at < size; at++) {
    const node = (members[at] as number) + 1;
    offsets[node] = (offsets[node] as number) + 1;
  }
  for (let node = 1; node <= nodeCount; node++)
    offsets[node] = (offsets[node] as number) + (offsets[node - 1] as number);
  const next = offsets.slice();
  const blockOf = new Int32Array(new SharedArrayBuffer(size * 4));
  for (let block = 0; block + 1 < starts.length; block++) {
    for (let at = starts[block] as number; at < (starts[block + 1] as number); at++) {
      const node = members[at] as number;
      const place = next[node] as number;
      next[node] = place + 1;
      blockOf[place] = block;
    }
  }
  return { blockOf, offsets };
}

/** Keys with their nodes, growing. */
class KeyList {
  #keys: Float64Array;
  #nodes: Int32Array;
  #size = 0;

  constructor(expected: number) {
    this.#keys = new Float64Array(Math.max(1024, expected));
    this.#nodes = new Int32Array(this.#keys.length);
  }

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

  sorted(): { keys: Float64Array; nodes: Int32Array } {
    const [keys, nodes] = [this.#keys.subarray(0, this.#size), this.#nodes.subarray(0, this.#size)];
    sortByKey(keys, nodes);
    return { keys, nodes };
  }
}

/**
 * Calls `visit` once for every pair of nodes that share a block from `from` to `to`: a pair that shares several is
 * visited in the first.
 */
export function forEachCandidate(
  blocks: Blocks,
  from: number,
  to: number,
  visit: (left: number, right: number) => void,
): void {
  for (let block = from; block < to; block++) {
    const [start, end] = [blocks.starts[block] as number, blocks.starts[block + 1] as number];
    for (let i = start; i < end; i++) {
      const left = blocks.members[i] as number;
      for (let j = i + 1; j < end; j++) {
        const right = blocks.members[j] as number;
        if (isFirstShared(blocks, left, right, block)) visit(left, right);
      }
    }
  }
}

/** Whether no earlier block is shared. */
function isFirstShared(blocks: Blocks, left: number, right: number, block: number): boolean {
  const { blockOf, offsets } = blocks;
  let i = offsets[left] as number;
  let j = offsets[right] as number;
  while (true) {
    const a = blockOf[i] as number;
    const b = blockOf[j] as number;
    if (a === b) return a === block;
    if (a < b) i++;
    else j++;
  }
}
