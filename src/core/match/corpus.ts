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
    return {
      records: this.#sources.length,
      columns: this.#columns.map((column) => sharedInts(column)),
      spaces: this.#dictionaries.map((dictionary) => dictionary.pack()),
      sources: Uint32Array.from(this.#sources),
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
  const records = chunks.reduce((sum, chunk) => sum + chunk.records, 0);
  const columns = features.map((_, feature) => {
    const column = new Int32Array(records);
    let at = 0;
    chunks.forEach((chunk, index) => {
      const remap = merged[spaceOfFeature[feature] as number]?.remap[index] as Int32Array;
      for (const id of chunk.columns[feature] as Int32Array) column[at++] = remap[id] as number;
    });
    return column;
  });
  const spaces = names.map((name, index): Space => {
    const { texts } = merged[index] as { texts: PackedTexts };
    return { name, size: texts.size, texts, valueOf: textReader(texts) };
  });
  const sources = new Uint32Array(records);
  let at = 0;
  for (const chunk of chunks) {
    sources.set(chunk.sources, at);
    at += chunk.records;
  }
  return collapse({ features, spaces, spaceOfFeature, columns, sources });
}

type Rows = Pick<Corpus, 'features' | 'spaces' | 'spaceOfFeature' | 'columns'> & { sources: Uint32Array };

function collapse({ features, spaces, spaceOfFeature, columns, sources }: Rows): Corpus {
  const records = sources.length;
  const hashes = contentHashes({ spaces, spaceOfFeature, columns, sources });
  const order = Int32Array.from({ length: records }, (_, index) => index);
  sortByKey(hashes, order);
  const nodeOfRecord = new Int32Array(records);
  const first: number[] = [];
  for (let place = 0; place < records; place++) {
    if (place === 0 || hashes[place] !== hashes[place - 1]) first.push(order[place] as number);
    nodeOfRecord[order[place] as number] = first.length - 1;
  }
  const multiplicity = new Int32Array(first.length);
  for (const node of nodeOfRecord) multiplicity[node] = (multiplicity[node] as number) + 1;
  const numbers = new Map(
    [...new Set(sources)].sort((a, b) => a - b).map((source, index) => [source, index]),
  );
  const ofNodes = columns.map((column) => sharedInts(first.map((record) => column[record] as number)));
  return {
    features,
    spaces,
    spaceOfFeature,
    nodes: first.length,
    records,
    columns: ofNodes,
    rows: rowsOf(ofNodes, first.length),
    nodeOfRecord,
    multiplicity: sharedInts(multiplicity),
    sourceOfNode: sharedInts(first.map((record) => numbers.get(sources[record] as number) as number)),
  };
}

function rowsOf(columns: readonly Int32Array[], nodes: number): Int32Array {
  const width = columns.length;
  const rows = new Int32Array(new SharedArrayBuffer(nodes * width * 4));
  columns.forEach((column, feature) => {
    for (let node = 0; node < nodes; node++) rows[node * width + feature] = column[node] as number;
  });
  return rows;
}

/** 53 bits over all columns and the source: at a million records two contents collide once in 18,000 runs. */
function contentHashes({ spaces, spaceOfFeature, columns, sources }: Omit<Rows, 'features'>): Float64Array {
  const records = sources.length;
  const low = Uint32Array.from(sources);
  const high = Uint32Array.from(sources, (source) => source ^ 0x2545f491);
  columns.forEach((column, feature) => {
    const { texts } = spaces[spaceOfFeature[feature] as number] as Space;
    for (let record = 0; record < records; record++) {
      const id = column[record] as number;
      const [a, b] = [low[record] as number, high[record] as number];
      low[record] = Math.imul(a ^ (id === 0 ? 0 : (texts.low[id] as number)), 0x01000193) ^ (a >>> 15);
      high[record] = Math.imul(b ^ (id === 0 ? 0 : (texts.high[id] as number)), 0x5bd1e995) ^ (b >>> 13);
    }
  });
  return Float64Array.from(low, (value, record) => join53(high[record] as number, value));
}
