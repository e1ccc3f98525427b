import { type AtomTable, countsOf, isAmong } from './atoms.ts';
import type { Corpus, Space } from './corpus.ts';
import { hash32 } from './hash.ts';
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
  for (let id = 1; id < space.size; id++) {
    // A space may hold values of other columns.
    const value = used[id] === 1 ? space.valueOf(id) : undefined;
    const words = isCounted && value !== undefined ? wordsByRarity(value, countsOf(table, id)) : NO_WORDS;
    for (let part = 0; part < parts.length; part++) {
      const texts = value === undefined ? [] : (parts[part] as KeyPart).of(value, words);
      (lists[part] as HashLists).add(id, texts);
    }
  }
  return lists.map((list) => ({ feature, ...list.done() }));
}

/** The different hashes of the texts of one value after another. */
class HashLists {
  readonly #ends: Int32Array;
  #hashes: Uint32Array;
  #size = 0;

  constructor(values: number) {
    this.#ends = new Int32Array(new SharedArrayBuffer(values * 4));
    this.#hashes = new Uint32Array(values + 16);
  }

  add(id: number, texts: readonly string[]): void {
    const start = this.#size;
    for (const text of texts) {
      const hash = hash32(text);
      if (isAmong(this.#hashes, start, this.#size, hash)) continue;
      if (this.#size === this.#hashes.length) {
        const larger = new Uint32Array(this.#size * 2);
        larger.set(this.#hashes);
        this.#hashes = larger;
      }
      this.#hashes[this.#size++] = hash;
    }
    this.#ends[id] = this.#size;
  }

  done(): Pick<PartTable, 'ends' | 'hashes'> {
    const hashes = new Uint32Array(new SharedArrayBuffer(this.#size * 4));
    hashes.set(this.#hashes.subarray(0, this.#size));
    return { ends: this.#ends, hashes };
  }
}
