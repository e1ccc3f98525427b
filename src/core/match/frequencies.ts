/**
 * How many records hold an atom (a value, or a word of a name), per space. Rare atoms are left out; `floor` is what
 * they count as. Part of a model version: a record that comes later is weighed with the same figures.
 */
export type SpaceFrequencies = { floor: number; counts: Readonly<Record<string, number>> };
export type Frequencies = Readonly<Record<string, SpaceFrequencies>>;
export type CountAtom = (atom: string) => number;

/** A value of a kind is held by this part of all records, usually; worth as much as so many records of a file. */
export type UsualFrequency = { part: number; records: number };

/** What `smoothingOf` makes of `r` records that hold a value, of those that know the feature: `(r + holders) × factor`. */
export type Smoothing = { holders: number; factor: number };

/**
 * Of three records, two with one telephone, two thirds hold it; in the world next to nobody does. So as many records as
 * what is usual is worth are thought to be there as well. They fade faster than a plain pseudo-count would: what two of
 * 100,000 records hold is that rare, though a usual value is held by more.
 */
export function smoothingOf(usual: UsualFrequency, known: number): Smoothing {
  const added = fading(usual.records, known);
  return { holders: usual.part * added, factor: known / (known + added) };
}

/** What a belief that is worth so many observations still counts beside those made: half at as many, soon nothing. */
export function fading(worth: number, observed: number): number {
  return worth * 2 ** -((observed / worth) ** 2);
}

/** Columns that hold the same kind of value share a space, so that swapped names still find their frequency. */
export function spaceOf(column: string): string {
  return column === 'first' || column === 'last' || column === 'middle' ? 'person' : column;
}

/** A look-up over one space. Two records that share an atom hold it, so the least is two. */
export function counterOf(frequencies: Frequencies, space: string): CountAtom {
  const table = frequencies[space];
  if (table === undefined) return () => 2;
  const known = counters.get(table);
  if (known !== undefined) return known;
  const counts = new Map(Object.entries(table.counts));
  const floor = Math.max(2, table.floor);
  const counter: CountAtom = (atom) => Math.max(floor, counts.get(atom) ?? 0);
  counters.set(table, counter);
  return counter;
}

/** Of each table that was ever asked for, its look-up: a model is read for every record. */
const counters = new WeakMap<SpaceFrequencies, CountAtom>();

/** Of atoms in any order. */
export function sortedFrequencies(floor: number, frequent: [string, number][]): SpaceFrequencies {
  frequent.sort(([atomA, a], [atomB, b]) => b - a || (atomA < atomB ? -1 : 1));
  return { floor, counts: Object.fromEntries(frequent) };
}

/**
 * The count that no more than `most` atoms exceed: a model must stay small enough to be stored and read in one piece. All
 * atoms of one count are in or out together.
 */
export function cutOf(held: Float64Array, most: number): number {
  // How many atoms are held so often; the few that are held more often than the last place tells do not reach `most`.
  const atoms = new Int32Array(MOST_TOLD + 1);
  for (let atom = 0; atom < held.length; atom++) {
    const place = Math.min(held[atom] as number, MOST_TOLD);
    atoms[place] = (atoms[place] as number) + 1;
  }
  let cut = MOST_TOLD;
  for (let beyond = 0; cut > 2; cut--) {
    beyond += atoms[cut] as number;
    if (beyond > most) break;
  }
  return cut;
}

const MOST_TOLD = 1 << 16;
