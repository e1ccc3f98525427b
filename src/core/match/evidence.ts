import { type AtomTable, countsOf } from './atoms.ts';
import { type Apart, areApart } from './compare/apart.ts';
import { type Comparator, levelOf, type Outcome, outcome, rarityBitsOf } from './compare/comparator.ts';
import { holdsWords } from './compare/packed-letters.ts';
import { areSignaturesApart, type SignatureRule } from './compare/signatures-apart.ts';
import type { Corpus } from './corpus.ts';
import { type PackedTexts, startOf } from './dictionary.ts';

const UNKNOWN = -1;
const NOT_YET = -2;
/** Beyond every outcome: a level below 16 and rarities of less than 2^32 records. */
const NOT_ASKED = 0xffff;
/** By so many bits must a name be rarer than a city to stand for it. */
const CLEARLY_RARER = 2;
/** Places in the cache of one feature; a newer comparison takes an older one's place. */
const CACHE = 1 << 12;
/** Prepared values kept per feature, as a power of two: those of a block are met again at once, others seldom. */
const PREPARED_BITS = 8;

/** By place: which value is prepared there, and what it was prepared to. A place is the top bits of a mixed id. */
type Preparing = { shift: number; ids: Int32Array; made: unknown[] };

/** What one feature's values are compared with. */
type Column = {
  comparator: Comparator;
  apart: Apart | undefined;
  whenApart: Outcome;
  rule: SignatureRule | undefined;
  signatures: Int32Array;
  texts: PackedTexts;
  values: (id: number) => string;
  atoms: AtomTable;
  preparing: Preparing;
  /** By how many records, of those of which the atoms are counted. */
  known: number;
  /** The level of full agreement, the last one. */
  full: number;
  /** Outcome of a value with itself, as far as it was asked for. */
  own: Uint16Array;
  /** Four places each: the two values, the outcome, and one left free so that an entry never straddles cache lines. */
  cache: Int32Array;
};

/**
 * Compares nodes of a corpus, feature by feature. What one value is worth is prepared once, and the comparisons of
 * two values are remembered, however many records hold them. Memory does not grow with the pairs.
 */
export class PairComparer {
  readonly #columns: readonly Column[];
  readonly #all: Int32Array;
  readonly #rows: Int32Array;
  readonly #first: number;
  readonly #last: number;
  readonly #name: number;
  readonly #city: number;

  /** `known`: per feature, how many of the records of which the atoms are counted know it (the model's: `knownIn`). */
  constructor(corpus: Corpus, atoms: readonly AtomTable[], known: readonly number[]) {
    this.#rows = corpus.rows;
    this.#all = Int32Array.from(corpus.features.keys());
    const preparingOf = sharedPreparing();
    this.#columns = corpus.features.map((feature, index) => {
      const space = corpus.spaceOfFeature[index] as number;
      const { size, valueOf, texts } = corpus.spaces[space] as Corpus['spaces'][number];
      const places = size < 2 ? 0 : Math.min(CACHE, 1 << Math.ceil(Math.log2(size * 16)));
      // No more places than values: the pipeline makes one of these for every change, over a few records.
      const bits = Math.min(PREPARED_BITS, Math.ceil(Math.log2(Math.max(2, size))));
      return {
        comparator: feature.comparator,
        apart: feature.comparator.apart,
        whenApart: feature.comparator.whenApart ?? APART,
        rule: feature.comparator.signature,
        signatures: (atoms[space] as AtomTable).signatures,
        texts,
        values: valueOf,
        atoms: atoms[space] as AtomTable,
        known: known[index] as number,
        full: feature.comparator.levels.length - 1,
        preparing: places === 0 ? NOTHING.preparing : preparingOf(space, feature.comparator, bits),
        own: places === 0 ? NOTHING.own : new Uint16Array(size).fill(NOT_ASKED),
        cache: places === 0 ? NOTHING.cache : new Int32Array(places * 4),
      };
    });
    this.#first = corpus.features.findIndex((feature) => feature.name === 'first');
    this.#last = corpus.features.findIndex((feature) => feature.name === 'last');
    this.#name = corpus.features.findIndex((feature) => feature.name === 'name');
    this.#city = corpus.features.findIndex((feature) => feature.name === 'city');
  }

  /** Fills `into` with a packed outcome for each of these features, −1 where either side is not known. */
  compare(left: number, right: number, into: Int32Array, features = this.#all): void {
    const [columns, rows] = [this.#columns, this.#rows];
    const [ofLeft, ofRight] = [left * columns.length, right * columns.length];
    for (let at = 0; at < features.length; at++) {
      const feature = features[at] as number;
      const a = rows[ofLeft + feature] as number;
      const b = rows[ofRight + feature] as number;
      into[feature] = a === 0 || b === 0 ? UNKNOWN : compareValues(columns[feature] as Column, a, b);
    }
    this.trySwapped(left, right, into);
    this.tryNamedAfterCity(left, right, into);
  }

  /**
   * As far as it costs next to nothing: the outcomes of values that are equal or told apart by their signatures, −1 not
   * known, −2 not yet compared. Features that are not asked for are left as they are.
   */
  compareAtOnce(left: number, right: number, features: Int32Array, into: Int32Array): void {
    const columns = this.#columns;
    const rows = this.#rows;
    const ofLeft = left * columns.length;
    const ofRight = right * columns.length;
    for (let at = 0; at < features.length; at++) {
      const feature = features[at] as number;
      const a = rows[ofLeft + feature] as number;
      const b = rows[ofRight + feature] as number;
      into[feature] = a === 0 || b === 0 ? UNKNOWN : outcomeAtOnce(columns[feature] as Column, a, b);
    }
  }

  /** Whether what `compareAtOnce` tells of the names of a person may change yet: they are to be compared or may be swapped. */
  areNamesOpen(left: number, right: number, outcomes: Int32Array): boolean {
    const [first, last] = [this.#first, this.#last];
    if (first < 0 || last < 0) return false;
    const [ofFirst, ofLast] = [outcomes[first] as number, outcomes[last] as number];
    if (ofFirst === NOT_YET || ofLast === NOT_YET) return true;
    const [firsts, lasts] = [this.#columns[first] as Column, this.#columns[last] as Column];
    if (goodness(ofFirst, firsts.full) + goodness(ofLast, lasts.full) > 0) return false;
    return (
      mayAgree(lasts, this.#idOf(left, first), this.#idOf(right, last)) ||
      mayAgree(lasts, this.#idOf(left, last), this.#idOf(right, first))
    );
  }

  /** One feature of a pair whose values are known and differ. */
  compareFeature(feature: number, left: number, right: number): number {
    return compareValues(
      this.#columns[feature] as Column,
      this.#idOf(left, feature),
      this.#idOf(right, feature),
    );
  }

  #idOf(node: number, feature: number): number {
    return this.#rows[node * this.#columns.length + feature] as number;
  }

  /**
   * Companies named after their city (`Denver Law Group`): the name tells the city already, so that it says nothing more.
   * Only where few of the city are called so; else the city tells as much as the name. Names that are not the same agree for
   * the city alone where it is the rarest that both hold. True if that was so.
   */
  tryNamedAfterCity(left: number, right: number, into: Int32Array): boolean {
    const [name, city] = [this.#name, this.#city];
    if (name < 0 || city < 0) return false;
    const [called, there] = [into[name] as number, into[city] as number];
    if (called < 0 || there < 0) return false;
    const [names, cities] = [this.#columns[name] as Column, this.#columns[city] as Column];
    if (levelOf(called) === 0 || levelOf(there) !== cities.full) return false;
    const isSame = levelOf(called) === names.full;
    if (isSame && rarityBitsOf(called) + CLEARLY_RARER > rarityBitsOf(there)) return false;
    const [isLeft, isRight] = [this.#isNamedAfter(left, left), this.#isNamedAfter(right, left)];
    if (isSame ? !isLeft && !isRight : !isLeft || !isRight || !this.#isCityRarest(left, called)) return false;
    into[city] = UNKNOWN;
    return true;
  }

  /** Whether the name of a node holds the city that another one is in. */
  #isNamedAfter(node: number, there: number): boolean {
    const names = (this.#columns[this.#name] as Column).texts;
    const cities = (this.#columns[this.#city] as Column).texts;
    const [name, city] = [this.#idOf(node, this.#name), this.#idOf(there, this.#city)];
    return holdsWords(names.bytes, [startOf(names, name), names.ends[name] as number], cities.bytes, [
      startOf(cities, city),
      cities.ends[city] as number,
    ]);
  }

  /** Whether names that both hold the city of a node share nothing that fewer names hold. */
  #isCityRarest(node: number, called: Outcome): boolean {
    const names = this.#columns[this.#name] as Column;
    const id = this.#idOf(node, this.#name);
    const words = (this.#columns[this.#city] as Column).values(this.#idOf(node, this.#city)).split(' ');
    // Atoms are, name by name, the whole and each word.
    const atoms = names.comparator.atoms(names.values(id));
    const counts = countsOf(names.atoms, id);
    const held = words.map((word) => counts[atoms.indexOf(`~${word}`)] ?? Number.POSITIVE_INFINITY);
    return rarityBitsOf(called) >= rarityBitsOf(outcome(0, Math.min(...held)));
  }

  /** Given name and family name written in each other's place: taken when it fits clearly better. */
  trySwapped(left: number, right: number, into: Int32Array): void {
    const [first, last] = [this.#first, this.#last];
    if (first < 0 || last < 0) return;
    const [firsts, lasts] = [this.#columns[first] as Column, this.#columns[last] as Column];
    const straight =
      goodness(into[first] as number, firsts.full) + goodness(into[last] as number, lasts.full);
    if (straight > 0) return;
    const one = compareAcross(lasts, this.#idOf(left, first), this.#idOf(right, last));
    const other = compareAcross(lasts, this.#idOf(left, last), this.#idOf(right, first));
    const crossed = goodness(one, lasts.full) + goodness(other, lasts.full);
    if (crossed <= 0 || crossed <= straight) return;
    // A swap itself is a slip: what agrees crosswise counts as similar, one level below the same.
    // The better one is the given name's, so that the order of the two records makes no difference.
    const better = Math.max(one, other);
    const worse = Math.min(one, other);
    into[first] = asSlip(better, lasts.full, firsts.full);
    into[last] = worse < 0 ? UNKNOWN : asSlip(worse, lasts.full, lasts.full);
  }
}

/** What is remembered of a feature that no record knows. */
const NOTHING = {
  preparing: { shift: 0, ids: new Int32Array(0), made: [] } satisfies Preparing,
  own: new Uint16Array(0),
  cache: new Int32Array(0),
};

/** Features that prepare the values of one space alike share what is prepared. */
function sharedPreparing(): (space: number, comparator: Comparator, bits: number) => Preparing {
  const known = new Map<number, Map<Comparator['prepare'], Preparing>>();
  return (space, { prepare: how }, bits) => {
    const ofSpace = known.get(space) ?? new Map<Comparator['prepare'], Preparing>();
    known.set(space, ofSpace);
    const places = 2 ** bits;
    const preparing = ofSpace.get(how) ?? {
      ...{ shift: 32 - bits, ids: new Int32Array(places) },
      made: new Array<unknown>(places).fill(undefined),
    };
    ofSpace.set(how, preparing);
    return preparing;
  };
}

function compareAcross(column: Column, a: number, b: number): number {
  return a === 0 || b === 0 ? UNKNOWN : compareValues(column, a, b);
}

function outcomeAtOnce(column: Column, a: number, b: number): number {
  if (a === b) return ownOutcome(column, a);
  const { rule } = column;
  return rule !== undefined && areSignaturesApart(rule, column.signatures, a, b) ? column.whenApart : NOT_YET;
}

function mayAgree(column: Column, a: number, b: number): boolean {
  return a !== 0 && b !== 0 && outcomeAtOnce(column, a, b) !== APART;
}

function compareValues(column: Column, a: number, b: number): number {
  if (a === b) return ownOutcome(column, a);
  const [low, high] = a < b ? [a, b] : [b, a];
  const { cache } = column;
  const mixed = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b) ^ (low >>> 7);
  const place = (mixed << 2) & (cache.length - 1);
  if (cache[place] === low && cache[place + 1] === high) return cache[place + 2] as number;
  const packed = areApart(column.apart, column.texts, low, high)
    ? column.whenApart
    : compareInFull(column, low, high);
  cache[place] = low;
  cache[place + 1] = high;
  cache[place + 2] = packed;
  return packed;
}

/** The worst level: `outcome(0)`. */
const APART = 0;

function compareInFull(column: Column, low: number, high: number): number {
  const hashes = column.texts.low;
  // Ids go by arrival, hashes by content: a likeness that is not quite symmetric must not let the order be seen.
  const [first, second] = (hashes[low] as number) <= (hashes[high] as number) ? [low, high] : [high, low];
  return column.comparator.compare(prepare(column, first) as never, prepare(column, second) as never);
}

function ownOutcome(column: Column, id: number): number {
  const known = column.own[id] as number;
  if (known !== NOT_ASKED) return known;
  const packed = askOwn(column, id);
  if (packed >= 0) column.own[id] = packed;
  return packed;
}

function askOwn(column: Column, id: number): number {
  const { comparator, texts, atoms } = column;
  if (comparator.own !== undefined)
    return comparator.own(countsOf(atoms, id), texts.bytes, startOf(texts, id), texts.ends[id] as number);
  const value = prepare(column, id);
  return comparator.compare(value as never, value as never);
}

function prepare(column: Column, id: number): unknown {
  const { shift, ids, made } = column.preparing;
  const place = Math.imul(id, 0x9e3779b1) >>> shift;
  if (ids[place] !== id) {
    made[place] = column.comparator.prepare(column.values(id), countsOf(column.atoms, id), column.known);
    ids[place] = id;
  }
  return made[place];
}

/** A crosswise outcome that agrees, as the level next to full agreement; else the worst one. */
function asSlip(packed: number, fullOfIt: number, full: number): number {
  return levelOf(packed) >= fullOfIt - 1 ? (packed & ~15) + full - 1 : 0;
}

/** 1 for agreement, −1 for difference, 0 for not known. */
function goodness(packed: number, full: number): number {
  if (packed < 0) return 0;
  return (packed & 15) >= full - 1 ? 1 : (packed & 15) >= full - 2 ? 0.5 : -1;
}
