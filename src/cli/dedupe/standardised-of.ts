import { readRow } from '../../threads/csv-layout.ts';
import { recordReader } from '../../threads/record-reader.ts';
import type { TypeMatch } from './match-rows.ts';
import type { Input } from './read-input.ts';

/** A row's comparable form, read anew: it is not kept. */
export function standardisedOf(input: Input, match: TypeMatch, row: number): Record<string, string> {
  const file = input.fileOf[row] as number;
  const layout = match.layouts[file] as TypeMatch['layouts'][number];
  return recordReader(layout)(
    readRow(input.files[file] as Input['files'][number], input.rowOf[row] as number),
  );
}
