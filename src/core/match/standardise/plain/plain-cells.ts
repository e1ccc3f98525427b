/**
 * The plain path: cells of printable ASCII and Latin letters with marks are standardised from bytes to bytes, without
 * becoming texts. It gives what the path over texts gives, or leaves the cells to that: a test holds the two together.
 */

/** The folded cells of a group's inputs, in their order; where one is not there it is empty. */
export type PlainCells = { bytes: Uint8Array; starts: Int32Array; ends: Int32Array };

/** Writes a text per column; false when the cells are left to the path over texts. */
export type PlainReader = (cells: PlainCells, context: string, out: PlainTexts) => boolean;

/** A longer cell is not plain; a text that is made of shorter ones always has room. */
export const LONGEST_PLAIN = 250;
const MOST_BYTES = 1 << 14;
const MOST_TEXTS = 8;

/** The texts of one group's columns, one behind the other; used again and again, so that nothing is allocated. */
export class PlainTexts {
  readonly bytes = new Uint8Array(MOST_BYTES);
  readonly ends = new Int32Array(MOST_TEXTS);
  count = 0;
  end = 0;

  clear(): void {
    this.count = 0;
    this.end = 0;
  }

  put(byte: number): void {
    this.bytes[this.end++] = byte;
  }

  putBytes(bytes: Uint8Array, start: number, end: number): void {
    for (let at = start; at < end; at++) this.bytes[this.end++] = bytes[at] as number;
  }

  /** ASCII only. */
  putText(text: string): void {
    for (let at = 0; at < text.length; at++) this.bytes[this.end++] = text.charCodeAt(at);
  }

  /** Ends the text of a column; what was put behind `end` is of the next one. */
  close(end = this.end): void {
    this.ends[this.count++] = end;
  }
}

/** Which of the cells from `first` to before `last` is the only one with anything in it; −1 where none or several are. */
export function onlyFilled({ starts, ends }: PlainCells, first: number, last: number): number {
  let found = -1;
  for (let at = first; at < last; at++) {
    if (starts[at] === ends[at]) continue;
    if (found >= 0) return -1;
    found = at;
  }
  return found;
}

export function isFilled({ starts, ends }: PlainCells, input: number): boolean {
  return (ends[input] as number) > (starts[input] as number);
}
