import type { Comparator } from './compare/comparator.ts';
import type { Corpus } from './corpus.ts';
import type { CountAtom } from './frequencies.ts';

type Cache = Map<number, number>;
/** A space's cache is emptied when it holds this many comparisons: memory must not grow with the pairs. */
const MOST_CACHED = 400_000;
const UNKNOWN = -1;

/**
 * Compares nodes of a corpus, feature by feature. What one value is worth is prepared once, and two values are
 * compared once, however many records hold them.
 */
export class PairComparer {
  readonly #corpus: Corpus;
  readonly #prepared: unknown[][];
  readonly #counts: readonly CountAtom[];
  readonly #caches: Cache[];
  readonly #comparators: readonly Comparator[];
  readonly #first: number;
  readonly #last: number;

  constructor(corpus: Corpus, counts: readonly CountAtom[]) {
    this.#corpus = corpus;
    this.#counts = counts;
    this.#comparators = corpus.features.map((feature) => feature.comparator);
    this.#prepared = corpus.features.map(() => []);
    this.#caches = corpus.features.map(() => new Map());
    this.#first = corpus.features.findIndex((feature) => feature.name === 'first');
    this.#last = corpus.features.findIndex((feature) => feature.name === 'last');
  }

  /** Fills `into` with a packed outcome per feature, −1 where either side is not known. */
  compare(left: number, right: number, into: Int32Array): void {
    const { columns } = this.#corpus;
    for (let feature = 0; feature < columns.length; feature++) {
      const column = columns[feature] as Int32Array;
      const a = column[left] as number;
      const b = column[right] as number;
      into[feature] = a === 0 || b === 0 ? UNKNOWN : this.#compareValues(feature, a, b);
    }
    if (this.#first >= 0 && this.#last >= 0) this.#trySwapped(left, right, into);
  }

  #compareValues(feature: number, a: number, b: number): number {
    const key = a < b ? a * 67108864 + b : b * 67108864 + a;
    const cache = this.#caches[feature] as Cache;
    const known = cache.get(key);
    if (known !== undefined) return known;
    const comparator = this.#comparators[feature] as Comparator;
    const packed = comparator.compare(this.#prepare(feature, a) as never, this.#prepare(feature, b) as never);
    if (cache.size >= MOST_CACHED) cache.clear();
    cache.set(key, packed);
    return packed;
  }

  #prepare(feature: number, id: number): unknown {
    const prepared = this.#prepared[feature] as unknown[];
    const known = prepared[id];
    if (known !== undefined) return known;
    const space = this.#corpus.spaceOfFeature[feature] as number;
    const value = this.#corpus.spaces[space]?.values[id] as string;
    const made = (this.#comparators[feature] as Comparator).prepare(value, this.#counts[space] as CountAtom);
    prepared[id] = made;
    return made;
  }

  /** Given name and family name written in each other's place: taken when it fits clearly better. */
  #trySwapped(left: number, right: number, into: Int32Array): void {
    const [first, last] = [this.#first, this.#last];
    const straight = goodness(into[first] as number, 5) + goodness(into[last] as number, 4);
    if (straight > 0) return;
    const firsts = this.#corpus.columns[first] as Int32Array;
    const lasts = this.#corpus.columns[last] as Int32Array;
    const [firstA, lastA, firstB, lastB] = [firsts[left], lasts[left], firsts[right], lasts[right]] as [
      number,
      number,
      number,
      number,
    ];
    const one = firstA === 0 || lastB === 0 ? UNKNOWN : this.#compareValues(last, firstA, lastB);
    const other = lastA === 0 || firstB === 0 ? UNKNOWN : this.#compareValues(last, lastA, firstB);
    const crossed = goodness(one, 4) + goodness(other, 4);
    if (crossed <= 0 || crossed <= straight) return;
    // A swap itself is a slip: what agrees crosswise counts as similar, one level below the same.
    into[first] = one < 0 ? UNKNOWN : (one & 15) >= 3 ? (one & ~15) + 4 : 0;
    into[last] = other < 0 ? UNKNOWN : (other & 15) >= 3 ? (other & ~15) + 3 : 0;
  }
}

/** 1 for agreement, −1 for difference, 0 for not known. */
function goodness(packed: number, full: number): number {
  if (packed < 0) return 0;
  return (packed & 15) >= full - 1 ? 1 : (packed & 15) >= full - 2 ? 0.5 : -1;
}
