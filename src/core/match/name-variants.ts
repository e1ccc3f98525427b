/**
 * How much the names of one company vary in a file. Where they hardly do, names that each have words of their own are of
 * sisters; where spellings abound, they may be spellings as well.
 */
import { COMPANY_LEVELS } from './compare/company-name.ts';
import { levelOf } from './compare/comparator.ts';
import { compareOwnWords } from './compare/own-words.ts';
import type { Feature } from './features.ts';
import { COMMON } from './kin-ratios.ts';

const FIRST_VARIANT = COMPANY_LEVELS.indexOf('close');
/** The first guess of the share, and how many pairs it weighs. */
const GUESS = 0.36;
const GUESS_PAIRS = 12;
/**
 * Spellings that have words of their own on both sides are at most this part of those that differ by less: the further
 * two spellings are apart, the fewer they are. In a list of child care centres put together by hand it is a third.
 */
const MOST_WITH_OWN_WORDS = 0.5;
/** However little names vary, a company may take another one. */
const RENAMED = 0.02;

/**
 * Counts the pairs of one company whose names differ, but not by words on both sides: of the pairs that tell how many
 * kin there are of the kinship that is doubted by them.
 */
export class NameVariants {
  readonly #kinship: number;
  readonly #name: number;
  readonly #ownWords: number;
  #variants = GUESS_PAIRS * GUESS;
  #all = GUESS_PAIRS;

  /** `kinship`: its place among those of the type, −1 where none is doubted. */
  constructor(features: readonly Feature[], kinship: number) {
    this.#kinship = kinship;
    this.#ownWords = features.findIndex(({ comparator }) => comparator === compareOwnWords);
    this.#name = features.findIndex(({ name }) => name === 'name');
  }

  /** Adds a pair, `matched` of which is of one company. Its outcomes start at `start`. */
  add(
    outcomes: Int32Array,
    start: number,
    { matched, crowds }: { matched: number; crowds: Uint8Array },
  ): void {
    if (this.#kinship < 0 || (crowds[this.#kinship] as number) >= COMMON) return;
    const ownWords = outcomes[start + this.#ownWords] as number;
    // Names that share nothing.
    if (ownWords < 0) return;
    this.#all += matched;
    const level = levelOf(outcomes[start + this.#name] as number);
    const isVariant = level >= FIRST_VARIANT && level < COMPANY_LEVELS.length - 1;
    if (isVariant && ownWords !== 0) this.#variants += matched;
  }

  /** Which part of the pairs that was. */
  get share(): number {
    return this.#variants / this.#all;
  }

  /** The first guesses of m of a feature. */
  likely({ comparator, likely }: Feature): readonly number[] {
    if (comparator !== compareOwnWords) return likely;
    const most = Math.max(RENAMED, MOST_WITH_OWN_WORDS * this.share);
    const onBothSides = Math.min(likely[0] as number, most);
    return [onBothSides, 1 - onBothSides];
  }
}
