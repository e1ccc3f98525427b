import type { Corpus } from './corpus.ts';
import type { CountAtom } from './frequencies.ts';
import { hash32 } from './hash.ts';
import { type KeyPart, type KeyPlans, keyOf, narrowedKey, product } from './keys.ts';
import type { KeyLimits } from './model.ts';

/** Keys of every node (`keys[offsets[n]]` … `keys[offsets[n + 1]]`, ascending) and the nodes of every key. */
export type Blocks = {
  keys: Float64Array;
  offsets: Int32Array;
  /** Nodes by block: `members[starts[b]]` … `members[starts[b + 1]]`; only blocks of two and more. */
  members: Int32Array;
  starts: Int32Array;
  keyOfBlock: Float64Array;
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
  limits: KeyLimits | undefined;
  limit: number;
  loose: boolean;
};

/** Every node's keys, the common ones narrowed; blocks over ten times the limit even then are left out and counted. */
export function buildBlocks(corpus: Corpus, options: BlockOptions): { blocks: Blocks; limits: KeyLimits } {
  const hashesOf = partHasher(corpus, options.counts);
  const raw = rawKeys(corpus, options.plans, hashesOf);
  const common = options.limits ? new Set(options.limits.common.map(Number)) : commonKeys(raw, options.limit);
  const narrowedPlans = new Map<string, Set<number>>();
  const perNode = raw.map((list, node) => {
    const found = new Set<number>();
    for (const { key, plan } of list) {
      if (!common.has(key)) {
        found.add(key);
        continue;
      }
      const name = options.plans.plans[plan]?.name ?? '';
      narrowedPlans.set(name, (narrowedPlans.get(name) ?? new Set()).add(key));
      options.plans.narrow.forEach((part, at) => {
        for (const hash of hashesOf(part, node)) found.add(narrowedKey(key, at, hash));
      });
    }
    return Float64Array.from(found).sort();
  });
  const limits = {
    limit: options.limit,
    loose: options.loose,
    common: [...common].sort((a, b) => a - b).map(String),
  };
  const narrowed = [...narrowedPlans]
    .map(([plan, keys]) => ({ plan, keys: keys.size }))
    .sort((a, b) => (a.plan < b.plan ? -1 : 1));
  return { blocks: group(perNode, narrowed, options.limit), limits };
}

type PartHasher = (part: KeyPart, node: number) => readonly number[];

/** Hashes of a part of a node's value, worked out once per distinct value. */
function partHasher(corpus: Corpus, counts: (column: string) => CountAtom): PartHasher {
  const featureOf = new Map(corpus.features.map((feature, index) => [feature.column, index]));
  const known = new Map<KeyPart, (readonly number[] | undefined)[]>();
  const none: readonly number[] = [];
  return (part, node) => {
    const feature = featureOf.get(part.column);
    const id = feature === undefined ? 0 : (corpus.columns[feature]?.[node] ?? 0);
    if (feature === undefined || id === 0) return none;
    let table = known.get(part);
    if (table === undefined) known.set(part, (table = []));
    const found = table[id];
    if (found !== undefined) return found;
    const value = corpus.spaces[corpus.spaceOfFeature[feature] as number]?.values[id] as string;
    return (table[id] = [...new Set(part.of(value, counts(part.column)).map((text) => hash32(text)))]);
  };
}

type RawKey = { key: number; plan: number };

function rawKeys(corpus: Corpus, plans: KeyPlans, hashesOf: PartHasher): RawKey[][] {
  return Array.from({ length: corpus.nodes }, (_, node) => {
    const found: RawKey[] = [];
    plans.plans.forEach((plan, index) => {
      if (plan.parts.length === 0) return;
      const lists = plan.parts.map((part) => hashesOf(part, node));
      if (lists.some((list) => list.length === 0)) return;
      for (const combination of product(lists)) found.push({ key: keyOf(index, combination), plan: index });
    });
    return found;
  });
}

function commonKeys(raw: readonly RawKey[][], limit: number): Set<number> {
  const counts = new Map<number, number>();
  for (const list of raw) for (const { key } of list) counts.set(key, (counts.get(key) ?? 0) + 1);
  const common = new Set<number>();
  for (const [key, count] of counts) if (count > limit) common.add(key);
  return common;
}

function group(perNode: readonly Float64Array[], narrowed: KeyReport['narrowed'], limit: number): Blocks {
  const offsets = new Int32Array(perNode.length + 1);
  perNode.forEach((list, node) => (offsets[node + 1] = (offsets[node] as number) + list.length));
  const keys = new Float64Array(offsets[perNode.length] as number);
  perNode.forEach((list, node) => keys.set(list, offsets[node] as number));
  const nodesOf = new Map<number, number[]>();
  perNode.forEach((list, node) => {
    for (const key of list) {
      const found = nodesOf.get(key);
      if (found) found.push(node);
      else nodesOf.set(key, [node]);
    }
  });
  const leftOut = { keys: 0, pairs: 0 };
  const kept: [number, number[]][] = [];
  for (const entry of nodesOf) {
    const size = entry[1].length;
    if (size > 10 * limit) {
      leftOut.keys++;
      leftOut.pairs += (size * (size - 1)) / 2;
    } else if (size > 1) kept.push(entry);
  }
  kept.sort(([a], [b]) => a - b);
  const starts = new Int32Array(kept.length + 1);
  kept.forEach(([, nodes], block) => (starts[block + 1] = (starts[block] as number) + nodes.length));
  const members = new Int32Array(starts[kept.length] as number);
  kept.forEach(([, nodes], block) => members.set(nodes, starts[block] as number));
  return {
    keys,
    offsets,
    members,
    starts,
    keyOfBlock: Float64Array.from(kept, ([key]) => key),
    report: { limit, narrowed, leftOut },
  };
}

/**
 * Calls `visit` once for every pair of nodes that share a key of a block from `from` to `to`: a pair that shares
 * several is visited in the block of the smallest.
 */
export function forEachCandidate(
  blocks: Blocks,
  from: number,
  to: number,
  visit: (left: number, right: number) => void,
): void {
  for (let block = from; block < to; block++) {
    const [start, end] = [blocks.starts[block] as number, blocks.starts[block + 1] as number];
    const key = blocks.keyOfBlock[block] as number;
    for (let i = start; i < end; i++) {
      const left = blocks.members[i] as number;
      for (let j = i + 1; j < end; j++) {
        const right = blocks.members[j] as number;
        if (isFirstShared(blocks, left, right, key)) visit(left, right);
      }
    }
  }
}

/** Whether no smaller key than this is shared. Keys that were left out are never visited, and so do not count. */
function isFirstShared(blocks: Blocks, left: number, right: number, key: number): boolean {
  const { keys, offsets } = blocks;
  let i = offsets[left] as number;
  let j = offsets[right] as number;
  while (true) {
    const a = keys[i] as number;
    const b = keys[j] as number;
    if (a === b) return a === key;
    if (a < b) i++;
    else j++;
  }
}
