import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ConfigError } from '../../core/errors.ts';
import {
  bareCell,
  type CsvLayout,
  layOutCsv,
  readCell,
  readRow,
  repeatedCells,
} from '../../threads/csv-layout.ts';
import { lineOf } from '../../threads/csv-rows.ts';
import { decodeFile } from '../../threads/decode-file.ts';
import { counted } from '../../util/counted.ts';
import { withoutEmptyEnd } from './empty-end.ts';
import { readBytes } from './read-bytes.ts';
import { withoutReportFooter } from './report-footer.ts';
import { isBreakDue, RowIds } from './row-ids.ts';

/** Every row of every file, in input order, and where it comes from. */
export type Input = {
  files: CsvLayout[];
  /** Row `r` of the input is row `rowOf[r]` of file `fileOf[r]`. */
  fileOf: Int32Array;
  rowOf: Int32Array;
  sources: string[];
  notes: string[];
};

/** With what names each row. */
export type NamedInput = Input & { ids: RowIds };

export type IdColumns = {
  idColumn(header: readonly string[]): number;
  sourceColumn(header: readonly string[]): number;
};

/** Reads the files whole; their bytes are the only copy of the text. */
export async function readInput(
  paths: readonly string[],
  columns: Pick<IdColumns, 'sourceColumn'>,
): Promise<Input> {
  const notes: string[] = [];
  const files: CsvLayout[] = [];
  for (const path of paths) {
    const { bytes, note } = decodeFile(await readBytes(path), path);
    if (note) notes.push(note);
    const records = withoutReportFooter(layOutCsv(bytes, path));
    if (records.note) notes.push(records.note);
    const filled = withoutEmptyEnd(records.file);
    if (filled.note) notes.push(filled.note);
    files.push(filled.file);
  }
  checkHeaders(files);
  const total = files.reduce((sum, file) => sum + file.starts.length, 0);
  const input: Input = {
    files,
    fileOf: new Int32Array(total),
    rowOf: new Int32Array(total),
    sources: [],
    notes,
  };
  files.forEach((file, number) => placeRows(input, file, number, columns.sourceColumn(file.header)));
  return input;
}

function checkHeaders(files: readonly CsvLayout[]): void {
  for (const file of files) {
    if (file.header.every((name) => name === '')) {
      throw new ConfigError({
        code: 'CSV_EMPTY',
        message: `${file.file} line ${file.headerLine}: the header is empty; name the columns.`,
      });
    }
  }
}

function placeRows(input: Input, file: CsvLayout, number: number, sourceAt: number): void {
  const width = file.header.length;
  const sourceOf = repeatedCells(file, sourceAt, basename(file.file));
  for (let row = 0; row < file.starts.length; row++) {
    const cells = file.cells[row] as number;
    if (
      cells > width &&
      readRow(file, row)
        .slice(width)
        .some((cell) => cell.trim() !== '')
    ) {
      throw new ConfigError({
        code: 'CSV_ROW_TOO_LONG',
        message: `${file.file} line ${lineOf(file.bytes, file.starts[row] as number)}: ${cells} cells, the header has ${width}; quote the cell that holds the separator.`,
      });
    }
    const index = input.sources.length;
    input.fileOf[index] = number;
    input.rowOf[index] = row;
    input.sources.push(sourceOf(row));
  }
}

/**
 * Ids as they are written out: `source:id` where an id stands in several sources. Throws a ConfigError for one that stands
 * twice in one.
 */
export async function readIds(input: Input, { idColumn }: Pick<IdColumns, 'idColumn'>): Promise<RowIds> {
  const ids = new RowIds();
  for (const file of input.files) {
    const column = idColumn(file.header);
    for (let row = 0; row < file.starts.length; row++) {
      if (isBreakDue(row)) await setImmediate();
      addId(ids, file, row, column);
    }
  }
  return qualified(ids, input);
}

function addId(ids: RowIds, file: CsvLayout, row: number, column: number): void {
  const cell = column < 0 ? undefined : bareCell(file, row, column);
  if (cell !== undefined && ids.addCell(file.bytes, cell.start, cell.end)) return;
  ids.add(readCell(file, row, column).trim() || String(row + 1));
}

/** Files that a note names; of the others it tells the number. */
const MOST_NAMED = 5;

/** Rows of a file without ids go by their places, which change when it is sorted: one note for all such files. */
export function notesOnIds({ files }: Input, columns: IdColumns): string[] {
  const without = files.filter(({ header }) => columns.idColumn(header) < 0).map(({ file }) => file);
  if (without.length === 0) return [];
  const more = without.length - MOST_NAMED;
  const named =
    without.slice(0, MOST_NAMED).join(', ') +
    (more > 0 ? ` and ${counted(more, 'more file', 'more files')}` : '');
  const has = without.length === 1 ? 'has no column of ids; its' : 'have no column of ids; their';
  return [
    `${named} ${has} records go by the number of their row below the header (--map Column=id names a column)`,
  ];
}

/** The same id twice in one source is refused; in several sources it is told apart by its source, which a note says. */
async function qualified(own: RowIds, input: Input): Promise<RowIds> {
  if (!(await own.mayRepeat())) return own;
  const ids = [...own];
  const first = new Map<string, number>();
  const repeated = new Set<string>();
  ids.forEach((id, index) => {
    if (first.has(id)) repeated.add(id);
    else first.set(id, index);
  });
  const [example] = repeated;
  if (example === undefined) return own;
  const exampleAt = first.get(example) as number;
  const seen = new Map<string, number>();
  ids.forEach((id, index) => {
    if (!repeated.has(id)) return;
    const qualified = `${input.sources[index]}:${id}`;
    // An id of another row may read like that, too: `crm:1`.
    const before = seen.get(qualified) ?? (repeated.has(qualified) ? undefined : first.get(qualified));
    if (before !== undefined) {
      const [place, earlier] = [placeOf(input, index), placeOf(input, before)];
      throw new ConfigError({
        code: 'ID_REPEATED',
        message:
          place === earlier
            ? `${place.replace(/ line \d+$/, '')} is named twice; name every file once.`
            : `${place}: id ${JSON.stringify(id)} stands on ${earlier} too, of source ${input.sources[index]}; give every record its own id.`,
      });
    }
    seen.set(qualified, index);
    ids[index] = qualified;
  });
  input.notes.push(noteOnQualified(repeated.size, ids[exampleAt] as string));
  return RowIds.of(ids);
}

/** Numbers of rows, where a file has no ids, are such ids too. */
function noteOnQualified(count: number, example: string): string {
  const stand = count === 1 ? 'stands in several sources and is' : 'stand in several sources and are';
  return `${counted(count, 'id')} ${stand} written as source:id, for instance ${example}`;
}

/** File and line of a row, for messages. */
export function placeOf(input: Input, index: number): string {
  const file = input.files[input.fileOf[index] as number] as CsvLayout;
  return `${file.file} line ${lineOf(file.bytes, file.starts[input.rowOf[index] as number] as number)}`;
}
