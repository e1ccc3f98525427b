import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Cursor, ExtractedRecord, ExtractPage, UnreadableRecord } from '#src/connector/contract.ts';
import { ConfigError } from '#src/core/errors.ts';
import { assertReadable } from './auth.ts';
import { assertUnchanged, byteOrderOf, fingerprintOf, splittableBytes } from './client.ts';
import { createDecoder, type Decoder } from './decode.ts';
import { headerError, rowError } from './errors.ts';
import { detectDelimiter, type Header, readHeader } from './header.ts';
import { PAGE_ROWS } from './limits.ts';
import { type Line, linesOf } from './lines.ts';
import { type Row, recordsOf } from './records.ts';
import type { CsvStream } from './schema.ts';

export type FileRead = { file: string; stream: CsvStream; cursor: Cursor | null; signal: AbortSignal };

/**
 * The whole file, or nothing when it is the one that was read last time. The last page is marked as a complete
 * snapshot, so that rows which left the file leave the store.
 */
export async function* readFile({ file, stream, cursor, signal }: FileRead): AsyncGenerator<ExtractPage> {
  const fingerprint = await fingerprintOf(file, signal);
  if (cursor !== null && cursor['sha256'] === fingerprint.sha256 && cursor['complete'] === true) return;
  const order = await byteOrderOf(file, stream.encoding);
  const decoder = createDecoder(order.encoding === 'unmarked' ? stream.encoding : 'utf-8');
  const { lines, headerLine } = await peekHeader(linesOf(splittableBytes(file, order, signal)), file);
  const delimiter = stream.delimiter ?? detectDelimiter(headerLine);
  const state: State = {
    file,
    header: null,
    decoder,
    stream,
    seen: new Set(),
    rows: 0,
    modifiedAt: new Date(fingerprint.mtimeMs).toISOString(),
  };
  let page: Page = { records: [], unreadable: [] };
  for await (const row of recordsOf(lines, delimiter)) {
    if (state.header === null) state.header = readHeader(row, { file, stream, decoder });
    else takeRow(row, state.header, state, page);
    if (page.records.length + page.unreadable.length < PAGE_ROWS) continue;
    // A read that is broken off starts again from the top: what is missing is only known at the end of the file.
    yield { ...page, cursor: { ...fingerprint, complete: false } };
    page = { records: [], unreadable: [] };
  }
  await assertUnchanged(file, fingerprint);
  if (state.rows === 0 && Number(cursor?.['rows'] ?? 0) > 0) throw emptied(file);
  const notes =
    decoder.fallbacks() === 0
      ? []
      : [`${file}: ${decoder.fallbacks()} cells are not UTF-8; read as Windows-1252`];
  yield {
    ...page,
    cursor: { ...fingerprint, complete: true, rows: state.rows },
    completeSnapshot: true,
    notes,
  };
}

/** The header alone, as a read would find it. Throws the ConfigError that a read would throw. */
export async function headerOf(file: string, stream: CsvStream, signal: AbortSignal): Promise<Header> {
  await assertReadable(file);
  const order = await byteOrderOf(file, stream.encoding);
  const decoder = createDecoder(order.encoding === 'unmarked' ? stream.encoding : 'utf-8');
  const { lines, headerLine } = await peekHeader(linesOf(splittableBytes(file, order, signal)), file);
  try {
    for await (const row of recordsOf(lines, stream.delimiter ?? detectDelimiter(headerLine)))
      return readHeader(row, { file, stream, decoder });
  } finally {
    // The rest of the file is not read.
    await lines.return(undefined);
  }
  throw headerError('CSV_EMPTY', file, 1, 'there is no header row');
}

type State = {
  file: string;
  header: Header | null;
  decoder: Decoder;
  stream: CsvStream;
  seen: Set<string>;
  rows: number;
  modifiedAt: string;
};
type Page = { records: ExtractedRecord[]; unreadable: UnreadableRecord[] };

/** The delimiter must be known before the first record is split. */
async function peekHeader(
  lines: AsyncGenerator<Line>,
  file: string,
): Promise<{ lines: AsyncGenerator<Line>; headerLine: string }> {
  const blank: Line[] = [];
  for (;;) {
    const next = await lines.next();
    if (next.done === true) throw headerError('CSV_EMPTY', file, 1, 'there is no header row');
    blank.push(next.value);
    if (next.value.text.trim() === '') continue;
    return { headerLine: next.value.text, lines: replay(blank, lines) };
  }
}

async function* replay(first: readonly Line[], rest: AsyncGenerator<Line>): AsyncGenerator<Line> {
  yield* first;
  yield* rest;
}

function takeRow(row: Row, header: Header, state: State, page: Page): void {
  state.rows += 1;
  const { file, decoder } = state;
  const refuse = (externalId: string | null, code: string, reason: string) => {
    const raw = decoder.decode(row.raw) ?? row.raw;
    page.unreadable.push({ externalId, raw, error: rowError(code, file, row.line, reason) });
  };
  if (row.kind === 'broken') return refuse(null, 'CSV_ROW', row.reason);
  const { columns } = header;
  const surplus = row.cells.slice(columns.length);
  if (row.cells.length < columns.length || surplus.some((cell) => cell.trim() !== '')) {
    return refuse(null, 'CSV_COLUMNS', `${row.cells.length} cells where the header has ${columns.length}`);
  }
  const cells = row.cells.slice(0, columns.length).map((cell) => decoder.decode(cell));
  const undecodable = cells.indexOf(null);
  if (undecodable !== -1) {
    return refuse(null, 'CSV_ENCODING', `the cell "${columns[undecodable]}" is not ${state.stream.encoding}`);
  }
  const values = cells as string[];
  const externalId = idOf(values, header);
  if (externalId === null) return refuse(null, 'CSV_NO_ID', 'the id is empty');
  if (state.seen.has(externalId)) {
    return refuse(
      `${externalId}#${row.line}`,
      'CSV_DUPLICATE_ID',
      `the id ${externalId} stands in an earlier row`,
    );
  }
  state.seen.add(externalId);
  const payload = Object.fromEntries(
    columns.flatMap((column, index) => (column === '' ? [] : [[column, values[index] ?? '']])),
  );
  page.records.push({ externalId, modifiedAt: state.modifiedAt, payload, deleted: false, mergedInto: null });
}

/** The id columns joined by `|`, or a hash of the row; null when an id column is empty. */
function idOf(values: readonly string[], { idColumns }: Header): string | null {
  if (idColumns.length === 0)
    return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 32);
  const parts = idColumns.map((index) => (values[index] ?? '').trim().normalize('NFC'));
  return parts.some((part) => part === '') ? null : parts.join('|');
}

/** A file that lost all its rows is rather a failed export than a company without customers. */
function emptied(file: string): ConfigError {
  const message = `${file} has no rows any more; if that is right, remove the stream ${basename(file)} from goldenrod.yaml`;
  return new ConfigError({ code: 'CSV_EMPTIED', message, context: { file } });
}
