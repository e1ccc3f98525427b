/** What records share, counted over all of them: the candidates of a great set are but a part of the pairs. */
import type { AtomTable } from './atoms.ts';
import { levelOf, rarityBitsOf } from './compare/comparator.ts';
import type { Corpus } from './corpus.ts';
import { HashTable } from './dictionary.ts';
import { isKnownIn, MOSTLY } from './estimate-kin.ts';
import { RARITY_BINS } from './estimate-sums.ts';
import type { PairComparer } from './evidence.ts';
import type { Feature } from './features.ts';
import { join53, mix32 } from './hash.ts';
import type { Kinship } from './kinships.ts';

/** How many pairs of records agree in full in all of these features, by how rare each is (`markPlace`). */
export type SharedMarks = { features: readonly number[]; pairs: Float64Array };

/** One thing is shared by strangers, too; who shares several is kin or one entity. */
const LEAST_MARKS = 2;

/**
 * The pairs that share the marks of a kinship, as far as most records know these; undefined where they do not know the first,
 * or too few.
 */
export function sharedMarks(
  corpus: Corpus,
  comparer: PairComparer,
  { marks = [] }: Kinship,
): SharedMarks | undefined {
  const known = corpus.features.map(({ name }, feature) =>
    marks.includes(name) ? knownRecords(corpus, corpus.columns[feature] as Int32Array) : 0,
  );
  const isKnown = isKnownIn(corpus, known);
  const mostKnow = marks.filter((mark) => isKnown(mark, MOSTLY));
  if (mostKnow.length < LEAST_MARKS || mostKnow[0] !== marks[0]) return undefined;
  const features = mostKnow.map((mark) => corpus.features.findIndex(({ name }) => name === mark));
  return { features, pairs: pairsByRarity(corpus, comparer, features) };
}

function pairsByRarity(corpus: Corpus, comparer: PairComparer, features: readonly number[]): Float64Array {
  const { size, first, records } = equalIn(corpus, features);
  const pairs = new Float64Array(RARITY_BINS ** features.length);
  const [outcomes, asked] = [new Int32Array(corpus.features.length), Int32Array.from(features)];
  for (let group = 0; group < size; group++) {
    const held = records[group] as number;
    if (held < 2) continue;
    const node = first[group] as number;
    // As a pair of the sample is compared, so that both are counted alike.
    comparer.compare(node, node, outcomes, asked);
    const place = markPlace(outcomes, 0, features, corpus.features);
    if (place >= 0) pairs[place] = (pairs[place] as number) + (held * (held - 1)) / 2;
  }
  return pairs;
}

/** Where a pair counts that shares all marks: their rarities, as digits of one number; −1 where it does not share them all. */
export function markPlace(
  outcomes: Int32Array,
  start: number,
  marks: readonly number[],
  features: readonly Feature[],
): number {
  let place = 0;
  for (let at = 0; at < marks.length; at++) {
    const mark = marks[at] as number;
    const packed = outcomes[start + mark] as number;
    const { levels } = (features[mark] as Feature).comparator;
    if (packed < 0 || levelOf(packed) !== levels.length - 1) return -1;
    place = place * RARITY_BINS + Math.min(RARITY_BINS - 1, Math.floor(rarityBitsOf(packed)));
  }
  return place;
}

/** The rarities of a place, mark by mark. */
export function raritiesAt(place: number, marks: number): number[] {
  return Array.from(
    { length: marks },
    (_, at) => Math.floor(place / RARITY_BINS ** (marks - 1 - at)) % RARITY_BINS,
  );
}

/** Records with equal values in these features, group by group: one node of each, and how many records they are. */
type Groups = { size: number; first: Int32Array; records: Float64Array };

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
    const bin = Math.min(RARITY_BINS - 1, Math.floor(Math.log2(counts[atom] as number)));
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

/** How many records know each feature, as far as comparators ask for it. */
export function knownWhereAsked(corpus: Corpus): number[] {
  return corpus.features.map(({ comparator }, feature) =>
    comparator.weighsParts === true
      ? knownRecords(corpus, corpus.columns[feature] as Int32Array)
      : corpus.records,
  );
}
