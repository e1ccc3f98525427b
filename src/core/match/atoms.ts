/** What values are made of, and how many records hold each part: look-ups by number, so that no text is read twice. */
import { type AtomSink, TILDE } from './compare/atom-bytes.ts';
import type { AtomCounts, Comparator } from './compare/comparator.ts';
import { BAR, hasByte } from './compare/packed-letters.ts';
import { signaturesOf } from './compare/signature.ts';
import type { Corpus, Space } from './corpus.ts';
import { HashTable, type PackedTexts, startOf, textHash } from './dictionary.ts';
import type { Feature } from './features.ts';
import { type CountAtom, counterOf, cutOf, type Frequencies, sortedFrequencies } from './frequencies.ts';
import { join53 } from './hash.ts';
import { memoryToRead } from './memory.ts';

/** Atoms of the values of one space, numbered; those of value `id` are `atoms[ends[id - 1]]` … `atoms[ends[id]]`. */
export type AtomTable = {
  ends: Int32Array;
  /** In the order in which the comparator names them. */
  atoms: Int32Array;
  /** Per atom: how many records hold it, as far as the model's frequencies tell. */
  counts: Int32Array;
  /** Per atom: 1 for a value or an entry of a list, 0 for a part of one (`~…`). */
  whole: Uint8Array;
  /** Signatures of the values, where a comparator of the space asks for them; see `compare/signature.ts`. */
  signatures: Int32Array;
};

/** Atoms that no more records hold than `floor` tells count as if so many did. */
export type CountedAtoms = { table: AtomTable; floor: number };

const scratch: number[] = [];

/** How many records hold each atom of a value, in their order. Valid until the next call. */
export function countsOf(table: AtomTable, id: number): AtomCounts {
  const start = table.ends[id - 1] as number;
  const size = (table.ends[id] as number) - start;
  for (let at = 0; at < size; at++) scratch[at] = table.counts[table.atoms[start + at] as number] as number;
  return scratch;
}

/** Frequencies are kept of so many atoms of a space at most: a model must stay small enough to be stored. */
const MOST_ATOMS = 60_000;

/** The atoms of every space, counted by the frequencies of a model. */
export function atomTables(corpus: Corpus, frequencies: Frequencies): AtomTable[] {
  return corpus.spaces.map((space, index) => {
    if (space.size === 1) return NO_TABLE;
    const atoms = numberAtoms(corpus, index);
    const count = counterOf(frequencies, space.name);
    const counts = new Int32Array(memoryToRead(atoms.whole.length * 4));
    for (let id = 1; id < space.size; id++) countOf(atoms, id, counts, count);
    return { ...tableOf(atoms, counts), signatures: signaturesFor(corpus, index) };
  });
}

/** Fills in the counts of a value's atoms, as far as no value before it holds them. */
function countOf({ ends, atoms, textsOf }: Numbered, id: number, counts: Int32Array, count: CountAtom): void {
  const start = ends[id - 1] as number;
  let texts: readonly string[] | undefined;
  for (let at = start; at < (ends[id] as number); at++) {
    const atom = atoms[at] as number;
    // None is counted as 0.
    if (counts[atom] !== 0) continue;
    texts ??= textsOf(id);
    counts[atom] = count(texts[at - start] as string);
  }
}

/** The atoms of one space and how often they stand in the corpus itself. */
export function countAtoms(corpus: Corpus, space: number): CountedAtoms {
  const atoms = numberAtoms(corpus, space);
  const held = recordsOfAtoms(corpus, space, atoms);
  const floor = cutOf(held, MOST_ATOMS);
  const counts = new Int32Array(memoryToRead(held.length * 4));
  for (let atom = 0; atom < counts.length; atom++) counts[atom] = Math.max(floor, held[atom] as number);
  return { table: { ...tableOf(atoms, counts), signatures: signaturesFor(corpus, space) }, floor };
}

/**
 * The frequencies of atoms that were counted, as a model tells them. Of each space when they are first asked for: a run
 * over files weighs with the tables alone, and their texts would cost it seconds.
 */
export function frequenciesOf(corpus: Corpus, counted: readonly CountedAtoms[]): Frequencies {
  const frequencies: Frequencies = {};
  corpus.spaces.forEach(({ name }, space) => {
    const as = { configurable: true, enumerable: true };
    const get = () => {
      const value = sortedFrequencies(...frequentAtoms(corpus, space, counted[space] as CountedAtoms));
      Object.defineProperty(frequencies, name, { ...as, value });
      return value;
    };
    Object.defineProperty(frequencies, name, { ...as, get });
  });
  return frequencies;
}

/** The floor, and the atoms above it with how many records hold them. */
function frequentAtoms(
  corpus: Corpus,
  index: number,
  { table: { ends, atoms, counts }, floor }: CountedAtoms,
): [number, [string, number][]] {
  const space = corpus.spaces[index] as Space;
  const comparator = comparatorOf(corpus, index);
  const isTold = new Uint8Array(counts.length);
  const frequent: [string, number][] = [];
  for (let id = 1; id < space.size; id++) {
    const start = ends[id - 1] as number;
    let texts: string[] | undefined;
    for (let at = start; at < (ends[id] as number); at++) {
      const atom = atoms[at] as number;
      const count = counts[atom] as number;
      if (count <= floor || isTold[atom] === 1) continue;
      isTold[atom] = 1;
      texts ??= comparator.atoms(space.valueOf(id));
      frequent.push([texts[at - start] as string, count]);
    }
  }
  return [floor, frequent];
}

function comparatorOf(corpus: Corpus, space: number): Comparator {
  return (corpus.features[corpus.spaceOfFeature.indexOf(space)] as Feature).comparator;
}

/** `textsOf`: the texts of a value's atoms. */
type Numbered = Pick<AtomTable, 'ends' | 'atoms' | 'whole'> & {
  textsOf: (id: number) => readonly string[];
};

function signaturesFor({ features, spaceOfFeature, spaces }: Corpus, space: number): Int32Array {
  const isAsked = features.some(
    ({ comparator }, at) => spaceOfFeature[at] === space && comparator.signature !== undefined,
  );
  return isAsked ? signaturesOf((spaces[space] as Space).texts) : new Int32Array(0);
}

function tableOf({ ends, atoms, whole }: Numbered, counts: Int32Array): Omit<AtomTable, 'signatures'> {
  return { ends, atoms, counts, whole };
}

/** How many records hold each value of a space; a space of several columns counts them all. */
function recordsOfValues(corpus: Corpus, space: number): Float64Array {
  const held = new Float64Array((corpus.spaces[space] as Space).size);
  corpus.columns.forEach((column, feature) => {
    if (corpus.spaceOfFeature[feature] !== space) return;
    // A column that two features look at is there once.
    const { column: name } = corpus.features[feature] as Feature;
    if (corpus.features.findIndex((other) => other.column === name) !== feature) return;
    for (let node = 0; node < corpus.nodes; node++) {
      const id = column[node] as number;
      held[id] = (held[id] as number) + (corpus.multiplicity[node] as number);
    }
  });
  return held;
}

function recordsOfAtoms(corpus: Corpus, space: number, { ends, atoms, whole }: Numbered): Float64Array {
  const values = recordsOfValues(corpus, space);
  const held = new Float64Array(whole.length);
  for (let id = 1; id < ends.length; id++) {
    const start = ends[id - 1] as number;
    for (let at = start; at < (ends[id] as number); at++) {
      const atom = atoms[at] as number;
      // A name that says a word twice holds it once.
      if (!isAmong(atoms, start, at, atom)) held[atom] = (held[atom] as number) + (values[id] as number);
    }
  }
  return held;
}

/** Tables of a space in which nothing is known. */
const NO_TABLE: AtomTable = {
  ends: new Int32Array(1),
  atoms: new Int32Array(0),
  counts: new Int32Array(0),
  whole: new Uint8Array(0),
  signatures: new Int32Array(0),
};
/** Atoms of a space in which nothing is known. */
const NO_ATOMS: Numbered = {
  ends: new Int32Array(1),
  atoms: new Int32Array(0),
  whole: new Uint8Array(0),
  textsOf: () => [],
};

function numberAtoms(corpus: Corpus, index: number): Numbered {
  const space = corpus.spaces[index] as Space;
  if (space.size === 1) return NO_ATOMS;
  const comparator = comparatorOf(corpus, index);
  if (comparator.atomised === 'whole') return valuesAsAtoms(space);
  const { ends, hashes, marks, size } = hashAtoms(space, comparator);
  // Values share most of their words: a table of all that are said would be several times as large as it need be.
  const table = new HashTable(Math.min(size, space.size + (space.size >> 1)));
  const atoms = new Int32Array(memoryToRead(size * 4));
  const first = new Int32Array(size);
  let count = 0;
  for (let at = 0; at < size; at++) {
    const atom = table.numberOf(hashes[at] as number, count);
    atoms[at] = atom;
    if (atom === count) first[count++] = at;
  }
  const whole = new Uint8Array(memoryToRead(count));
  for (let atom = 0; atom < count; atom++) whole[atom] = marks[first[atom] as number] as number;
  return { ends, atoms, whole, textsOf: (id) => comparator.atoms(space.valueOf(id)) };
}

/** Where every value is its own atom: they differ, so that there is nothing to look up. */
function valuesAsAtoms({ size, texts, valueOf }: Space): Numbered {
  const ends = new Int32Array(memoryToRead(size * 4));
  const atoms = new Int32Array(memoryToRead((size - 1) * 4));
  const whole = new Uint8Array(memoryToRead(size - 1));
  for (let id = 1; id < size; id++) {
    ends[id] = id;
    atoms[id - 1] = id - 1;
    whole[id - 1] = texts.bytes[startOf(texts, id)] === TILDE ? 0 : 1;
  }
  return { ends, atoms, whole, textsOf: (id) => [valueOf(id)] };
}

/** Hashes of the atoms of all values, one after another. */
function hashAtoms(space: Space, comparator: Comparator): HashedAtoms {
  const found = new HashedAtoms(space.size);
  // A value at a time by a function: a loop of all would be compiled over and over while it runs.
  for (let id = 1; id < space.size; id++) {
    hashAtomsOf(space, comparator, id, found);
    found.close(id);
  }
  return found;
}

function hashAtomsOf(space: Space, comparator: Comparator, id: number, found: HashedAtoms): void {
  const { texts } = space;
  const { atomBytes } = comparator;
  const start = texts.ends[id - 1] as number;
  if (isOneAtom(texts, id, comparator))
    found.push(
      join53(texts.high[id] as number, texts.low[id] as number),
      texts.bytes[startOf(texts, id)] !== TILDE,
    );
  else if (atomBytes !== undefined && (texts.bytes[start] as number) <= MOST_ASCII)
    atomBytes(texts.bytes, start, texts.ends[id] as number, found);
  else
    for (const atom of comparator.atoms(space.valueOf(id))) found.push(textHash(atom), !atom.startsWith('~'));
}

/** A text that is not ASCII begins with a byte beyond it. */
const MOST_ASCII = 127;

class HashedAtoms implements AtomSink {
  readonly ends: Int32Array;
  hashes: Float64Array;
  marks: Uint8Array;
  size = 0;

  constructor(values: number) {
    this.ends = new Int32Array(memoryToRead(values * 4));
    this.hashes = new Float64Array(values * 2 + 16);
    this.marks = new Uint8Array(this.hashes.length);
  }

  push(hash: number, isWhole: boolean): void {
    if (this.size === this.hashes.length) this.#grow();
    this.hashes[this.size] = hash;
    this.marks[this.size++] = isWhole ? 1 : 0;
  }

  /** What was pushed since the last call is of this value. */
  close(id: number): void {
    this.ends[id] = this.size;
  }

  #grow(): void {
    const [hashes, marks] = [new Float64Array(this.size * 2), new Uint8Array(this.size * 2)];
    hashes.set(this.hashes);
    marks.set(this.marks);
    [this.hashes, this.marks] = [hashes, marks];
  }
}

/** Whether a value is its only atom: then its hash is known, and no text is made of it. */
function isOneAtom(texts: PackedTexts, id: number, { atomised }: Comparator): boolean {
  if (atomised !== 'entries') return false;
  return !hasByte(texts.bytes, startOf(texts, id), texts.ends[id] as number, BAR);
}

/** Whether an item stands among the places `from` … `to`: without a view, which would cost more than the search. */
export function isAmong(list: ArrayLike<number>, from: number, to: number, item: number): boolean {
  for (let at = from; at < to; at++) if (list[at] === item) return true;
  return false;
}
