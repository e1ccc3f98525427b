import type { AtomTable } from './atoms.ts';
import { indexBlocks } from './block-index.ts';
import { type Corpus, sharedInts } from './corpus.ts';
import { KeyGrouping, type KeyGroups } from './key-groups.ts';
import { KeyList } from './key-list.ts';
import type { KeyPart } from './key-parts.ts';
import { type PartTable, partTables } from './key-tables.ts';
import { type KeyPlans, narrowingOf, partsByColumn } from './keys.ts';
import { BATCH } from './part-reader.ts';
import { narrow, planKeys, readersOf } from './plan-keys.ts';

/** Nodes that share a key. Blocks are numbered by plan, then by their first node; all have two and more nodes. */
export type BlockList = {
  count: number;
  /** How many nodes there are in all. */
  nodes: number;
  /** `members[starts[b]]` … `members[starts[b + 1]]`, ascending. */
  members: Int32Array;
  starts: Int32Array;
  /** Blocks `from` … `to` (exclusive) of each plan. */
  plans: readonly { name: string; from: number; to: number }[];
  report: KeyReport;
};

/** The same, each node knowing its blocks. */
export type Blocks = BlockList & {
  /** Blocks of a node, ascending: `blockOf[offsets[n]]` … `blockOf[offsets[n + 1]]`. */
  blockOf: Int32Array;
  offsets: Int32Array;
};

export type KeyReport = {
  limit: number;
  /** How many keys of each plan were too common and narrowed. */
  narrowed: { plan: string; keys: number }[];
  leftOut: { keys: number; pairs: number };
  /** Plans that were not worth their pairs. */
  unproductive: readonly string[];
};

/** The blocks of one plan: what one thread works out by itself. */
export type PlanBlocks = {
  plan: string;
  loose: boolean;
  members: Int32Array;
  starts: Int32Array;
  /** Keys that were narrowed. */
  common: number[];
  leftOut: { keys: number; pairs: number };
};

export type PlanOptions = {
  plans: KeyPlans;
  tables: ReadonlyMap<KeyPart, PartTable>;
  /** Keys known to be common; undefined: those of more than `limit` nodes are. */
  known: ReadonlySet<number> | undefined;
  limit: number;
  /** Where the keys of one plan after another are grouped. */
  scratch: PlanScratch;
};

/** Memory that is used again for every plan. */
export class PlanScratch {
  readonly keys = new KeyList();
  readonly narrowed = new KeyList();
  readonly grouping = new KeyGrouping();
}

export type BlockOptions = {
  plans: KeyPlans;
  atoms: readonly AtomTable[];
  known: ReadonlySet<number> | undefined;
  limit: number;
};

/** Every node's keys, plan by plan; the common ones narrowed. */
export function buildPlanBlocks(corpus: Corpus, { plans, atoms, known, limit }: BlockOptions): PlanBlocks[] {
  const tables = new Map<KeyPart, PartTable>();
  for (const parts of partsByColumn(plans)) {
    partTables(corpus, parts, atoms).forEach((table, at) => tables.set(parts[at] as KeyPart, table));
  }
  const scratch = new PlanScratch();
  return plans.plans.map((_, index) => planBlocks(corpus, index, { plans, tables, known, limit, scratch }));
}

/** Blocks of the plan at this place in the list. */
export function planBlocks(corpus: Corpus, index: number, options: PlanOptions): PlanBlocks {
  const { plans, tables, known, limit, scratch } = options;
  const plan = plans.plans[index] as KeyPlans['plans'][number];
  planKeys(corpus, index, plan, { parts: readersOf(corpus, plan.parts, tables), list: scratch.keys });
  const narrowing = readersOf(corpus, narrowingOf(plan, plans.narrow), tables);
  const common: number[] = [];
  const kept = new BlockGathering(2 * limit);
  scratch.narrowed.size = 0;
  const { keys, nodes, starts } = scratch.grouping.group(...scratch.keys.held());
  for (let group = 0; group < keys.length; group++) {
    const [from, to] = [starts[group] as number, starts[group + 1] as number];
    const key = keys[group] as number;
    if (known ? !known.has(key) : to - from <= limit) {
      kept.add(nodes, from, to);
      continue;
    }
    common.push(key);
    for (let at = from; at < to; at += BATCH)
      narrow(narrowing, scratch.narrowed, { key, nodes, from: at, to: Math.min(to, at + BATCH) });
  }
  kept.addAll(scratch.grouping.group(...scratch.narrowed.held()));
  return { plan: plan.name, loose: plan.loose === true, ...kept.done(), common };
}

/** Blocks, one after another; those of more than `most` nodes are left out and counted. */
class BlockGathering {
  readonly #most: number;
  #members = new Int32Array(1024);
  #size = 0;
  readonly #ends: number[] = [0];
  readonly #leftOut = { keys: 0, pairs: 0 };

  constructor(most: number) {
    this.#most = most;
  }

  addAll({ keys, nodes, starts }: KeyGroups): void {
    for (let group = 0; group < keys.length; group++)
      this.add(nodes, starts[group] as number, starts[group + 1] as number);
  }

  /** The nodes at these places: most are two, and a view of them would cost more than they do. */
  add(nodes: Int32Array, from: number, to: number): void {
    const count = to - from;
    if (count > this.#most) {
      this.#leftOut.keys++;
      this.#leftOut.pairs += (count * (count - 1)) / 2;
      return;
    }
    if (this.#size + count > this.#members.length) {
      const larger = new Int32Array(this.#members.length * 2 + count);
      larger.set(this.#members);
      this.#members = larger;
    }
    for (let at = from; at < to; at++) this.#members[this.#size++] = nodes[at] as number;
    this.#ends.push(this.#size);
  }

  done(): Pick<PlanBlocks, 'members' | 'starts' | 'leftOut'> {
    return {
      members: sharedInts(this.#members.subarray(0, this.#size)),
      starts: sharedInts(this.#ends),
      leftOut: this.#leftOut,
    };
  }
}

/** Puts the blocks of all plans together, in the order of the plans. */
export function assembleBlocks(nodes: number, perPlan: readonly PlanBlocks[], limit: number): BlockList {
  const members = new Int32Array(new SharedArrayBuffer(4 * sumOf(perPlan, (each) => each.members.length)));
  const starts = new Int32Array(
    new SharedArrayBuffer(4 * (1 + sumOf(perPlan, (each) => each.starts.length - 1))),
  );
  const plans: { name: string; from: number; to: number }[] = [];
  let [block, size] = [0, 0];
  for (const each of perPlan) {
    plans.push({ name: each.plan, from: block, to: block + each.starts.length - 1 });
    members.set(each.members, size);
    for (let at = 1; at < each.starts.length; at++) starts[++block] = size + (each.starts[at] as number);
    size += each.members.length;
  }
  return {
    ...{ count: block, nodes, members, starts, plans },
    report: {
      limit,
      narrowed: perPlan.flatMap(({ plan, common }) =>
        common.length > 0 ? [{ plan, keys: common.length }] : [],
      ),
      leftOut: {
        keys: sumOf(perPlan, ({ leftOut }) => leftOut.keys),
        pairs: sumOf(perPlan, ({ leftOut }) => leftOut.pairs),
      },
      unproductive: [],
    },
  };
}

/**
 * The blocks of all plans but these, in the order of their first nodes: what one node is compared with comes one after
 * another, and its values are still at hand. Their plans are not told any more.
 */
export function blocksByNode(blocks: BlockList, without: readonly string[]): Blocks {
  const { nodes } = blocks;
  const order = orderByNode(blocks, without);
  const sizeOf = (block: number) => (blocks.starts[block + 1] as number) - (blocks.starts[block] as number);
  const starts = new Int32Array(new SharedArrayBuffer(4 * (order.length + 1)));
  for (let at = 0; at < order.length; at++)
    starts[at + 1] = (starts[at] as number) + sizeOf(order[at] as number);
  const members = new Int32Array(new SharedArrayBuffer(4 * (starts[order.length] as number)));
  for (let block = 0, at = 0; block < order.length; block++) {
    const end = blocks.starts[(order[block] as number) + 1] as number;
    for (let from = blocks.starts[order[block] as number] as number; from < end; from++)
      members[at++] = blocks.members[from] as number;
  }
  return indexBlocks({
    ...{ count: order.length, nodes, members, starts, plans: [] },
    report: { ...blocks.report, unproductive: without },
  });
}

/** Numbers of the blocks of all plans but these, by their first nodes, then by their numbers. */
function orderByNode({ nodes, plans, starts, members }: BlockList, without: readonly string[]): Int32Array {
  const kept = plans.filter(({ name }) => !without.includes(name));
  const next = new Int32Array(nodes + 1);
  const firstOf = (block: number) => members[starts[block] as number] as number;
  for (const { from, to } of kept) {
    for (let block = from; block < to; block++) {
      const place = firstOf(block) + 1;
      next[place] = (next[place] as number) + 1;
    }
  }
  for (let node = 1; node <= nodes; node++) next[node] = (next[node] as number) + (next[node - 1] as number);
  const order = new Int32Array(next[nodes] as number);
  for (const { from, to } of kept) {
    for (let block = from; block < to; block++) {
      const first = firstOf(block);
      const place = next[first] as number;
      next[first] = place + 1;
      order[place] = block;
    }
  }
  return order;
}

function sumOf<T>(list: readonly T[], valueOf: (item: T) => number): number {
  return list.reduce((sum, item) => sum + valueOf(item), 0);
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
