import { type AtomTable, countsOf, isAmong } from './atoms.ts';
import type { Corpus, Space } from './corpus.ts';
import { hash32 } from './hash.ts';
import type { HashSink } from './key-bytes.ts';
import { type KeyPart, NO_WORDS, wordsByRarity } from './key-parts.ts';
import { RankedWords } from './packed-words.ts';

/** The hashes of one part for every value of its column: `hashes[ends[id - 1]]` … `hashes[ends[id]]`. */
export type PartTable = { feature: number; ends: Int32Array; hashes: Uint32Array };

/** Values `from` … `to` (exclusive) of a column. */
export type ValueRange = { from: number; to: number };

/** So many values are a task: the names of companies take longer than all else, and one thread alone would work at them. */
const VALUES = 1 << 17;

/** All values of a column, cut into pieces that threads can share; none for a column that the corpus lacks. */
export function valueRanges({ features, spaces, spaceOfFeature }: Corpus, column: string): ValueRange[] {
  const feature = features.findIndex((candidate) => candidate.column === column);
  const size = feature < 0 ? 0 : (spaces[spaceOfFeature[feature] as number] as Space).size;
  return Array.from({ length: Math.ceil(size / VALUES) }, (_, piece) => ({
    from: piece * VALUES,
    to: Math.min(size, (piece + 1) * VALUES),
  }));
}

/**
 * The tables of parts of one column, in their order; none for a column that the corpus lacks. Every value is read once.
 * Of a range: as if there were no other values.
 */
export function partTables(
  corpus: Corpus,
  parts: readonly KeyPart[],
  atoms: readonly AtomTable[],
  range?: ValueRange,
): PartTable[] {
  const feature = corpus.features.findIndex((candidate) => candidate.column === parts[0]?.column);
  if (feature < 0) return [];
  const index = corpus.spaceOfFeature[feature] as number;
  const [space, table] = [corpus.spaces[index] as Space, atoms[index] as AtomTable];
  const { from, to } = range ?? { from: 0, to: space.size };
  const used = usedValues(corpus.columns[feature] as Int32Array, { from, to });
  const reading = new ValueReading(space, parts, { table, values: to - from });
  // A value at a time by a method: a loop of all would be compiled over and over while it runs.
  for (let id = Math.max(1, from); id < to; id++) {
    // A space may hold values of other columns.
    if (used[id - from] === 1) reading.read(id);
    reading.close(id - from);
  }
  return reading.lists.map((list) => ({ feature, ...list.done() }));
}

/** Reads values for the hashes of several parts. A text is made only where bytes do not tell a part. */
class ValueReading {
  readonly lists: readonly HashLists[];
  readonly #space: Space;
  readonly #table: AtomTable;
  readonly #parts: readonly KeyPart[];
  readonly #isCounted: boolean;
  readonly #areBytes: boolean;
  readonly #ranked = new RankedWords();

  constructor(
    space: Space,
    parts: readonly KeyPart[],
    { table, values }: { table: AtomTable; values: number },
  ) {
    this.#space = space;
    this.#table = table;
    this.#parts = parts;
    this.lists = parts.map(() => new HashLists(values));
    this.#isCounted = parts.some(({ counted }) => counted === true);
    this.#areBytes = parts.every((part) => part.bytes !== undefined || part.ranked !== undefined);
  }

  read(id: number): void {
    const { bytes, ends } = this.#space.texts;
    const [start, end] = [ends[id - 1] as number, ends[id] as number];
    const isAscii = (bytes[start] as number) <= MOST_ASCII;
    const isRead = !(isAscii && this.#areBytes);
    const value = isRead ? this.#space.valueOf(id) : '';
    const words = this.#isCounted && isRead ? wordsByRarity(value, countsOf(this.#table, id)) : NO_WORDS;
    if (this.#isCounted && isAscii) this.#ranked.read(bytes, [start, end], countsOf(this.#table, id));
    for (let at = 0; at < this.#parts.length; at++) {
      const [part, list] = [this.#parts[at] as KeyPart, this.lists[at] as HashLists];
      if (isAscii && part.bytes !== undefined) part.bytes(bytes, start, end, list);
      else if (isAscii && part.ranked !== undefined) part.ranked(this.#ranked, list);
      else for (const text of part.of(value, words)) list.push(hash32(text));
    }
  }

  /** What was read since the last call is of this value, by its place in the range. */
  close(value: number): void {
    for (let at = 0; at < this.lists.length; at++) (this.lists[at] as HashLists).close(value);
  }
}

/** Marks those values of a range that a column holds: every range of it looks through the column once more. */
function usedValues(column: Int32Array, { from, to }: ValueRange): Uint8Array {
  const used = new Uint8Array(to - from);
  for (let node = 0; node < column.length; node++) {
    const id = column[node] as number;
    if (id >= from && id < to) used[id - from] = 1;
  }
  return used;
}

/** The tables of a column's parts, of those of its ranges. */
export function joinTables(ranges: readonly (readonly PartTable[])[]): PartTable[] {
  const [first = [], ...more] = ranges;
  return more.length === 0
    ? [...first]
    : first.map((_, part) => joined(ranges.map((tables) => tables[part] as PartTable)));
}

function joined(pieces: readonly PartTable[]): PartTable {
  const sizeOf = (list: 'ends' | 'hashes') => 4 * pieces.reduce((sum, piece) => sum + piece[list].length, 0);
  const ends = new Int32Array(new SharedArrayBuffer(sizeOf('ends')));
  const hashes = new Uint32Array(new SharedArrayBuffer(sizeOf('hashes')));
  let [value, size] = [0, 0];
  for (const piece of pieces) {
    for (let at = 0; at < piece.ends.length; at++) ends[value++] = size + (piece.ends[at] as number);
    hashes.set(piece.hashes, size);
    size += piece.hashes.length;
  }
  return { feature: (pieces[0] as PartTable).feature, ends, hashes };
}

/** A text that is not ASCII begins with a byte beyond it. */
const MOST_ASCII = 127;

/** The different hashes of one value after another. */
class HashLists implements HashSink {
  readonly #ends: Int32Array;
  #hashes: Uint32Array;
  #start = 0;
  #size = 0;

  constructor(values: number) {
    this.#ends = new Int32Array(new SharedArrayBuffer(values * 4));
    this.#hashes = new Uint32Array(values + 16);
  }

  push(hash: number): void {
    if (isAmong(this.#hashes, this.#start, this.#size, hash)) return;
    if (this.#size === this.#hashes.length) {
      const larger = new Uint32Array(this.#size * 2);
      larger.set(this.#hashes);
      this.#hashes = larger;
    }
    this.#hashes[this.#size++] = hash;
  }

  /** What was pushed since the last call is of this value. */
  close(id: number): void {
    this.#ends[id] = this.#size;
    this.#start = this.#size;
  }

  done(): Pick<PartTable, 'ends' | 'hashes'> {
    const hashes = new Uint32Array(new SharedArrayBuffer(this.#size * 4));
    hashes.set(this.#hashes.subarray(0, this.#size));
    return { ends: this.#ends, hashes };
  }
}
