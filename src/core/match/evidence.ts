import { type AtomTable, countsOf } from './atoms.ts';
import type { Comparator } from './compare/comparator.ts';
import type { Corpus } from './corpus.ts';

const UNKNOWN = -1;
const NOT_YET = -2;
/** Places in the cache of one feature; a newer comparison takes an older one's place. */
const CACHE = 1 << 17;
const MOST_PREPARED = 250_000;

/** What one feature's values are compared with. */
type Column = {
  comparator: Comparator;
  ids: Int32Array;
  values: (id: number) => string;
  hashes: Uint32Array;
  atoms: AtomTable;
  prepared: unknown[];
  /** How many are prepared; beyond `MOST_PREPARED` all are let go, or a million names would fill the memory of each thread. */
  held: number;
  /** Outcome of a value with itself. */
  own: Int32Array;
  cacheLeft: Int32Array;
  cacheRight: Int32Array;
  cacheOutcome: Int32Array;
};

/**
 * Compares nodes of a corpus, feature by feature. What one value is worth is prepared once, and the comparisons of
 * two values are remembered, however many records hold them. Memory does not grow with the pairs.
 */
export class PairComparer {
  readonly #columns: readonly Column[];
  readonly #first: number;
  readonly #last: number;

  constructor(corpus: Corpus, atoms: readonly AtomTable[]) {
    this.#columns = corpus.features.map((feature, index) => {
      const space = corpus.spaceOfFeature[index] as number;
      const { size, valueOf, texts } = corpus.spaces[space] as Corpus['spaces'][number];
      const places = size < 2 ? 0 : Math.min(CACHE, 1 << Math.ceil(Math.log2(size * 16)));
      return {
        comparator: feature.comparator,
        ids: corpus.columns[index] as Int32Array,
        values: valueOf,
        hashes: texts.low,
        atoms: atoms[space] as AtomTable,
        prepared: [],
        held: 0,
        own: new Int32Array(size).fill(NOT_YET),
        cacheLeft: new Int32Array(places),
        cacheRight: new Int32Array(places),
        cacheOutcome: new Int32Array(places),
      };
    });
    this.#first = corpus.features.findIndex((feature) => feature.name === 'first');
    this.#last = corpus.features.findIndex((feature) => feature.name === 'last');
  }

  /** Fills `into` with a packed outcome per feature, −1 where either side is not known. */
  compare(left: number, right: number, into: Int32Array): void {
    const columns = this.#columns;
    for (let feature = 0; feature < columns.length; feature++) {
      const column = columns[feature] as Column;
      const a = column.ids[left] as number;
      const b = column.ids[right] as number;
      into[feature] = a === 0 || b === 0 ? UNKNOWN : compareValues(column, a, b);
    }
    this.trySwapped(left, right, into);
  }

  /** As far as it costs nothing: the outcome of equal values, −1 not known, −2 not yet compared. */
  compareEqual(left: number, right: number, into: Int32Array): void {
    const columns = this.#columns;
    for (let feature = 0; feature < columns.length; feature++) {
      const column = columns[feature] as Column;
      const a = column.ids[left] as number;
      const b = column.ids[right] as number;
      into[feature] = a === 0 || b === 0 ? UNKNOWN : a === b ? ownOutcome(column, a) : NOT_YET;
    }
  }

  /** One feature of a pair whose values are known and differ. */
  compareFeature(feature: number, left: number, right: number): number {
    const column = this.#columns[feature] as Column;
    return compareValues(column, column.ids[left] as number, column.ids[right] as number);
  }

  /** Given name and family name written in each other's place: taken when it fits clearly better. */
  trySwapped(left: number, right: number, into: Int32Array): void {
    const [first, last] = [this.#first, this.#last];
    if (first < 0 || last < 0) return;
    const straight = goodness(into[first] as number, 5) + goodness(into[last] as number, 4);
    if (straight > 0) return;
    const [firsts, lasts] = [this.#columns[first] as Column, this.#columns[last] as Column];
    const one = compareAcross(lasts, firsts.ids[left] as number, lasts.ids[right] as number);
    const other = compareAcross(lasts, lasts.ids[left] as number, firsts.ids[right] as number);
    const crossed = goodness(one, 4) + goodness(other, 4);
    if (crossed <= 0 || crossed <= straight) return;
    // A swap itself is a slip: what agrees crosswise counts as similar, one level below the same.
    into[first] = one < 0 ? UNKNOWN : (one & 15) >= 3 ? (one & ~15) + 4 : 0;
    into[last] = other < 0 ? UNKNOWN : (other & 15) >= 3 ? (other & ~15) + 3 : 0;
  }
}

function compareAcross(column: Column, a: number, b: number): number {
  return a === 0 || b === 0 ? UNKNOWN : compareValues(column, a, b);
}

function compareValues(column: Column, a: number, b: number): number {
  if (a === b) return ownOutcome(column, a);
  const [low, high] = a < b ? [a, b] : [b, a];
  const place =
    (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b) ^ (low >>> 7)) & (column.cacheLeft.length - 1);
  if (column.cacheLeft[place] === low && column.cacheRight[place] === high)
    return column.cacheOutcome[place] as number;
  // Ids go by arrival, hashes by content: a likeness that is not quite symmetric must not let the order be seen.
  const [first, second] =
    (column.hashes[low] as number) <= (column.hashes[high] as number) ? [low, high] : [high, low];
  const packed = column.comparator.compare(prepare(column, first) as never, prepare(column, second) as never);
  column.cacheLeft[place] = low;
  column.cacheRight[place] = high;
  column.cacheOutcome[place] = packed;
  return packed;
}

function ownOutcome(column: Column, id: number): number {
  const known = column.own[id] as number;
  if (known !== NOT_YET) return known;
  const value = prepare(column, id);
  const packed = column.comparator.compare(value as never, value as never);
  column.own[id] = packed;
  return packed;
}

function prepare(column: Column, id: number): unknown {
  const known = column.prepared[id];
  if (known !== undefined) return known;
  const made = column.comparator.prepare(column.values(id), countsOf(column.atoms, id));
  if (column.held >= MOST_PREPARED) {
    column.prepared = [];
    column.held = 0;
  }
  column.held++;
  column.prepared[id] = made;
  return made;
}

/** 1 for agreement, −1 for difference, 0 for not known. */
function goodness(packed: number, full: number): number {
  if (packed < 0) return 0;
  return (packed & 15) >= full - 1 ? 1 : (packed & 15) >= full - 2 ? 0.5 : -1;
}
