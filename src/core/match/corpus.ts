import { Dictionary, type MergedTexts, mergeTexts, type PackedTexts, textReader } from './dictionary.ts';
import type { Feature } from './features.ts';
import { spaceOf } from './frequencies.ts';
import { hash32, join53 } from './hash.ts';
import { sortByKey } from './sort.ts';
import type { Standardised } from './standardised.ts';

export type MatchRecord = { id: string; source?: string; standardised: Standardised };

/** The distinct values of one space; id 0 means "not known". */
export type Space = { name: string; size: number; valueOf: (id: number) => string; texts: PackedTexts };

/**
 * Records in dictionary-encoded form. Records with the same content are one node: what holds for one holds for all,
 * and a million equal rows cost as much as one. Nodes are ordered by content, so that the order in which records
 * came can never be seen. Every array lies in shared memory.
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
  /** The same, node by node: what a comparison reads lies together. */
  rows: Int32Array;
  /** Node of every record, in the order given. */
  nodeOfRecord: Int32Array;
  /** How many records a node stands for. */
  multiplicity: Int32Array;
  /** The source's number where sources are kept apart (else 0). */
  sourceOfNode: Int32Array;
};

/** A part of the records, encoded by itself (in a thread of its own). */
export type Chunk = {
  records: number;
  columns: Int32Array[];
  spaces: PackedTexts[];
  /** Per record: a hash of the source that is to be kept apart, else 0. */
  sources: Uint32Array;
  /** Per record: 53 bits over all columns and the source. */
  hashes: Float64Array;
};

export type CorpusOptions = { features: readonly Feature[]; keepSources: boolean };

/** Builds a corpus; `keepSources` keeps equal records of two sources apart. */
export function buildCorpus(records: Iterable<MatchRecord>, options: CorpusOptions): Corpus {
  const encoder = new ChunkEncoder(options);
  for (const record of records) encoder.add(record.standardised, record.source ?? '');
  return assembleCorpus([encoder.done()], options.features);
}

/** The names of the spaces, in the order of their first feature. */
function spaceNames(features: readonly Feature[]): string[] {
  return [...new Set(features.map((feature) => spaceOf(feature.column)))];
}

/** Encodes records one by one. */
export class ChunkEncoder {
  readonly #features: readonly Feature[];
  readonly #keepSources: boolean;
  readonly #dictionaries: Dictionary[];
  readonly #dictionaryOf: Dictionary[];
  readonly #columns: number[][];
  readonly #sources: number[] = [];

  constructor({ features, keepSources }: CorpusOptions) {
    const names = spaceNames(features);
    this.#features = features;
    this.#keepSources = keepSources;
    this.#dictionaries = names.map(() => new Dictionary());
    this.#dictionaryOf = features.map(
      (feature) => this.#dictionaries[names.indexOf(spaceOf(feature.column))] as Dictionary,
    );
    this.#columns = features.map(() => []);
  }

  add(record: Standardised, source: string): void {
    for (let index = 0; index < this.#features.length; index++) {
      const value = record[(this.#features[index] as Feature).column];
      (this.#columns[index] as number[]).push(
        value === undefined ? 0 : (this.#dictionaryOf[index] as Dictionary).idOf(value),
      );
    }
    // Without a source, as if none were kept: nodes, and with them ties, come in the same order either way.
    this.#sources.push(this.#keepSources && source !== '' ? hash32(source) : 0);
  }

  done(): Chunk {
    const spaces = this.#dictionaries.map((dictionary) => dictionary.pack());
    const columns = this.#columns.map((column) => sharedInts(column));
    const sources = new Uint32Array(this.#sources);
    const texts = this.#dictionaryOf.map((own) => spaces[this.#dictionaries.indexOf(own)] as PackedTexts);
    return {
      records: sources.length,
      columns,
      spaces,
      sources,
      hashes: contentHashes(columns, texts, sources),
    };
  }
}

export function sharedInts(values: ArrayLike<number>): Int32Array {
  const shared = new Int32Array(new SharedArrayBuffer(values.length * 4));
  shared.set(values);
  return shared;
}

/** Per space: the texts of every chunk. */
export function textsOfSpaces(chunks: readonly Chunk[]): PackedTexts[][] {
  return (chunks[0]?.spaces ?? []).map((_, space) =>
    chunks.map((chunk) => chunk.spaces[space] as PackedTexts),
  );
}

/** Puts chunks together, in their order. `merged`: the texts of each space, when they are merged already. */
export function assembleCorpus(
  chunks: readonly Chunk[],
  features: readonly Feature[],
  merged: readonly MergedTexts[] = textsOfSpaces(chunks).map(mergeTexts),
): Corpus {
  const names = spaceNames(features);
  const spaceOfFeature = features.map((feature) => names.indexOf(spaceOf(feature.column)));
  const rows = rowsOf(
    chunks,
    chunks.map((_, chunk) => spaceOfFeature.map((space) => merged[space]?.remap[chunk] as Int32Array)),
    features.length,
  );
  const spaces = names.map((name, index): Space => {
    const { texts } = merged[index] as { texts: PackedTexts };
    return { name, size: texts.size, texts, valueOf: textReader(texts) };
  });
  return { features, spaces, spaceOfFeature, ...collapse(chunks, rows, features.length) };
}

/** The value ids of all records, record by record. `remaps`: per chunk and feature, its texts' new numbers. */
function rowsOf(
  chunks: readonly Chunk[],
  remaps: readonly (readonly Int32Array[])[],
  width: number,
): Int32Array {
  const rows = new Int32Array(recordsOf(chunks) * width);
  let at = 0;
  chunks.forEach(({ records, columns }, chunk) => {
    const remap = remaps[chunk] as readonly Int32Array[];
    for (let record = 0; record < records; record++) {
      for (let feature = 0; feature < width; feature++) {
        rows[at++] = (remap[feature] as Int32Array)[
          (columns[feature] as Int32Array)[record] as number
        ] as number;
      }
    }
  });
  return rows;
}

function recordsOf(chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.records, 0);
}

/** Records of the same content become one node; nodes come in the order of their content. */
function collapse(
  chunks: readonly Chunk[],
  rowsOfRecords: Int32Array,
  width: number,
): Omit<Corpus, 'features' | 'spaces' | 'spaceOfFeature'> {
  const records = recordsOf(chunks);
  const [hashes, sources] = [new Float64Array(records), new Uint32Array(records)];
  let at = 0;
  for (const chunk of chunks) {
    hashes.set(chunk.hashes, at);
    sources.set(chunk.sources, at);
    at += chunk.records;
  }
  const order = new Int32Array(records);
  for (let record = 0; record < records; record++) order[record] = record;
  sortByKey(hashes, order);
  const nodeOfRecord = new Int32Array(records);
  const first = new Int32Array(records);
  let nodes = 0;
  for (let place = 0; place < records; place++) {
    if (place === 0 || hashes[place] !== hashes[place - 1]) first[nodes++] = order[place] as number;
    nodeOfRecord[order[place] as number] = nodes - 1;
  }
  const multiplicity = sharedInts(new Int32Array(nodes));
  for (let record = 0; record < records; record++) {
    const node = nodeOfRecord[record] as number;
    multiplicity[node] = (multiplicity[node] as number) + 1;
  }
  const rows = new Int32Array(new SharedArrayBuffer(nodes * width * 4));
  for (let node = 0; node < nodes; node++) {
    const from = (first[node] as number) * width;
    for (let feature = 0; feature < width; feature++)
      rows[node * width + feature] = rowsOfRecords[from + feature] as number;
  }
  return {
    nodes,
    records,
    columns: columnsOf(rows, width, nodes),
    rows,
    nodeOfRecord,
    multiplicity,
    sourceOfNode: sourceNumbers(sources, first.subarray(0, nodes)),
  };
}

/** Sources are numbered in the order of their hashes. */
function sourceNumbers(sources: Uint32Array, first: Int32Array): Int32Array {
  const numbers = new Map(
    [...new Set(sources)].sort((a, b) => a - b).map((source, index) => [source, index]),
  );
  return sharedInts(first.map((record) => numbers.get(sources[record] as number) as number));
}

function columnsOf(rows: Int32Array, width: number, nodes: number): Int32Array[] {
  const columns = Array.from({ length: width }, () => new Int32Array(new SharedArrayBuffer(nodes * 4)));
  for (let node = 0; node < nodes; node++) {
    for (let feature = 0; feature < width; feature++)
      (columns[feature] as Int32Array)[node] = rows[node * width + feature] as number;
  }
  return columns;
}

/** 53 bits over all columns and the source: at a million records two contents collide once in 18,000 runs. */
function contentHashes(
  columns: readonly Int32Array[],
  textsOf: readonly PackedTexts[],
  sources: Uint32Array,
): Float64Array {
  const records = sources.length;
  const low = sources.slice();
  const high = sources.map((source) => source ^ 0x2545f491);
  columns.forEach((column, feature) => {
    const texts = textsOf[feature] as PackedTexts;
    for (let record = 0; record < records; record++) {
      const id = column[record] as number;
      const [a, b] = [low[record] as number, high[record] as number];
      low[record] = Math.imul(a ^ (id === 0 ? 0 : (texts.low[id] as number)), 0x01000193) ^ (a >>> 15);
      high[record] = Math.imul(b ^ (id === 0 ? 0 : (texts.high[id] as number)), 0x5bd1e995) ^ (b >>> 13);
    }
  });
  const hashes = new Float64Array(records);
  for (let record = 0; record < records; record++)
    hashes[record] = join53(high[record] as number, low[record] as number);
  return hashes;
}
