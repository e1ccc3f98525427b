import type { EncodedRecords } from './encoded-records.ts';
import { sortByKey } from './sort.ts';

/** What is known of nodes before their values are. */
export type Collapsed = {
  nodes: number;
  records: number;
  /** Node of every record, in the order given. */
  nodeOfRecord: Int32Array;
  /** How many records a node stands for. */
  multiplicity: Int32Array;
  sourceOfNode: Int32Array;
  /** The first record of each node. */
  first: Int32Array;
};

/** Records of the same content become one node; nodes come in the order of their content. */
export function collapse({ records, hashes: ofRecords, sources }: EncodedRecords): Collapsed {
  const hashes = new Float64Array(ofRecords);
  const order = new Int32Array(records);
  for (let record = 0; record < records; record++) order[record] = record;
  sortByKey(hashes, order);
  const nodeOfRecord = new Int32Array(records);
  const first = new Int32Array(new SharedArrayBuffer(records * 4));
  const multiplicity = new Int32Array(new SharedArrayBuffer(records * 4));
  let node = -1;
  for (let place = 0; place < records; place++) {
    const record = order[place] as number;
    if (place === 0 || hashes[place] !== hashes[place - 1]) first[++node] = record;
    nodeOfRecord[record] = node;
    multiplicity[node] = (multiplicity[node] as number) + 1;
  }
  const nodes = node + 1;
  const firsts = first.subarray(0, nodes);
  return {
    ...{ nodes, records, nodeOfRecord, first: firsts },
    multiplicity: multiplicity.subarray(0, nodes),
    sourceOfNode: sourceNumbers(sources, firsts),
  };
}

/** Sources are numbered in the order of their hashes. */
function sourceNumbers(sources: Uint32Array, first: Int32Array): Int32Array {
  const different = [...new Set(sources)].sort((a, b) => a - b);
  const found = new Int32Array(new SharedArrayBuffer(first.length * 4));
  if (different.length < 2) return found;
  const numbers = new Map(different.map((source, index) => [source, index]));
  first.forEach((record, node) => (found[node] = numbers.get(sources[record] as number) as number));
  return found;
}

/** Where the values of nodes stand. */
type NodeValues = {
  /** Per feature, per node: value id. */
  columns: readonly Int32Array[];
  /** The same, node by node: what a comparison reads lies together. */
  rows: Int32Array;
};

/** Nodes whose values are still to be taken from their records. */
export type UnfilledNodes = NodeValues & {
  encoded: EncodedRecords;
  /** Per owner, per feature: the new numbers of its texts. */
  remaps: readonly (readonly Int32Array[])[];
  first: Int32Array;
};

/** Room for the values of so many nodes, in memory that threads share. */
export function emptyNodes(nodes: number, width: number): NodeValues {
  const all = new Int32Array(new SharedArrayBuffer(nodes * width * 4));
  const columns = Array.from({ length: width }, (_, at) => all.subarray(at * nodes, (at + 1) * nodes));
  return { rows: new Int32Array(new SharedArrayBuffer(nodes * width * 4)), columns };
}

/** Fills in the values of the nodes from `from` to `to`. */
export function fillNodes(
  { encoded, remaps, first, rows, columns }: UnfilledNodes,
  from: number,
  to: number,
): void {
  const width = columns.length;
  for (let node = from, at = from * width; node < to; node++) {
    const record = first[node] as number;
    const own = record * width;
    const remap = remaps[encoded.owners[record] as number] as readonly Int32Array[];
    for (let feature = 0; feature < width; feature++) {
      const value = (remap[feature] as Int32Array)[encoded.rows[own + feature] as number] as number;
      rows[at++] = value;
      (columns[feature] as Int32Array)[node] = value;
    }
  }
}
