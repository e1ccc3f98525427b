import { closeSync, openSync, writeSync } from 'node:fs';

/** One cell, quoted where it must be. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const FLUSH_AT = 1 << 20;

/** Writes a CSV file in large pieces. */
export class CsvWriter {
  readonly #file: number;
  #pending: string[] = [];
  #size = 0;

  constructor(path: string, header: readonly string[]) {
    this.#file = openSync(path, 'w');
    this.row(header);
  }

  row(cells: readonly string[]): void {
    this.line(cells.map(csvCell).join(','));
  }

  /** A row that is already in CSV form. */
  line(text: string): void {
    this.#pending.push(text);
    this.#size += text.length + 1;
    if (this.#size >= FLUSH_AT) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    if (this.#pending.length === 0) return;
    const bytes = Buffer.from(`${this.#pending.join('\n')}\n`, 'utf8');
    let at = 0;
    while (at < bytes.length) at += writeSync(this.#file, bytes, at);
    this.#pending = [];
    this.#size = 0;
  }
}
