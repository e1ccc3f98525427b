import { ConfigError } from '../core/errors.ts';
import { sharedInts } from '../core/match/corpus.ts';
import { hashBytes32 } from '../core/match/hash.ts';
import { afterQuoted, findRows, lineOf } from './csv-rows.ts';

/** Where the rows of a CSV file lie: cells are read when they are needed. */
export type CsvLayout = {
  /** For messages. */
  file: string;
  bytes: Uint8Array;
  delimiter: number;
  header: string[];
  /** The line that the header starts on, from 1, for messages. */
  headerLine: number;
  /** Byte offsets of row `r`: `starts[r]` … `ends[r]`, the header not counted. */
  starts: Float64Array;
  ends: Float64Array;
  /** How many cells each row has. */
  cells: Int32Array;
  /** 1 for a row with neither a quote nor a return inside: its cells are what stands between the delimiters. */
  bare: Uint8Array;
};

const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;
const DELIMITERS = [44, 59, 9, 124];

/**
 * Finds rows and header of a CSV file in UTF-8 without BOM (RFC 4180; a quote inside a bare cell is a letter).
 * Throws a ConfigError for a quote that is never closed, text after a closing quote, a repeated header, an empty file.
 */
export function layOutCsv(bytes: Uint8Array, file: string): CsvLayout {
  const told = toldDelimiter(bytes);
  const from = told?.end ?? 0;
  const delimiter = told?.delimiter ?? findDelimiter(bytes);
  const { starts, ends, cells, bare } = findRows(bytes, { delimiter, from, file });
  if (starts.length === 0) {
    throw new ConfigError({
      code: 'CSV_EMPTY',
      message: `${file} is empty; it needs a header row and at least one record.`,
    });
  }
  const layout: CsvLayout = {
    file,
    bytes,
    delimiter,
    header: [],
    headerLine: lineOf(bytes, starts[0] as number),
    starts: sharedOffsets(starts),
    ends: sharedOffsets(ends),
    cells: sharedInts(cells),
    bare: sharedBytes(bare),
  };
  const header = readRow(layout, 0).map((cell) => cell.trim());
  checkHeader(header, file);
  return rowsBetween({ ...layout, header }, 1, starts.length);
}

/** The same file with the rows from `from` to `to` alone. */
export function rowsBetween(layout: CsvLayout, from: number, to: number): CsvLayout {
  const { starts, ends, cells, bare } = layout;
  return {
    ...{ ...layout, starts: starts.subarray(from, to), ends: ends.subarray(from, to) },
    ...{ cells: cells.subarray(from, to), bare: bare.subarray(from, to) },
  };
}

/** In memory that threads share: a file of a million rows has 16 MB of them. */
function sharedOffsets(offsets: readonly number[]): Float64Array {
  const shared = new Float64Array(new SharedArrayBuffer(offsets.length * 8));
  shared.set(offsets);
  return shared;
}

function sharedBytes(bytes: readonly number[]): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

function checkHeader(header: readonly string[], file: string): void {
  const seen = new Map<string, number>();
  header.forEach((name, index) => {
    const before = seen.get(name);
    if (before !== undefined && name !== '') {
      throw new ConfigError({
        code: 'CSV_HEADER_REPEATED',
        message: `${file}: columns ${before + 1} and ${index + 1} are both called ${JSON.stringify(name)}; rename or remove one.`,
      });
    }
    seen.set(name, index);
  });
}

/** Excel's first line that tells the separator, `sep=;`; never a header, as it would be one column of that name. */
const SEPARATOR_LINE = /^("?)sep=(\\t|\t|[!-~])\1\r?(?:\n|$)/i;

/** The separator that the first line tells, and where that line ends; undefined where it tells none. */
function toldDelimiter(bytes: Uint8Array): { delimiter: number; end: number } | undefined {
  const found = SEPARATOR_LINE.exec(Buffer.from(bytes.subarray(0, 12)).toString('latin1'));
  const told = found?.[2] ?? '';
  if (found === null || /^["a-z0-9]$/i.test(told)) return undefined;
  return { delimiter: told === '\\t' ? 9 : told.charCodeAt(0), end: found[0].length };
}

/** The separator that the header has most of; a comma where it has none. */
function findDelimiter(bytes: Uint8Array): number {
  const counts = new Map(DELIMITERS.map((code) => [code, 0]));
  let quoted = false;
  for (let at = 0; at < bytes.length; at++) {
    const code = bytes[at] as number;
    if (code === QUOTE) quoted = !quoted;
    else if (code === NEWLINE && !quoted) break;
    else if (!quoted && counts.has(code)) counts.set(code, (counts.get(code) as number) + 1);
  }
  let best = 44;
  for (const code of DELIMITERS) if ((counts.get(code) as number) > (counts.get(best) as number)) best = code;
  return best;
}

const buffers = new WeakMap<Uint8Array, Buffer>();

/** The same bytes as a buffer, made once. */
function bufferOf(bytes: Uint8Array): Buffer {
  let buffer = buffers.get(bytes);
  if (buffer === undefined) {
    buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    buffers.set(bytes, buffer);
  }
  return buffer;
}

/** The cells of a row. */
export function readRow(layout: CsvLayout, row: number): string[] {
  const text = bufferOf(layout.bytes).toString(
    'utf8',
    layout.starts[row] as number,
    layout.ends[row] as number,
  );
  const delimiter = String.fromCharCode(layout.delimiter);
  return text.includes('"') ? splitQuoted(text, delimiter) : text.split(delimiter);
}

function splitQuoted(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= text.length) {
    if (text[at] === '"') {
      let end = at + 1;
      while (end < text.length && !(text[end] === '"' && text[end + 1] !== '"'))
        end += text[end] === '"' ? 2 : 1;
      cells.push(text.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 2;
    } else {
      const end = text.indexOf(delimiter, at);
      cells.push(text.slice(at, end < 0 ? text.length : end));
      if (end < 0) break;
      at = end + 1;
    }
    if (at === text.length + 1) break;
  }
  return cells;
}

/** Where the cells of one row lie, quotes not counted. */
export type CellPlaces = { starts: number[]; ends: number[]; escaped: boolean[]; count: number };

/** Finds the cells of a row; `places` is filled anew. */
export function locateCells(
  { bytes, delimiter, starts, ends }: CsvLayout,
  row: number,
  places: CellPlaces,
): void {
  const end = ends[row] as number;
  let at = starts[row] as number;
  let count = 0;
  while (at <= end) {
    const isQuoted = at < end && bytes[at] === QUOTE;
    const start = isQuoted ? at + 1 : at;
    let escaped = false;
    at = start;
    if (isQuoted) {
      while (at < end && !(bytes[at] === QUOTE && bytes[at + 1] !== QUOTE)) {
        if (bytes[at] === QUOTE) {
          escaped = true;
          at++;
        }
        at++;
      }
    } else while (at < end && bytes[at] !== delimiter) at++;
    places.starts[count] = start;
    places.ends[count] = at;
    places.escaped[count++] = escaped;
    at += isQuoted ? 2 : 1;
  }
  places.count = count;
}

/** The text of a cell that was located; empty where the row has none. */
export function cellText({ bytes }: CsvLayout, places: CellPlaces, column: number): string {
  if (column >= places.count) return '';
  const [start, end] = [places.starts[column] as number, places.ends[column] as number];
  if (start === end) return '';
  const text = bufferOf(bytes).toString('utf8', start, end);
  return places.escaped[column] === true ? text.replaceAll('""', '"') : text;
}

/** One cell of a row, without reading the others; empty where there is none. */
export function readCell(layout: CsvLayout, row: number, column: number): string {
  if (column < 0) return '';
  const start = startOfBare(layout, row, column);
  // The plain reader knows the rules of quotes.
  if (start < 0) return readRow(layout, row)[column] ?? '';
  return readText(layout.bytes, start, endOfBare(layout, row, start));
}

/** Where the cell's bytes lie, if it is there and neither it nor one before it is quoted. */
export function bareCell(
  layout: CsvLayout,
  row: number,
  column: number,
): { start: number; end: number } | undefined {
  const start = startOfBare(layout, row, column);
  return start < 0 ? undefined : { start, end: endOfBare(layout, row, start) };
}

/** Where the cell starts, if it is there and neither it nor one before it is quoted; else −1. */
function startOfBare({ bytes, delimiter, starts, ends }: CsvLayout, row: number, column: number): number {
  const end = ends[row] as number;
  let at = starts[row] as number;
  for (let cell = 0; at <= end; cell++) {
    if (bytes[at] === QUOTE || bytes[at] === RETURN) return -1;
    if (cell === column) return at;
    while (at < end && bytes[at] !== delimiter) at++;
    at++;
  }
  return -1;
}

function endOfBare({ bytes, delimiter, ends }: CsvLayout, row: number, start: number): number {
  const end = ends[row] as number;
  let at = start;
  while (at < end && bytes[at] !== delimiter) at++;
  return at;
}

/** So many different cells of a column are remembered: a column of more of them does not repeat itself. */
const MOST_REPEATED = 1_000;

/** Reads the trimmed cells of a column that says the same few things over and over; `otherwise` where it says nothing. */
export function repeatedCells(layout: CsvLayout, column: number, otherwise: string): (row: number) => string {
  const { bytes } = layout;
  const known = new Map<number, { start: number; end: number; text: string }>();
  const read = (row: number) => readCell(layout, row, column).trim() || otherwise;
  return (row) => {
    const start = column < 0 ? -1 : startOfBare(layout, row, column);
    if (start < 0) return read(row);
    const end = endOfBare(layout, row, start);
    const hash = hashBytes32(bytes, start, end);
    const before = known.get(hash);
    if (before && areEqual(bytes, before, { start, end })) return before.text;
    const text = read(row);
    if (known.size < MOST_REPEATED) known.set(hash, { start, end, text });
    return text;
  };
}

type Span = { start: number; end: number };

function areEqual(bytes: Uint8Array, a: Span, b: Span): boolean {
  const length = a.end - a.start;
  if (b.end - b.start !== length) return false;
  for (let at = 0; at < length; at++) if (bytes[a.start + at] !== bytes[b.start + at]) return false;
  return true;
}

function readText(bytes: Uint8Array, start: number, end: number): string {
  let at = start;
  while (at < end && (bytes[at] as number) < 128) at++;
  return bufferOf(bytes).toString(at === end ? 'latin1' : 'utf8', start, end);
}

const COMMA = 44;

/**
 * Where the cell `first` of a row starts, when this and all that follow can stand in another CSV file as they are: commas
 * between them, quotes only around cells, as many cells as the header has. Else −1.
 */
export function startOfPlain(layout: CsvLayout, row: number, first: number): number {
  const { bytes, delimiter, header, cells } = layout;
  if (delimiter !== COMMA || first < 1 || first >= header.length || cells[row] !== header.length) return -1;
  if (layout.bare[row] === 1) return startOfBare(layout, row, first);
  const end = layout.ends[row] as number;
  let start = -1;
  for (let cell = 0, at = layout.starts[row] as number; at <= end; cell++, at++) {
    if (cell === first) start = at;
    if (bytes[at] === QUOTE && at < end) at = afterQuoted(bytes, at, delimiter, layout.file);
    else {
      for (; at < end && bytes[at] !== COMMA; at++) {
        if (bytes[at] === QUOTE || bytes[at] === RETURN) return -1;
      }
    }
  }
  return start;
}
