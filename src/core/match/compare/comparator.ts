import type { Apart } from './apart.ts';
import type { AtomBytes } from './atom-bytes.ts';
import type { Own } from './own.ts';
import type { SignatureRule } from './signatures-apart.ts';

/** By place in `atoms`: how many records hold it. Valid during the call only. */
export type AtomCounts = Readonly<Record<number, number>>;

/**
 * A comparator tells two values of one column apart in levels, worst first. Levels from `rare` on carry a rarity:
 * how many records hold what the two values share. Agreement on what few records hold tells more.
 */
export type Comparator = {
  /** Names of the levels for people, worst first; the last is full agreement. */
  readonly levels: readonly string[];
  /** First level that carries a rarity. */
  readonly rare: number;
  /**
   * What can be worked out of one value alone, once; `counts` tells how many records hold each of its atoms, of the `known`
   * that know the column.
   */
  prepare(value: string, counts: AtomCounts, known: number): unknown;
  /** Whether `prepare` looks at `known`. */
  readonly weighsParts?: boolean;
  /** Level and rarity, packed by `outcome`; −1 when the two say nothing about each other. Symmetric. */
  compare(left: never, right: never): Outcome;
  /** Tells quickly of two different values that `compare` would give `outcome(0)`, or `whenApart` if there is one. */
  readonly apart?: Apart;
  readonly whenApart?: Outcome;
  /** The same, told from signatures. */
  readonly signature?: SignatureRule;
  /** Tells without preparing it what `compare` gives of a value and itself. */
  readonly own?: Own;
  /** Whether different texts may have an atom in common: lists, and words in another order. */
  readonly sharesAtoms?: boolean;
  /** The atoms of a value whose frequency is counted, in an order that `prepare` knows; parts begin with `~`. */
  atoms(value: string): string[];
  /** The same of the bytes of an ASCII value, hashed. */
  readonly atomBytes?: AtomBytes;
  /** Where atoms are no more than the value itself, or the entries of a list. */
  readonly atomised?: 'whole' | 'entries';
};

/** `level + 16 × round(8 × log2(rarity))`. */
export type Outcome = number;

/** Two values that say nothing about each other count like values that are not known. */
export const NOT_COMPARABLE: Outcome = -1;

export function outcome(level: number, rarity = 1): Outcome {
  return level + 16 * Math.round(8 * Math.log2(Math.max(1, rarity)));
}

export function levelOf(packed: Outcome): number {
  return packed & 15;
}

/** log2 of the rarity, in bits. */
export function rarityBitsOf(packed: Outcome): number {
  return (packed >> 4) / 8;
}
