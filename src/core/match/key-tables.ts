import { type AtomTable, countsOf, isAmong } from './atoms.ts';
import type { Corpus, Space } from './corpus.ts';
import { hash32 } from './hash.ts';
import { type KeyPart, NO_COUNTS } from './keys.ts';

/** The hashes of one part for every value of its column: `hashes[ends[id - 1]]` … `hashes[ends[id]]`. */
export type PartTable = { feature: number; ends: Int32Array; hashes: Uint32Array };

/** The table of a part over the values of a corpus; undefined for a column that the corpus lacks. */
export function partTable(corpus: Corpus, part: KeyPart, atoms: readonly AtomTable[]): PartTable | undefined {
  const feature = corpus.features.findIndex((candidate) => candidate.column === part.column);
  if (feature < 0) return undefined;
  const index = corpus.spaceOfFeature[feature] as number;
  const [space, table] = [corpus.spaces[index] as Space, atoms[index] as AtomTable];
  const used = new Uint8Array(space.size);
  for (const id of corpus.columns[feature] as Int32Array) used[id] = 1;
  const ends = new Int32Array(new SharedArrayBuffer(space.size * 4));
  let hashes = new Uint32Array(space.size + 16);
  let at = 0;
  for (let id = 1; id < space.size; id++) {
    // A space may hold values of other columns.
    if (used[id] === 1) {
      const start = at;
      for (const text of part.of(space.valueOf(id), part.counted ? countsOf(table, id) : NO_COUNTS)) {
        const hash = hash32(text);
        if (isAmong(hashes, start, at, hash)) continue;
        if (at === hashes.length) {
          const larger = new Uint32Array(at * 2);
          larger.set(hashes);
          hashes = larger;
        }
        hashes[at++] = hash;
      }
    }
    ends[id] = at;
  }
  const shared = new Uint32Array(new SharedArrayBuffer(at * 4));
  shared.set(hashes.subarray(0, at));
  return { feature, ends, hashes: shared };
}
