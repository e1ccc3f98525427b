import {
  Dictionary,
  type MergedTexts,
  mergeTexts,
  NO_TEXTS,
  type PackedTexts,
  textReader,
} from './dictionary.ts';
import { type EncodedRecords, emptyRecords } from './encoded-records.ts';
import type { Feature } from './features.ts';
import { spaceOf } from './frequencies.ts';
import { hash32, join53 } from './hash.ts';
import { collapse, emptyNodes, fillNodes, type UnfilledNodes } from './nodes.ts';
import type { Standardised } from './standardised.ts';

export type MatchRecord = { id: string; source?: string; standardised: Standardised };

/** The distinct values of one space; id 0 means "not known". */
export type Space = { name: string; size: number; valueOf: (id: number) => string; texts: PackedTexts };

/**
 * Records in dictionary-encoded form. Records with the same content are one node: what holds for one holds for all,
 * and a million equal rows cost as much as one. Nodes are ordered by content, so that the order in which records
 * came can never be seen. Every array that is large lies in shared memory.
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

export type CorpusOptions = { features: readonly Feature[]; keepSources: boolean };

/** Builds a corpus; `keepSources` keeps equal records of two sources apart. */
export function buildCorpus(records: Iterable<MatchRecord>, options: CorpusOptions): Corpus {
  const texts = new TextTables(options.features);
  const encoded = encodeRecords(records, texts, options);
  const merged = texts.pack().map((packed) => mergeTexts([packed]));
  const { corpus, unfilled } = layOutCorpus(encoded, options.features, merged);
  fillNodes(unfilled, 0, corpus.nodes);
  return corpus;
}

/** Where the values of features go. */
type SpaceLayout = {
  /** The spaces, in the order of their first feature. */
  names: readonly string[];
  /** Per feature: which space. */
  spaceOfFeature: readonly number[];
};

/** Made once of the features of a model: the pipeline makes a corpus, or several, for every change. */
function layoutOf(features: readonly Feature[]): SpaceLayout {
  const known = layouts.get(features);
  if (known !== undefined) return known;
  const names = [...new Set(features.map(({ column }) => spaceOf(column)))];
  const layout = { names, spaceOfFeature: features.map(({ column }) => names.indexOf(spaceOf(column))) };
  layouts.set(features, layout);
  return layout;
}

const layouts = new WeakMap<readonly Feature[], SpaceLayout>();

/** The texts that one thread has met, a dictionary per space. */
export class TextTables {
  readonly width: number;
  readonly #features: readonly Feature[];
  readonly #layout: SpaceLayout;
  /** By space, as far as a text was met. */
  readonly #dictionaries: Dictionary[];

  constructor(features: readonly Feature[]) {
    this.width = features.length;
    this.#features = features;
    this.#layout = layoutOf(features);
    this.#dictionaries = new Array<Dictionary>(this.#layout.names.length);
  }

  /** The space of a column's values, and the features that look at it. */
  placesOf(column: string): { space: number; places: readonly number[] } {
    const places = this.#features.flatMap((feature, index) => (feature.column === column ? [index] : []));
    return { space: this.#layout.names.indexOf(spaceOf(column)), places };
  }

  idOf(space: number, text: string): number {
    return this.#of(space).idOf(text);
  }

  /** The same of an ASCII text's bytes. */
  idOfBytes(space: number, bytes: Uint8Array, start: number, end: number): number {
    return this.#of(space).idOfBytes(bytes, start, end);
  }

  #of(space: number): Dictionary {
    this.#dictionaries[space] ??= new Dictionary();
    return this.#dictionaries[space];
  }

  /** 53 bits over all columns and the source: at a million records two contents collide once in 18,000 runs. */
  contentHash(rows: Int32Array, at: number, source: number): number {
    let [low, high] = [source, source ^ 0x2545f491];
    const { spaceOfFeature } = this.#layout;
    for (let feature = 0; feature < this.width; feature++) {
      const id = rows[at + feature] as number;
      const texts = this.#dictionaries[spaceOfFeature[feature] as number] as Dictionary;
      low = Math.imul(low ^ (id === 0 ? 0 : texts.lowOf(id)), 0x01000193) ^ (low >>> 15);
      high = Math.imul(high ^ (id === 0 ? 0 : texts.highOf(id)), 0x5bd1e995) ^ (high >>> 13);
    }
    return join53(high, low);
  }

  /** The texts of each space. */
  pack(): PackedTexts[] {
    return Array.from(this.#dictionaries, (dictionary) => dictionary?.pack() ?? NO_TEXTS);
  }
}

/** The hash that tells a source apart; without a source as if none were kept, so that ties fall either way alike. */
export function sourceHash(source: string, { keepSources }: Pick<CorpusOptions, 'keepSources'>): number {
  return keepSources && source !== '' ? hash32(source) : 0;
}

function encodeRecords(
  records: Iterable<MatchRecord>,
  texts: TextTables,
  options: CorpusOptions,
): EncodedRecords {
  const { features } = options;
  const { spaceOfFeature } = layoutOf(features);
  const all = [...records];
  const encoded = emptyRecords(all.length, texts.width);
  let at = 0;
  all.forEach(({ standardised, source = '' }, record) => {
    for (let feature = 0; feature < features.length; feature++) {
      const value = standardised[(features[feature] as Feature).column];
      encoded.rows[at++] = value === undefined ? 0 : texts.idOf(spaceOfFeature[feature] as number, value);
    }
    encoded.sources[record] = sourceHash(source, options);
  });
  hashContents(encoded, texts, 0, all.length);
  return encoded;
}

/** Works out the content's hash of these records, which are encoded with these texts. */
export function hashContents(encoded: EncodedRecords, texts: TextTables, from: number, to: number): void {
  const { rows, sources, hashes } = encoded;
  for (let record = from; record < to; record++)
    hashes[record] = texts.contentHash(rows, record * texts.width, sources[record] as number);
}

/** A copy in memory that threads share. */
export function sharedInts(values: ArrayLike<number>): Int32Array {
  const shared = new Int32Array(new SharedArrayBuffer(values.length * 4));
  shared.set(values);
  return shared;
}

/**
 * A corpus of these records, and what is to be filled in before it can be used. `merged`: the texts of each space, put
 * together from those of all owners.
 */
export function layOutCorpus(
  encoded: EncodedRecords,
  features: readonly Feature[],
  merged: readonly MergedTexts[],
): { corpus: Corpus; unfilled: UnfilledNodes } {
  const { names, spaceOfFeature } = layoutOf(features);
  const spaces = names.map((name, index): Space => {
    const { texts } = merged[index] as { texts: PackedTexts };
    return { name, size: texts.size, texts, valueOf: textReader(texts) };
  });
  const owners = merged[0]?.remap.length ?? 0;
  const remaps = Array.from({ length: owners }, (_, owner) =>
    spaceOfFeature.map((space) => merged[space]?.remap[owner] as Int32Array),
  );
  const { first, ...nodes } = collapse(encoded);
  const places = emptyNodes(nodes.nodes, features.length);
  return {
    corpus: { features, spaces, spaceOfFeature, ...nodes, ...places },
    unfilled: { ...places, encoded, remaps, first },
  };
}
