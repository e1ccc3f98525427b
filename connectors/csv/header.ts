import { nearestWord } from '#src/util/nearest-word.ts';
import type { Decoder } from './decode.ts';
import { headerError } from './errors.ts';
import { MAX_COLUMNS } from './limits.ts';
import type { Row } from './records.ts';
import type { CsvStream } from './schema.ts';

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

export type Header = {
  columns: string[];
  /** Positions of the id columns; empty: the whole row is the id. */
  idColumns: number[];
};

/** Throws ConfigError naming file and line: a header that cannot be trusted would put values into wrong fields. */
export function readHeader(
  row: Row,
  { file, stream, decoder }: { file: string; stream: CsvStream; decoder: Decoder },
): Header {
  const { line } = row;
  if (row.kind === 'broken')
    throw headerError('CSV_HEADER', file, line, `the header cannot be read: ${row.reason}`);
  const columns = row.cells.map((cell) => (decoder.decode(cell) ?? '').normalize('NFC').trim());
  if (columns.length > MAX_COLUMNS) {
    throw headerError('CSV_HEADER', file, line, `${columns.length} columns; is the delimiter right?`);
  }
  const seen = new Set<string>();
  for (const column of columns) {
    if (column === '') continue;
    if (FORBIDDEN.has(column))
      throw headerError('CSV_HEADER', file, line, `"${column}" is not allowed as a column`);
    if (seen.has(column)) {
      throw headerError(
        'CSV_DUPLICATE_HEADER',
        file,
        line,
        `the column "${column}" stands there twice; rename one`,
      );
    }
    seen.add(column);
  }
  if (seen.size === 0) throw headerError('CSV_HEADER', file, line, 'the header names no column');
  const wanted = stream.id === undefined ? [] : [stream.id].flat();
  return { columns, idColumns: wanted.map((name) => position(columns, name, { file, line })) };
}

function position(
  columns: readonly string[],
  name: string,
  { file, line }: { file: string; line: number },
): number {
  const index = columns.indexOf(name.normalize('NFC').trim());
  if (index !== -1) return index;
  const near = nearestWord(name, columns);
  const hint = near === undefined ? '' : `did you mean "${near}"? `;
  throw headerError(
    'CSV_ID_COLUMN',
    file,
    line,
    `no column "${name}", which is to be the id; ${hint}there are: ${columns.join(', ')}`,
  );
}

const DELIMITERS = [',', ';', '\t', '|'];

/** The delimiter that stands most often in the header outside quotes; a comma when there is none. */
export function detectDelimiter(headerLine: string): string {
  const outside = headerLine.replace(/"(?:[^"]|"")*"/g, '');
  let best = ',';
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const count = outside.split(delimiter).length - 1;
    if (count > most) [best, most] = [delimiter, count];
  }
  return best;
}
