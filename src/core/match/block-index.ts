/** Which blocks a node is in: by the first that two nodes share, their pair is visited once. */

import type { BlockList, Blocks } from './blocks.ts';

/** Tells every node its blocks. */
export function indexBlocks(list: BlockList): Blocks {
  const { nodes, members, starts } = list;
  const offsets = new Int32Array(new SharedArrayBuffer((nodes + 1) * 4));
  countByNode(members, offsets);
  const next = offsets.slice();
  const blockOf = new Int32Array(new SharedArrayBuffer((offsets[nodes] as number) * 4));
  for (let block = 0; block + 1 < starts.length; block++) {
    for (let at = starts[block] as number; at < (starts[block + 1] as number); at++) {
      const node = members[at] as number;
      const place = next[node] as number;
      next[node] = place + 1;
      blockOf[place] = block;
    }
  }
  return { ...list, blockOf, offsets };
}

/** Where the blocks of each node begin, if it has as many as it stands in the list; `offsets` has one place more than there are nodes. */
function countByNode(list: Int32Array, offsets: Int32Array): void {
  for (let at = 0; at < list.length; at++) {
    const node = list[at] as number;
    offsets[node + 1] = (offsets[node + 1] as number) + 1;
  }
  for (let node = 1; node < offsets.length; node++)
    offsets[node] = (offsets[node] as number) + (offsets[node - 1] as number);
}

/** Tells only the nodes of these blocks their blocks. They are few beside all: what is theirs is picked out once. */
export function indexVisited(list: BlockList, visited: Int32Array): Blocks {
  const { nodes } = list;
  const picked = membershipsOf(list, nodesOf(list, visited));
  const offsets = new Int32Array(nodes + 1);
  countByNode(picked.nodes, offsets);
  const next = offsets.slice();
  const blockOf = new Int32Array(picked.nodes.length);
  for (let at = 0; at < blockOf.length; at++) {
    const node = picked.nodes[at] as number;
    const place = next[node] as number;
    next[node] = place + 1;
    blockOf[place] = picked.blocks[at] as number;
  }
  return { ...list, blockOf, offsets };
}

/** Which of these nodes stands in which block, by block. */
function membershipsOf(
  { members, starts }: BlockList,
  isWanted: Uint8Array,
): { nodes: Int32Array; blocks: Int32Array } {
  let [nodes, blocks] = [new Int32Array(1024), new Int32Array(1024)];
  let size = 0;
  for (let block = 0; block + 1 < starts.length; block++) {
    for (let at = starts[block] as number; at < (starts[block + 1] as number); at++) {
      const node = members[at] as number;
      if (isWanted[node] === 0) continue;
      if (size === nodes.length) [nodes, blocks] = [grown(nodes), grown(blocks)];
      nodes[size] = node;
      blocks[size++] = block;
    }
  }
  return { nodes: nodes.subarray(0, size), blocks: blocks.subarray(0, size) };
}

function grown(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(list.length * 2);
  larger.set(list);
  return larger;
}

function nodesOf({ nodes, members, starts }: BlockList, blocks: Int32Array): Uint8Array {
  const found = new Uint8Array(nodes);
  for (const block of blocks) {
    for (let at = starts[block] as number; at < (starts[block + 1] as number); at++)
      found[members[at] as number] = 1;
  }
  return found;
}
