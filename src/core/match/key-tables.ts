import type { Corpus, Space } from './corpus.ts';
import type { CountAtom } from './frequencies.ts';
import { hash32 } from './hash.ts';
import type { KeyPart } from './keys.ts';

/** The hashes of one part for every value of its column: `hashes[ends[id - 1]]` … `hashes[ends[id]]`. */
export type PartTable = { feature: number; ends: Int32Array; hashes: Uint32Array };

/** The table of a part over the values of a corpus; undefined for a column that the corpus lacks. */
export function partTable(corpus: Corpus, part: KeyPart, count: CountAtom): PartTable | undefined {
  const feature = corpus.features.findIndex((candidate) => candidate.column === part.column);
  if (feature < 0) return undefined;
  const space = corpus.spaces[corpus.spaceOfFeature[feature] as number] as Space;
  const used = new Uint8Array(space.size);
  for (const id of corpus.columns[feature] as Int32Array) used[id] = 1;
  const ends = new Int32Array(new SharedArrayBuffer(space.size * 4));
  let hashes = new Uint32Array(space.size + 16);
  let at = 0;
  for (let id = 1; id < space.size; id++) {
    // A space may hold values of other columns.
    if (used[id] === 1) {
      const start = at;
      for (const text of part.of(space.valueOf(id), count)) {
        const hash = hash32(text);
        if (hashes.subarray(start, at).includes(hash)) continue;
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
