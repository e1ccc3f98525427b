import { type AddressWord, Asks } from './address-word.ts';
import type { WordTable } from './word-table.ts';

const [BLANK, HASH, APOSTROPHE, MINUS, DOT, UNDERSCORE, BACKTICK] = [32, 35, 39, 45, 46, 95, 96];

/** What stands before a unit's number, as far as it was read. */
const Before = { NO_UNIT: 0, WORD: 1, DOT: 2, SIGN: 3, SIGN_ALONE: 4 } as const;

/** Reads the words of a folded line; one reader reads line after line, so that none of them allocates anything. */
export class AddressLine {
  /** The first `count` are those of the line, without its unit. */
  readonly words: AddressWord[] = [];
  /** Which kind of house number each can be. */
  readonly kinds: number[] = [];
  count = 0;
  /** The first unit's number. */
  unit: AddressWord | undefined;
  #before: number = Before.NO_UNIT;
  #hasUnit = false;
  #hasOrdinal = false;
  readonly #letters = new Uint8Array(256);

  /** Whether the line was read; false where it may hold more than words, a number and units. */
  read(bytes: Uint8Array, start: number, end: number, known: WordTable<AddressWord>): boolean {
    this.count = 0;
    this.unit = undefined;
    this.#before = Before.NO_UNIT;
    this.#hasUnit = false;
    this.#hasOrdinal = false;
    let length = 0;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      if (isOfToken(byte)) this.#letters[length++] = byte;
      else if (byte !== APOSTROPHE && byte !== BACKTICK) {
        if (length > 0 && !this.#take(known.of(this.#letters, 0, length), bytes, at, end)) return false;
        length = 0;
        if (!this.#pass(byte)) return false;
      }
    }
    if (length > 0 && !this.#take(known.of(this.#letters, 0, length), bytes, end, end)) return false;
    return this.#before === Before.NO_UNIT && !(this.#hasUnit && this.#hasOrdinal);
  }

  /** Takes a word that ends at `at`. */
  #take(word: AddressWord, bytes: Uint8Array, at: number, end: number): boolean {
    if (this.#before !== Before.NO_UNIT) return this.#takeUnit(word);
    if (word.asks === Asks.UNIT) {
      this.#before = Before.WORD;
      return true;
    }
    if (word.asks === Asks.ORDINAL) this.#hasOrdinal = true;
    if (word.asks === Asks.OTHER) return false;
    if (word.parts.length === 0) return this.#add(word);
    if (word.asks === Asks.STREET) {
      const behind = bytes[at] === DOT ? at + 1 : at;
      // Behind the dot an apostrophe would vanish, and a unit leave a blank.
      const next = behind < end ? (bytes[behind] as number) : BLANK;
      if (isOfToken(next) || next === HASH || next === APOSTROPHE || next === BACKTICK) return false;
      if (next !== BLANK) return this.#add(word);
    }
    for (const part of word.parts) this.#add(part);
    return true;
  }

  #takeUnit(word: AddressWord): boolean {
    if (word.asks !== Asks.NOTHING || (this.#before !== Before.SIGN_ALONE && !word.isUnitNumber))
      return false;
    this.unit ??= word;
    this.#hasUnit = true;
    this.#before = Before.NO_UNIT;
    return true;
  }

  #add(word: AddressWord): boolean {
    this.words[this.count] = word;
    this.kinds[this.count++] = word.kind;
    return true;
  }

  /** Passes what stands between words; between a unit and its number that is little. */
  #pass(byte: number): boolean {
    if (byte === UNDERSCORE) return false;
    if (byte === HASH) {
      if (this.#before >= Before.SIGN) return false;
      this.#before = this.#before === Before.NO_UNIT ? Before.SIGN_ALONE : Before.SIGN;
      return true;
    }
    if (this.#before === Before.NO_UNIT) return true;
    if (byte === BLANK) {
      if (this.#before === Before.WORD) this.#before = Before.DOT;
      return true;
    }
    if (byte !== DOT || this.#before !== Before.WORD) return false;
    this.#before = Before.DOT;
    return true;
  }
}

/** Letters and digits of a folded text, and the hyphens between them. */
function isOfToken(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) || byte === MINUS;
}
