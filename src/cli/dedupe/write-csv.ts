import { closeSync, openSync, writeSync } from 'node:fs';
import { namingFile } from './naming-file.ts';

/** One cell, quoted where it must be. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const BUFFER = 1 << 20;
/** Bytes that are copied faster one by one than by a call. */
const SHORT = 256;
const COMMA = 44;
const NEWLINE = 10;

/** Writes a CSV file in large pieces. */
export class CsvWriter {
  readonly #path: string;
  readonly #file: number;
  readonly #buffer = Buffer.allocUnsafe(BUFFER);
  #size = 0;
  /** Whether the row has cells already. */
  #isStarted = false;

  constructor(path: string, header: readonly string[]) {
    this.#path = path;
    this.#file = openSync(path, 'w');
    this.row(header);
  }

  row(cells: readonly string[]): void {
    this.line(cells.map(csvCell).join(','));
  }

  /** A row that is already in CSV form. */
  line(text: string): void {
    this.#text(text);
    this.#buffer[this.#size++] = NEWLINE;
  }

  /** The next cell of a row: one of many that were encoded at once. */
  cell(cells: CsvCells, index: number): void {
    this.copy(cells.bytes, index === 0 ? 0 : (cells.ends[index - 1] as number), cells.ends[index] as number);
  }

  /** The next cells of a row, in CSV form and UTF-8. */
  copy(bytes: Uint8Array, start: number, end: number): void {
    this.#comma();
    if (end - start > SHORT) this.#bytes(bytes.subarray(start, end));
    else {
      if (this.#size + SHORT + 2 > BUFFER) this.#flush();
      const buffer = this.#buffer;
      let size = this.#size;
      for (let at = start; at < end; at++) buffer[size++] = bytes[at] as number;
      this.#size = size;
    }
  }

  /** The next cell of a row, in CSV form. */
  text(text: string): void {
    this.#comma();
    this.#text(text);
  }

  /** Ends a row of single cells. */
  end(): void {
    this.#buffer[this.#size++] = NEWLINE;
    this.#isStarted = false;
  }

  #comma(): void {
    if (this.#isStarted) this.#buffer[this.#size++] = COMMA;
    this.#isStarted = true;
  }

  close(): void {
    this.#flush();
    // Some file systems tell only now that a quota is used up.
    namingFile(this.#path, () => closeSync(this.#file));
  }

  /** Two bytes stay free behind whatever was added. */
  #text(text: string): void {
    // No UTF-16 unit takes more than three bytes.
    if (text.length * 3 + 2 > BUFFER) this.#bytes(Buffer.from(text, 'utf8'));
    else {
      if (this.#size + text.length * 3 + 2 > BUFFER) this.#flush();
      this.#size += this.#buffer.write(text, this.#size);
    }
  }

  #bytes(bytes: Uint8Array): void {
    if (this.#size + bytes.length + 2 > BUFFER) this.#flush();
    if (bytes.length + 2 > BUFFER) this.#write(bytes);
    else {
      this.#buffer.set(bytes, this.#size);
      this.#size += bytes.length;
    }
  }

  #flush(): void {
    this.#write(this.#buffer.subarray(0, this.#size));
    this.#size = 0;
  }

  #write(bytes: Uint8Array): void {
    let at = 0;
    namingFile(this.#path, () => {
      while (at < bytes.length) at += writeSync(this.#file, bytes, at);
    });
  }
}

/** Many cells in CSV form and UTF-8, one after another, and where each ends. */
export type CsvCells = { bytes: Uint8Array; ends: Uint32Array };

export function packCells(texts: readonly string[]): CsvCells {
  const cells = texts.map((text) => Buffer.from(csvCell(text), 'utf8'));
  const ends = new Uint32Array(cells.length);
  let end = 0;
  cells.forEach((cell, index) => {
    end += cell.length;
    ends[index] = end;
  });
  return { bytes: Buffer.concat(cells), ends };
}
