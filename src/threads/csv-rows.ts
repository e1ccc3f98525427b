import { ConfigError } from '../core/errors.ts';

const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;

type Rows = { starts: number[]; ends: number[]; cells: number[]; bare: number[] };

type RowSearch = { delimiter: number; from: number; file: string };

/**
 * Finds where rows lie, empty ones left out. Throws a ConfigError for a quote that is never closed and for text after a
 * closing quote.
 */
export function findRows(bytes: Uint8Array, { delimiter, from, file }: RowSearch): Rows {
  const rows: Rows = { starts: [], ends: [], cells: [], bare: [] };
  const scan = new RowScan(bytes, delimiter, file);
  for (let start = from; start < bytes.length; start = scan.at + 1) {
    scan.row(start);
    const { at } = scan;
    const end = at > start && bytes[at - 1] === RETURN ? at - 1 : at;
    if (end === start) continue;
    rows.starts.push(start);
    rows.ends.push(end);
    rows.cells.push(scan.cells);
    rows.bare.push(Number(scan.isBare));
  }
  return rows;
}

/** Reads one row after another for where it ends and what is in it. */
class RowScan {
  /** The offset of the newline that ended the row, or of the file's end. */
  at = 0;
  cells = 1;
  isBare = true;
  readonly #bytes: Uint8Array;
  readonly #words: Int32Array;
  readonly #shift: number;
  readonly #delimiter: number;
  readonly #file: string;

  constructor(bytes: Uint8Array, delimiter: number, file: string) {
    const { words, shift } = wordsOf(bytes);
    this.#bytes = bytes;
    this.#words = words;
    this.#shift = shift;
    this.#delimiter = delimiter;
    this.#file = file;
  }

  row(start: number): void {
    const bytes = this.#bytes;
    const { length } = bytes;
    this.cells = 1;
    this.isBare = true;
    let cellStart = true;
    let at = start;
    while (at < length) {
      const plain = this.#skipPlain(at);
      if (plain > at) {
        at = plain;
        cellStart = bytes[at - 1] === this.#delimiter;
        if (at >= length) break;
      }
      const code = bytes[at] as number;
      if (code === NEWLINE) break;
      if (code === QUOTE || (code === RETURN && at + 1 < length && bytes[at + 1] !== NEWLINE))
        this.isBare = false;
      if (code === QUOTE && cellStart) at = afterQuoted(bytes, at, this.#delimiter, this.#file);
      else at++;
      cellStart = code === this.#delimiter;
      if (cellStart) this.cells++;
    }
    this.at = at;
  }

  /** Four bytes at once, as long as there is nothing but letters and delimiters in them: where that ends. */
  #skipPlain(at: number): number {
    if (((at + this.#shift) & 3) !== 0) return at;
    const words = this.#words;
    const delimiters = Math.imul(this.#delimiter, 0x01010101);
    // Divided, not shifted: beyond two gigabytes a place is no 32-bit number.
    const first = (at + this.#shift) / 4;
    let word = first;
    let cells = 0;
    for (; word < words.length; word++) {
      const four = words[word] as number;
      if ((zeroBytes(four ^ NEWLINES) | zeroBytes(four ^ QUOTES) | zeroBytes(four ^ RETURNS)) !== 0) break;
      cells += countOf(zeroBytes(four ^ delimiters));
    }
    this.cells += cells;
    return word === first ? at : word * 4 - this.#shift;
  }
}

const NEWLINES = Math.imul(NEWLINE, 0x01010101);
const QUOTES = Math.imul(QUOTE, 0x01010101);
const RETURNS = Math.imul(RETURN, 0x01010101);

/** The same bytes as whole words of four; byte `at` is byte `at + shift` of them, where there are words. */
function wordsOf(bytes: Uint8Array): { words: Int32Array; shift: number } {
  const shift = bytes.byteOffset & 3;
  const words = new Int32Array(
    bytes.buffer,
    bytes.byteOffset - shift,
    Math.floor((bytes.length + shift) / 4),
  );
  return { words, shift };
}

/** The top bit of every byte that is zero; exactly, whichever byte the machine counts first. */
function zeroBytes(four: number): number {
  return ~(((four & 0x7f7f7f7f) + 0x7f7f7f7f) | four | 0x7f7f7f7f);
}

/** How many of the four top bits are set. */
function countOf(topBits: number): number {
  return Math.imul(topBits >>> 7, 0x01010101) >>> 24;
}

/** The offset behind the closing quote of a cell that opens at `open`. */
export function afterQuoted(bytes: Uint8Array, open: number, delimiter: number, file: string): number {
  let at = open + 1;
  while (at < bytes.length) {
    if (bytes[at] !== QUOTE) at++;
    else if (bytes[at + 1] === QUOTE) at += 2;
    else {
      const next = bytes[at + 1];
      if (next === undefined || next === delimiter || next === NEWLINE || next === RETURN) return at + 1;
      throw new ConfigError({
        code: 'CSV_QUOTE',
        message: `${file} line ${lineOf(bytes, at)}: text follows a closing quote; double the quotes inside the cell, or quote the whole cell.`,
      });
    }
  }
  throw new ConfigError({
    code: 'CSV_QUOTE',
    message: `${file} line ${lineOf(bytes, open)}: a quote opens here and is never closed; close it, or double it if it is text.`,
  });
}

/** Line number, from 1, for messages. */
export function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at++) if (bytes[at] === NEWLINE) line++;
  return line;
}
