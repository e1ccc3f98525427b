/**
 * One record's cells (RFC 4180: quotes around cells, doubled inside, line ends and delimiters allowed within).
 * `open`: the text ends inside quotes, the record may go on with the next line. `broken`: a quote stands where
 * none can be.
 */
export type Split =
  | { state: 'complete'; cells: string[] }
  | { state: 'open' }
  | { state: 'broken'; reason: string };

export function splitRecord(text: string, delimiter: string): Split {
  // Most rows hold no quote at all.
  if (!text.includes('"')) return { state: 'complete', cells: text.split(delimiter) };
  const cells: string[] = [];
  let position = 0;
  for (;;) {
    const cell = text[position] === '"' ? quotedCell(text, position) : plainCell(text, position, delimiter);
    if (cell.state !== 'complete') return cell;
    cells.push(cell.value);
    if (cell.end >= text.length) return { state: 'complete', cells };
    if (text[cell.end] !== delimiter) return { state: 'broken', reason: 'text after a closing quote' };
    position = cell.end + 1;
  }
}

type Cell =
  | { state: 'complete'; value: string; end: number }
  | { state: 'open' }
  | { state: 'broken'; reason: string };

function quotedCell(text: string, start: number): Cell {
  let value = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return { state: 'open' };
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') return { state: 'complete', value, end: quote + 1 };
    value += '"';
    from = quote + 2;
  }
}

function plainCell(text: string, start: number, delimiter: string): Cell {
  const next = text.indexOf(delimiter, start);
  const end = next === -1 ? text.length : next;
  const value = text.slice(start, end);
  if (value.includes('"'))
    return { state: 'broken', reason: 'a quote inside a cell that does not begin with one' };
  return { state: 'complete', value, end };
}
