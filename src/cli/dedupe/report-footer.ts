import { type CsvLayout, readRow, rowsBetween } from '../../threads/csv-layout.ts';
import { counted } from '../../util/counted.ts';

/**
 * The footer of a Salesforce report export: behind a blank line the report's name, a copyright line, a notice, who made
 * it and when, the company, the filters; each a line of one cell, in about this order. Only the copyright line and the
 * notice are the same in every org, and the former in every language.
 */
const MARKS = [
  /^copyright\s*(?:\(c\)|©)\s*\d{4}(?:\s*-\s*\d{4})?\s+salesforce(?:\.com)?,?\s+inc\b/i,
  /^confidential information\s*-\s*do not distribute$/i,
];
const TOTALS = /^grand totals?\b.*\(\d[\d.,]* records?\)$/i;
/** A footer lists every filter of the report on a line of its own. */
const MOST_LINES = 60;
/** The report's name, and the totals before it. */
const MOST_BEFORE_MARK = 3;

/** The file less the footer of a Salesforce report, with a note that says so; the file as it is where it has none. */
export function withoutReportFooter(file: CsvLayout): { file: CsvLayout; note?: string } {
  const start = footerStart(file);
  if (start === undefined) return { file };
  const lines = Array.from({ length: file.starts.length - start }, (_, at) => onlyCell(file, start + at));
  const told = lines.filter((line) => line !== '').length;
  return {
    file: rowsBetween(file, 0, start),
    note: `${file.file}: ${counted(told, 'line')} at the end ${told === 1 ? 'is' : 'are'} the footer of a Salesforce report, not records, and left out`,
  };
}

/** The row that the footer starts with; undefined where there is none. */
function footerStart(file: CsvLayout): number | undefined {
  const rows = file.starts.length;
  let mark: number | undefined;
  let row = rows - 1;
  for (; row >= Math.max(0, rows - MOST_LINES); row--) {
    const text = onlyCell(file, row);
    if (text === undefined) break;
    if (MARKS.some((pattern) => pattern.test(text))) mark = row;
  }
  return mark === undefined ? undefined : withName(file, mark);
}

/**
 * The footer with the report's name before its first mark. The name may read like a record: it is one of the footer only
 * if it stands behind a blank line, or has one cell where the header has several.
 */
function withName(file: CsvLayout, mark: number): number {
  for (let row = mark; row > 0 && row >= mark - MOST_BEFORE_MARK; row--) {
    const before = onlyCell(file, row - 1);
    // Spreadsheets write a blank line with its separators.
    const isBlank = before === '';
    if (isBlank || isBehindBlank(file, row)) return isBlank || TOTALS.test(before ?? '') ? row - 1 : row;
    if (before === undefined) break;
  }
  return mark > 0 && isBare(file, mark - 1) ? mark - 1 : mark;
}

/** Whether the row is one cell of a file of several columns: not even separators follow it. */
function isBare(file: CsvLayout, row: number): boolean {
  return file.header.length > 1 && file.cells[row] === 1;
}

/** Whether a blank line stands before the row: lines without a letter are no rows. */
function isBehindBlank({ bytes, starts, ends }: CsvLayout, row: number): boolean {
  const between = Buffer.from(bytes.subarray(ends[row - 1] as number, starts[row] as number)).toString(
    'latin1',
  );
  return /\n\r?\n/.test(between);
}

/** A row whose only cell is the first one, as text; undefined for others. */
function onlyCell(file: CsvLayout, row: number): string | undefined {
  const cells = readRow(file, row).map((cell) => cell.trim());
  const [first = '', ...others] = cells;
  if (others.every((cell) => cell === '')) return first;
  // Where quotes were lost, the comma before "inc." parts the copyright line.
  const whole = cells.join(', ');
  return MARKS.some((pattern) => pattern.test(whole)) ? whole : undefined;
}
