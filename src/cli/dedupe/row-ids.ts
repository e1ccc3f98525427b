import { setImmediate } from 'node:timers/promises';
import { HashTable } from '../../core/match/dictionary.ts';
import { hashBytes32, join53 } from '../../core/match/hash.ts';
import type { CsvCells } from './write-csv.ts';

/** Bytes of ASCII that may stand at a cell's end and mean nothing are at most these. */
const BLANK = 0x20;
const LAST_ASCII = 0x7f;
const [ZERO, NINE] = [0x30, 0x39];
/** Numbers of more digits are not exact in a double. */
const MOST_DIGITS = 15;
const [QUOTE, COMMA, NEWLINE, RETURN] = [0x22, 0x2c, 0x0a, 0x0d];

/** Ids of rows in UTF-8, one after another: a million texts would cost more to make and to keep. */
export class RowIds {
  length = 0;
  /** Whether every id can stand in a CSV file as it is. */
  arePlain = true;
  #areNumbers = true;
  /** Whether each id is longer than the one before, or as long and greater: then all are different. */
  #areAscending = true;
  #bytes = Buffer.alloc(1 << 16);
  #ends = new Uint32Array(1 << 12);

  static of(texts: Iterable<string>): RowIds {
    const ids = new RowIds();
    for (const text of texts) ids.add(text);
    return ids;
  }

  add(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    this.#append(bytes, 0, bytes.length);
  }

  /** Takes a cell's bytes for an id; false where they are none as they stand: empty, or to be trimmed. */
  addCell(bytes: Uint8Array, start: number, end: number): boolean {
    if (start >= end || !isInk(bytes[start] as number) || !isInk(bytes[end - 1] as number)) return false;
    this.#append(bytes, start, end);
    return true;
  }

  /** The id of a row. */
  at(row: number): string {
    return this.#bytes.toString('utf8', this.#startOf(row), this.#ends[row]);
  }

  *[Symbol.iterator](): Generator<string> {
    for (let row = 0; row < this.length; row++) yield this.at(row);
  }

  /** Numbers by value where all ids are numbers (7 and 007 are two of them), else by code point. */
  isBefore(a: number, b: number): boolean {
    const difference = this.#areNumbers ? this.#numberOf(a) - this.#numberOf(b) : 0;
    return difference < 0 || (difference === 0 && this.#compareBytes(a, b) < 0);
  }

  /**
   * False where every id is certainly another, by their order or their hashes: a map of a million texts takes most of a
   * second. Takes breaks, as reading ids does.
   */
  async mayRepeat(): Promise<boolean> {
    // As systems number their records, and export them.
    if (this.#areAscending) return false;
    const seen = new HashTable(this.length);
    for (let row = 0; row < this.length; row++) {
      if (isBreakDue(row)) await setImmediate();
      const [start, end] = [this.#startOf(row), this.#ends[row] as number];
      const hash = join53(
        hashBytes32(this.#bytes, start, end, 0x9e3779b9),
        hashBytes32(this.#bytes, start, end),
      );
      if (seen.numberOf(hash, row) !== row) return true;
    }
    return false;
  }

  /** All ids in CSV form, where they are plain. */
  get packed(): CsvCells {
    return { bytes: this.#bytes, ends: this.#ends };
  }

  #startOf(row: number): number {
    return row === 0 ? 0 : (this.#ends[row - 1] as number);
  }

  #append(from: Uint8Array, start: number, end: number): void {
    const first = this.#startOf(this.length);
    this.#makeRoom(first + end - start);
    const bytes = this.#bytes;
    let at = first;
    let areDigits = end > start && end - start <= MOST_DIGITS;
    for (let byte = start; byte < end; byte++) {
      const code = from[byte] as number;
      if (code < ZERO || code > NINE) areDigits = false;
      if (code === QUOTE || code === COMMA || code === NEWLINE || code === RETURN) this.arePlain = false;
      bytes[at++] = code;
    }
    if (!areDigits) this.#areNumbers = false;
    this.#ends[this.length++] = at;
    if (this.#areAscending) this.#areAscending = this.#isLastGreater();
  }

  #isLastGreater(): boolean {
    const last = this.length - 1;
    if (last === 0) return true;
    const [start, end, before] = [this.#startOf(last), this.#ends[last] as number, this.#startOf(last - 1)];
    const longer = end - start - (start - before);
    return longer > 0 || (longer === 0 && this.#compareBytes(last - 1, last) < 0);
  }

  #makeRoom(bytes: number): void {
    if (bytes > this.#bytes.length) {
      const larger = Buffer.alloc(bytes * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    if (this.length === this.#ends.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.#ends);
      this.#ends = larger;
    }
  }

  #numberOf(row: number): number {
    let value = 0;
    for (let at = this.#startOf(row); at < (this.#ends[row] as number); at++)
      value = value * 10 + (this.#bytes[at] as number) - ZERO;
    return value;
  }

  /** UTF-8 sorts as its code points do. */
  #compareBytes(a: number, b: number): number {
    const bytes = this.#bytes;
    let [left, right] = [this.#startOf(a), this.#startOf(b)];
    const [leftEnd, rightEnd] = [this.#ends[a] as number, this.#ends[b] as number];
    for (; left < leftEnd && right < rightEnd; left++, right++) {
      if (bytes[left] !== bytes[right]) return (bytes[left] as number) - (bytes[right] as number);
    }
    return leftEnd - left - (rightEnd - right);
  }
}

/** So many rows are some milliseconds of work. */
const ROWS_AT_ONCE = 1 << 14;

/** Whether it is time to let others have their turn: threads may wait for the next piece of work. */
export function isBreakDue(row: number): boolean {
  return row % ROWS_AT_ONCE === ROWS_AT_ONCE - 1;
}

/** Whether a byte at a cell's end certainly stays when the cell is trimmed. */
function isInk(code: number): boolean {
  return code > BLANK && code <= LAST_ASCII;
}
