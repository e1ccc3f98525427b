import { type CsvLayout, readRow, rowsBetween } from '../../threads/csv-layout.ts';
import { counted } from '../../util/counted.ts';

/**
 * The file less the rows at its end of which every cell is empty: spreadsheets write them for lines that were cleared.
 * Such a row amid others stays, or the rows below it would go by other numbers.
 */
export function withoutEmptyEnd(file: CsvLayout): { file: CsvLayout; note?: string } {
  let end = file.starts.length;
  while (end > 0 && readRow(file, end - 1).every((cell) => cell.trim() === '')) end--;
  const dropped = file.starts.length - end;
  if (dropped === 0) return { file };
  return {
    file: rowsBetween(file, 0, end),
    note: `${file.file}: ${counted(dropped, 'row')} at the end ${dropped === 1 ? 'is' : 'are'} empty, and left out`,
  };
}
