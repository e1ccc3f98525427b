/** The keys of a plan, for many nodes at once. */
import type { Corpus } from './corpus.ts';
import type { KeyList } from './key-list.ts';
import type { KeyPart } from './key-parts.ts';
import type { PartTable } from './key-tables.ts';
import { type KeyPlan, keyOf, narrowedKey, pairKeyOf } from './keys.ts';
import { BATCH, PartReader } from './part-reader.ts';

/** Readers of these parts, in their places; none of a part that the corpus does not know. */
export function readersOf(
  corpus: Corpus,
  parts: readonly (KeyPart | undefined)[],
  tables: ReadonlyMap<KeyPart, PartTable>,
): (PartReader | undefined)[] {
  return parts.map((part) => {
    const table = part && tables.get(part);
    return table && new PartReader(table, corpus.columns[table.feature] as Int32Array);
  });
}

type Planning = { parts: readonly (PartReader | undefined)[]; list: KeyList };

/** The keys of one plan for every node: all combinations of the hashes of its one or two parts. */
export function planKeys(corpus: Corpus, index: number, plan: KeyPlan, { parts, list }: Planning): void {
  const [one, two, ...more] = parts;
  list.size = 0;
  if (one === undefined || (parts.length > 1 && two === undefined)) return;
  if (more.length > 0) throw new RangeError('a key plan has one or two parts');
  // About one key for each node: a list that grew to that from nothing would be copied a dozen times.
  list.reserve(corpus.nodes);
  for (let from = 0; from < corpus.nodes; from += BATCH) {
    const to = Math.min(corpus.nodes, from + BATCH);
    one.readRange(from, to);
    if (two === undefined) addKeys(list, index, one, { from, to });
    else {
      two.readRange(from, to);
      addPairKeys(list, [plan, index], [one, two], { from, to });
    }
  }
}

type Range = { from: number; to: number };

function addKeys(list: KeyList, index: number, one: PartReader, { from, to }: Range): void {
  list.reserve(one.sum(to - from));
  const { keys, nodes } = list;
  let { size } = list;
  for (let at = 0; at < to - from; at++) {
    for (let place = one.starts[at] as number; place < (one.ends[at] as number); place++) {
      keys[size] = keyOf(index, one.hashOf(at, place));
      nodes[size++] = from + at;
    }
  }
  list.size = size;
}

function addPairKeys(
  list: KeyList,
  [plan, index]: [KeyPlan, number],
  [one, two]: [PartReader, PartReader],
  { from, to }: Range,
): void {
  list.reserve(one.sumWith(two, to - from));
  const { keys, nodes } = list;
  let { size } = list;
  for (let at = 0; at < to - from; at++) {
    const [start, end] = [two.starts[at] as number, two.ends[at] as number];
    for (let place = one.starts[at] as number; place < (one.ends[at] as number); place++) {
      const first = one.hashOf(at, place);
      for (let next = start; next < end; next++) {
        keys[size] = pairKeyOf(plan, index, first, two.hashOf(at, next));
        nodes[size++] = from + at;
      }
    }
  }
  list.size = size;
}

type Narrowing = Range & { key: number; nodes: Int32Array };

/** Adds a key of the nodes at these places, a batch at most, narrowed by each part. */
export function narrow(
  parts: readonly (PartReader | undefined)[],
  list: KeyList,
  { key, nodes: members, from, to }: Narrowing,
): void {
  let most = 0;
  for (const part of parts) {
    part?.readListed(members, from, to);
    most += part?.sum(to - from) ?? 0;
  }
  list.reserve(most);
  const { keys, nodes } = list;
  let { size } = list;
  for (let at = 0; at < to - from; at++) {
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index];
      if (part === undefined) continue;
      for (let place = part.starts[at] as number; place < (part.ends[at] as number); place++) {
        keys[size] = narrowedKey(key, index, part.hashOf(at, place));
        nodes[size++] = members[from + at] as number;
      }
    }
  }
  list.size = size;
}
