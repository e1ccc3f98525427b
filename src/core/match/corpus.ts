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

/** A part of the records, encoded with the texts of one thread. */
export type Chunk = {
  records: number;
  /** Which of the texts that are put together its numbers are of. */
  owner: number;
  /** Per record, per feature: the number of its text, in shared memory. */
  rows: Int32Array;
  /** Per record: a hash of the source that is to be kept apart, else 0. */
  sources: Uint32Array;
  /** Per record: 53 bits over all columns and the source. */
  hashes: Float64Array;
};

export type CorpusOptions = { features: readonly Feature[]; keepSources: boolean };

/** Builds a corpus; `keepSources` keeps equal records of two sources apart. */
export function buildCorpus(records: Iterable<MatchRecord>, options: CorpusOptions): Corpus {
  const texts = new TextTables(options.features);
  const chunk = encodeRecords(records, texts, options);
  return assembleCorpus(
    [chunk],
    options.features,
    texts.pack().map((packed) => mergeTexts([packed])),
  );
}

/** The names of the spaces, in the order of their first feature. */
function spaceNames(features: readonly Feature[]): string[] {
  return [...new Set(features.map((feature) => spaceOf(feature.column)))];
}

/** The texts that one thread has met, a dictionary per space. */
export class TextTables {
  readonly width: number;
  readonly #features: readonly Feature[];
  readonly #names: readonly string[];
  readonly #dictionaries: readonly Dictionary[];
  readonly #spaceOfFeature: Int32Array;

  constructor(features: readonly Feature[]) {
    this.width = features.length;
    this.#features = features;
    this.#names = spaceNames(features);
    this.#dictionaries = this.#names.map(() => new Dictionary());
    this.#spaceOfFeature = Int32Array.from(features, ({ column }) => this.#names.indexOf(spaceOf(column)));
  }

  /** The space of a column's values, and the features that look at it. */
  placesOf(column: string): { space: number; places: readonly number[] } {
    const places = this.#features.flatMap((feature, index) => (feature.column === column ? [index] : []));
    return { space: this.#names.indexOf(spaceOf(column)), places };
  }

  idOf(space: number, text: string): number {
    return (this.#dictionaries[space] as Dictionary).idOf(text);
  }

  /** 53 bits over all columns and the source: at a million records two contents collide once in 18,000 runs. */
  contentHash(rows: Int32Array, at: number, source: number): number {
    let [low, high] = [source, source ^ 0x2545f491];
    for (let feature = 0; feature < this.width; feature++) {
      const id = rows[at + feature] as number;
      const texts = this.#dictionaries[this.#spaceOfFeature[feature] as number] as Dictionary;
      low = Math.imul(low ^ (id === 0 ? 0 : texts.lowOf(id)), 0x01000193) ^ (low >>> 15);
      high = Math.imul(high ^ (id === 0 ? 0 : texts.highOf(id)), 0x5bd1e995) ^ (high >>> 13);
    }
    return join53(high, low);
  }

  /** The texts of each space. */
  pack(): PackedTexts[] {
    return this.#dictionaries.map((dictionary) => dictionary.pack());
  }
}

/** The hash that tells a source apart; without a source as if none were kept, so that ties fall either way alike. */
export function sourceHash(source: string, { keepSources }: Pick<CorpusOptions, 'keepSources'>): number {
  return keepSources && source !== '' ? hash32(source) : 0;
}

function encodeRecords(records: Iterable<MatchRecord>, texts: TextTables, options: CorpusOptions): Chunk {
  const columns = options.features.map(({ column }) => ({ column, space: texts.placesOf(column).space }));
  const rows: number[] = [];
  const sources: number[] = [];
  for (const { standardised, source = '' } of records) {
    for (const { column, space } of columns) {
      const value = standardised[column];
      rows.push(value === undefined ? 0 : texts.idOf(space, value));
    }
    sources.push(sourceHash(source, options));
  }
  return chunkOf(sharedInts(rows), Uint32Array.from(sources), texts, 0);
}

/** A chunk of rows that are encoded with these texts. */
export function chunkOf(rows: Int32Array, sources: Uint32Array, texts: TextTables, owner: number): Chunk {
  const hashes = new Float64Array(sources.length);
  for (let record = 0; record < sources.length; record++)
    hashes[record] = texts.contentHash(rows, record * texts.width, sources[record] as number);
  return { records: sources.length, owner, rows, sources, hashes };
}

/** A copy in memory that threads share. */
export function sharedInts(values: ArrayLike<number>): Int32Array {
  const shared = new Int32Array(new SharedArrayBuffer(values.length * 4));
  shared.set(values);
  return shared;
}

/**
 * Puts chunks together, in their order. `merged`: the texts of each space, put together from those of all owners. Takes
 * the chunks' rows for its own.
 */
export function assembleCorpus(
  chunks: readonly Chunk[],
  features: readonly Feature[],
  merged: readonly MergedTexts[],
): Corpus {
  const names = spaceNames(features);
  const spaceOfFeature = features.map((feature) => names.indexOf(spaceOf(feature.column)));
  const rows = rowsOf(chunks, features.length, (owner) =>
    spaceOfFeature.map((space) => merged[space]?.remap[owner] as Int32Array),
  );
  const spaces = names.map((name, index): Space => {
    const { texts } = merged[index] as { texts: PackedTexts };
    return { name, size: texts.size, texts, valueOf: textReader(texts) };
  });
  return { features, spaces, spaceOfFeature, ...collapse(chunks, rows, features.length) };
}

/** The value ids of all records, record by record. `remapsOf`: per feature, the new numbers of an owner's texts. */
function rowsOf(
  chunks: readonly Chunk[],
  width: number,
  remapsOf: (owner: number) => readonly Int32Array[],
): Int32Array {
  const rows = new Int32Array(recordsOf(chunks) * width);
  let at = 0;
  for (const { records, owner, rows: own } of chunks) {
    const remap = remapsOf(owner);
    for (let record = 0, from = 0; record < records; record++) {
      for (let feature = 0; feature < width; feature++)
        rows[at++] = (remap[feature] as Int32Array)[own[from++] as number] as number;
    }
  }
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
