import { closeSync, openSync, writeSync } from 'node:fs';
import { namingFile } from './naming-file.ts';

/** One cell, quoted where it must be. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const BUFFER = 1 << 20;
const COMMA = 44;
const NEWLINE = 10;

/** Writes a CSV file in large pieces. */
export class CsvWriter {
  readonly #path: string;
  readonly #file: number;
  readonly #buffer = Buffer.allocUnsafe(BUFFER);
  #size = 0;

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

  /** A row that is already in CSV form, its last cells as UTF-8 bytes. */
  lineWith(text: string, cells: Uint8Array): void {
    this.#text(text);
    this.#buffer[this.#size++] = COMMA;
    this.#bytes(cells);
    this.#buffer[this.#size++] = NEWLINE;
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
