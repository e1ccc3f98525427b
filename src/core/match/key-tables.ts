import type { Corpus, Space } from './corpus.ts';
import type { CountAtom } from './frequencies.ts';
import { hash32 } from './hash.ts';
import type { KeyPart, KeyPlans } from './keys.ts';

/** The hashes of one part for every value of its column: `hashes[ends[id - 1]]` … `hashes[ends[id]]`. */
export type PartTable = { feature: number; ends: Int32Array; hashes: Uint32Array };

/** Part tables by part, over the values of a corpus. A column the corpus lacks has none. */
export function partTables(
  corpus: Corpus,
  plans: KeyPlans,
  counts: (column: string) => CountAtom,
): Map<KeyPart, PartTable> {
  const parts = new Set<KeyPart>([...plans.plans.flatMap((plan) => plan.parts), ...plans.narrow]);
  const tables = new Map<KeyPart, PartTable>();
  for (const part of parts) {
    const feature = corpus.features.findIndex((candidate) => candidate.column === part.column);
    if (feature < 0) continue;
    tables.set(part, partTable(corpus, part, feature, counts(part.column)));
  }
  return tables;
}

function partTable(corpus: Corpus, part: KeyPart, feature: number, count: CountAtom): PartTable {
  const space = corpus.spaces[corpus.spaceOfFeature[feature] as number] as Space;
  const used = new Uint8Array(space.size);
  for (const id of corpus.columns[feature] as Int32Array) used[id] = 1;
  const ends = new Int32Array(space.size);
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
  return { feature, ends, hashes };
}
