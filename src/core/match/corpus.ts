import type { Feature } from './features.ts';
import { spaceOf } from './frequencies.ts';
import { hash32, join53 } from './hash.ts';
import type { Standardised } from './standardised.ts';

export type MatchRecord = { id: string; source?: string; standardised: Standardised };

/** The distinct values of one space; id 0 means "not known". */
export type Space = { name: string; values: string[]; ids: Map<string, number> };

/**
 * Records in dictionary-encoded form. Records with the same content are one node: what holds for one holds for all,
 * and a million equal rows cost as much as one. Nodes are ordered by content, so that the order in which records
 * came can never be seen.
 */
export type Corpus = {
  features: readonly Feature[];
  spaces: readonly Space[];
  /** Per feature: which space. */
  spaceOfFeature: readonly number[];
  nodes: number;
  records: number;
  /** Per feature, per node: value id. */
  columns: readonly Int32Array[];
  /** Node of every record, in the order given. */
  nodeOfRecord: Int32Array;
  /** How many records a node stands for. */
  multiplicity: Int32Array;
  /** Content hash per node, and the source's number where sources are kept apart (else 0). */
  contentHash: Float64Array;
  sourceOfNode: Int32Array;
};

export type CorpusOptions = { features: readonly Feature[]; keepSources: boolean };

/** Builds a corpus; `keepSources` keeps equal records of two sources apart. */
export function buildCorpus(records: Iterable<MatchRecord>, options: CorpusOptions): Corpus {
  const { features } = options;
  const names = [...new Set(features.map((feature) => spaceOf(feature.column)))];
  const spaces = names.map((name): Space => ({ name, values: [''], ids: new Map([['', 0]]) }));
  const spaceOfFeature = features.map((feature) => names.indexOf(spaceOf(feature.column)));
  const rows: number[][] = features.map(() => []);
  const sources: string[] = [];
  for (const record of records) {
    features.forEach((feature, index) => {
      const value = record.standardised[feature.column] ?? '';
      rows[index]?.push(idOf(spaces[spaceOfFeature[index] as number] as Space, value));
    });
    sources.push(options.keepSources ? (record.source ?? '') : '');
  }
  return collapse({ features, spaces, spaceOfFeature, rows, sources });
}

export function idOf(space: Space, value: string): number {
  const known = space.ids.get(value);
  if (known !== undefined) return known;
  const id = space.values.length;
  space.values.push(value);
  space.ids.set(value, id);
  return id;
}

type Rows = Pick<Corpus, 'features' | 'spaces' | 'spaceOfFeature'> & {
  rows: readonly (readonly number[])[];
  sources: readonly string[];
};

function collapse({ features, spaces, spaceOfFeature, rows, sources }: Rows): Corpus {
  const records = sources.length;
  const hashes = contentHashes(spaces, spaceOfFeature, rows, sources);
  const order = Array.from({ length: records }, (_, index) => index);
  order.sort((a, b) => (hashes[a] as number) - (hashes[b] as number));
  const nodeOfRecord = new Int32Array(records);
  const first: number[] = [];
  let last = Number.NaN;
  for (const record of order) {
    const hash = hashes[record] as number;
    if (hash !== last) first.push(record);
    last = hash;
    nodeOfRecord[record] = first.length - 1;
  }
  const multiplicity = new Int32Array(first.length);
  for (const node of nodeOfRecord) multiplicity[node] = (multiplicity[node] as number) + 1;
  const sourceNumbers = new Map([...new Set(sources)].sort().map((source, index) => [source, index]));
  return {
    features,
    spaces,
    spaceOfFeature,
    nodes: first.length,
    records,
    columns: rows.map((row) => Int32Array.from(first, (record) => row[record] as number)),
    nodeOfRecord,
    multiplicity,
    contentHash: Float64Array.from(first, (record) => hashes[record] as number),
    sourceOfNode: Int32Array.from(first, (record) => sourceNumbers.get(sources[record] ?? '') ?? 0),
  };
}

/** 53 bits over all columns and the source: at a million records two contents collide once in 18,000 runs. */
function contentHashes(
  spaces: readonly Space[],
  spaceOfFeature: readonly number[],
  rows: readonly (readonly number[])[],
  sources: readonly string[],
): Float64Array {
  const low = spaces.map((space) => Uint32Array.from(space.values, (value) => hash32(value)));
  const high = spaces.map((space) => Uint32Array.from(space.values, (value) => hash32(value, 0x51ed270b)));
  const found = new Float64Array(sources.length);
  for (let record = 0; record < found.length; record++) {
    let [a, b] = [hash32(sources[record] ?? ''), hash32(sources[record] ?? '', 7)];
    rows.forEach((row, feature) => {
      const space = spaceOfFeature[feature] as number;
      a = Math.imul(a ^ (low[space]?.[row[record] as number] ?? 0), 0x01000193) ^ (a >>> 15);
      b = Math.imul(b ^ (high[space]?.[row[record] as number] ?? 0), 0x5bd1e995) ^ (b >>> 13);
    });
    found[record] = join53(a, b);
  }
  return found;
}

/** How many records hold each atom, per space. A space of several columns counts them all. */
export function countAtoms(corpus: Corpus): Map<string, number>[] {
  const perValue = corpus.spaces.map((space) => new Float64Array(space.values.length));
  corpus.columns.forEach((column, feature) => {
    const counts = perValue[corpus.spaceOfFeature[feature] as number] as Float64Array;
    for (let node = 0; node < corpus.nodes; node++) {
      const id = column[node] as number;
      counts[id] = (counts[id] as number) + (corpus.multiplicity[node] as number);
    }
  });
  return corpus.spaces.map((space, index) => {
    const feature = corpus.features[corpus.spaceOfFeature.indexOf(index)] as Feature;
    const atoms = new Map<string, number>();
    for (let id = 1; id < space.values.length; id++) {
      const held = perValue[index]?.[id] ?? 0;
      if (held === 0) continue;
      for (const atom of feature.comparator.atoms(space.values[id] as string))
        atoms.set(atom, (atoms.get(atom) ?? 0) + held);
    }
    return atoms;
  });
}
