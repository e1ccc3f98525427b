import { type AtomTable, countsOf, isAmong } from './atoms.ts';
import type { Corpus, Space } from './corpus.ts';
import { hash32 } from './hash.ts';
import type { HashSink } from './key-bytes.ts';
import { type KeyPart, NO_WORDS, wordsByRarity } from './keys.ts';

/** The hashes of one part for every value of its column: `hashes[ends[id - 1]]` … `hashes[ends[id]]`. */
export type PartTable = { feature: number; ends: Int32Array; hashes: Uint32Array };

/** The tables of parts of one column, in their order; none for a column that the corpus lacks. Every value is read once. */
export function partTables(
  corpus: Corpus,
  parts: readonly KeyPart[],
  atoms: readonly AtomTable[],
): PartTable[] {
  const feature = corpus.features.findIndex((candidate) => candidate.column === parts[0]?.column);
  if (feature < 0) return [];
  const index = corpus.spaceOfFeature[feature] as number;
  const [space, table] = [corpus.spaces[index] as Space, atoms[index] as AtomTable];
  const used = new Uint8Array(space.size);
  for (const id of corpus.columns[feature] as Int32Array) used[id] = 1;
  const lists = parts.map(() => new HashLists(space.size));
  const isCounted = parts.some(({ counted }) => counted === true);
  const { bytes, ends } = space.texts;
  for (let id = 1; id < space.size; id++) {
    const [start, end] = [ends[id - 1] as number, ends[id] as number];
    const isAscii = (bytes[start] as number) <= MOST_ASCII;
    // A space may hold values of other columns. A text is made only where bytes do not tell a part.
    const isRead = used[id] === 1 && (!isAscii || !parts.every((part) => part.bytes !== undefined));
    const value = isRead ? space.valueOf(id) : '';
    const words = isCounted && isRead ? wordsByRarity(value, countsOf(table, id)) : NO_WORDS;
    for (let at = 0; at < parts.length; at++) {
      const [part, list] = [parts[at] as KeyPart, lists[at] as HashLists];
      if (used[id] === 1) {
        if (isAscii && part.bytes !== undefined) part.bytes(bytes, start, end, list);
        else for (const text of part.of(value, words)) list.push(hash32(text));
      }
      list.close(id);
    }
  }
  return lists.map((list) => ({ feature, ...list.done() }));
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
