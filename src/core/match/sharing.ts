/** What records share, counted over all of them: candidates of a great set are but a part of the pairs. */
import type { AtomTable } from './atoms.ts';
import type { Corpus } from './corpus.ts';
import { HashTable } from './dictionary.ts';
import { isKnownIn } from './estimate-kin.ts';
import { RARITY_BINS } from './estimate-sums.ts';
import { join53, mix32 } from './hash.ts';
import type { Kinship } from './kinships.ts';

/** Which features were looked at, and by the rarity of what is rarest: how many pairs of records agree in full in all of them. */
export type SharedMarks = { features: readonly number[]; pairs: Float64Array };

/** A mark that fewer of the records know tells little of all. */
const MOSTLY = 0.5;
/** One thing is shared by strangers, too; who shares several is kin or one entity. */
const LEAST_MARKS = 2;

/** The pairs that share the marks of a kinship, as far as most records know these; undefined where they are too few. */
export function sharedMarks(
  corpus: Corpus,
  atoms: readonly AtomTable[],
  { marks = [] }: Kinship,
): SharedMarks | undefined {
  const known = corpus.features.map(({ name }, feature) =>
    marks.includes(name) ? knownRecords(corpus, corpus.columns[feature] as Int32Array) : 0,
  );
  const isKnown = isKnownIn(corpus, known);
  const features = [...corpus.features.keys()].filter((feature) => {
    const { name } = corpus.features[feature] as Corpus['features'][number];
    return marks.includes(name) && isKnown(name, MOSTLY);
  });
  if (features.length < LEAST_MARKS) return undefined;
  return { features, pairs: pairsByRarity(corpus, atoms, features) };
}

/** Records with equal values in these features, group by group. */
type Groups = { size: number; first: Int32Array; records: Float64Array };

function pairsByRarity(
  corpus: Corpus,
  atoms: readonly AtomTable[],
  features: readonly number[],
): Float64Array {
  const { size, first, records } = equalIn(corpus, features);
  const pairs = new Float64Array(RARITY_BINS);
  for (let group = 0; group < size; group++) {
    const held = records[group] as number;
    if (held < 2) continue;
    const bin = rarityBin(rarestOf(corpus, atoms, features, first[group] as number));
    pairs[bin] = (pairs[bin] as number) + (held * (held - 1)) / 2;
  }
  return pairs;
}

function equalIn({ nodes, columns, multiplicity }: Corpus, features: readonly number[]): Groups {
  const [first, records] = [new Int32Array(nodes), new Float64Array(nodes)];
  const table = new HashTable(nodes);
  let size = 0;
  for (let node = 0; node < nodes; node++) {
    let [high, low, isWhole] = [0, 0, true];
    for (let at = 0; at < features.length; at++) {
      const id = (columns[features[at] as number] as Int32Array)[node] as number;
      if (id === 0) isWhole = false;
      high = mix32(high ^ Math.imul(id, 0x27d4eb2f));
      low = mix32(low ^ Math.imul(id, 0x61c88647));
    }
    if (!isWhole) continue;
    const group = table.numberOf(join53(high, low), size);
    if (group === size) first[size++] = node;
    records[group] = (records[group] as number) + (multiplicity[node] as number);
  }
  return { size, first, records };
}

/** How many records hold the rarest of what a node has in these features. */
function rarestOf(
  corpus: Corpus,
  tables: readonly AtomTable[],
  features: readonly number[],
  node: number,
): number {
  let least = Number.POSITIVE_INFINITY;
  for (const feature of features) {
    const { ends, atoms, counts } = tables[corpus.spaceOfFeature[feature] as number] as AtomTable;
    const id = (corpus.columns[feature] as Int32Array)[node] as number;
    // The first atom of a value is the whole of it, or of its first entry.
    least = Math.min(least, counts[atoms[ends[id - 1] as number] as number] as number);
  }
  return least;
}

function rarityBin(holders: number): number {
  return Math.min(RARITY_BINS - 1, Math.floor(Math.log2(Math.max(1, holders))));
}

/** By rarity: how many pairs of records agree in full in this feature. */
export function sharingPairs(corpus: Corpus, tables: readonly AtomTable[], feature: number): Float64Array {
  const column = corpus.columns[feature] as Int32Array;
  const { ends, atoms, counts, whole } = tables[corpus.spaceOfFeature[feature] as number] as AtomTable;
  // Values first, which lie in the order of their atoms: those of one node after another lie anywhere.
  const holders = new Float64Array(ends.length);
  for (let node = 0; node < corpus.nodes; node++) {
    const id = column[node] as number;
    holders[id] = (holders[id] as number) + (corpus.multiplicity[node] as number);
  }
  const held = new Float64Array(whole.length);
  for (let id = 1; id < ends.length; id++) {
    const records = holders[id] as number;
    if (records === 0) continue;
    for (let at = ends[id - 1] as number; at < (ends[id] as number); at++) {
      const atom = atoms[at] as number;
      held[atom] = (held[atom] as number) + records;
    }
  }
  const bins = new Float64Array(RARITY_BINS);
  for (let atom = 0; atom < held.length; atom++) {
    const records = held[atom] as number;
    if (records < 2 || whole[atom] === 0) continue;
    const bin = rarityBin(counts[atom] as number);
    bins[bin] = (bins[bin] as number) + (records * (records - 1)) / 2;
  }
  return bins;
}

/** How many records know a column. */
export function knownRecords(corpus: Corpus, column: Int32Array): number {
  let known = 0;
  for (let node = 0; node < corpus.nodes; node++)
    if (column[node] !== 0) known += corpus.multiplicity[node] as number;
  return known;
}
