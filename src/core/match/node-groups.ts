import { sharedInts } from './corpus.ts';

/** Groups of nodes one after another, and where each ends; in memory that threads share. */
export type NodeGroups = { nodes: Int32Array; ends: Int32Array };

/** Per node the first node of its component; per first node how many nodes there are. */
export type Membership = { first: Int32Array; sizes: Int32Array };

/** The nodes of each component of so many and more, by its first node. */
export function membersOf({ first, sizes }: Membership, least: number): NodeGroups {
  const nextOf = new Int32Array(first.length);
  const ends: number[] = [];
  let total = 0;
  for (let node = 0; node < first.length; node++) {
    const size = sizes[node] as number;
    if (first[node] !== node || size < least) continue;
    nextOf[node] = total;
    total += size;
    ends.push(total);
  }
  const nodes = sharedInts(new Int32Array(total));
  for (let node = 0; node < first.length; node++) {
    const root = first[node] as number;
    if ((sizes[root] as number) < least) continue;
    const place = nextOf[root] as number;
    nodes[place] = node;
    nextOf[root] = place + 1;
  }
  return { nodes, ends: sharedInts(ends) };
}

export function groupAt({ nodes, ends }: NodeGroups, index: number): Int32Array {
  return nodes.subarray(index === 0 ? 0 : ends[index - 1], ends[index]);
}

export function packGroups(groups: readonly ArrayLike<number>[]): NodeGroups {
  let end = 0;
  const ends = sharedInts(groups.map((group) => (end += group.length)));
  const nodes = sharedInts(new Int32Array(end));
  groups.forEach((group, index) => nodes.set(group, (ends[index] as number) - group.length));
  return { nodes, ends };
}
