/**
 * Records of a CSV file, with recovery: a wrong quote costs its own row and not the rest of the file. A record
 * whose quote stays open takes in the following lines; when they never make it whole (the file ends, it grows too
 * long, or the quote turns out to be broken), its *first* line is given up, and reading goes on with the second.
 */
import { MAX_RAW_CHARACTERS, MAX_RECORD_BYTES } from './limits.ts';
import type { Line } from './lines.ts';
import { splitRecord } from './split-record.ts';

/** `raw` is shortened; cells and raw are bytes as Latin-1 characters. */
export type Row =
  | { kind: 'row'; cells: string[]; raw: string; line: number }
  | { kind: 'broken'; raw: string; line: number; reason: string };

export async function* recordsOf(lines: AsyncIterable<Line>, delimiter: string): AsyncGenerator<Row> {
  const source = withPushBack(lines);
  for (let first = await source.next(); first !== null; first = await source.next()) {
    if (first.text.trim() === '' && !first.cut) continue;
    yield await assemble(source, first, delimiter);
  }
}

type Source = { next(): Promise<Line | null>; pushBack(lines: readonly Line[]): void };

function withPushBack(lines: AsyncIterable<Line>): Source {
  const iterator = lines[Symbol.asyncIterator]();
  const back: Line[] = [];
  return {
    async next() {
      const returned = back.pop();
      if (returned !== undefined) return returned;
      const result = await iterator.next();
      return result.done === true ? null : result.value;
    },
    pushBack(given) {
      for (let index = given.length - 1; index >= 0; index--) back.push(given[index] as Line);
    },
  };
}

async function assemble(source: Source, first: Line, delimiter: string): Promise<Row> {
  const { number: line } = first;
  if (first.cut) {
    return {
      kind: 'broken',
      raw: shorten(first.text),
      line,
      reason: `longer than ${MAX_RECORD_BYTES} bytes`,
    };
  }
  const taken: Line[] = [];
  let text = first.text;
  let split = splitRecord(text, delimiter);
  let reason = 'a quote that is never closed';
  // Only a line with a quote in it can close the record: the others are taken in without splitting anew.
  while (split.state === 'open') {
    const next = await source.next();
    if (next === null) break;
    taken.push(next);
    text += `\n${next.text}`;
    if (next.cut || text.length > MAX_RECORD_BYTES) {
      reason = `a quote that is not closed within ${MAX_RECORD_BYTES} bytes`;
      break;
    }
    if (next.text.includes('"')) split = splitRecord(text, delimiter);
  }
  if (split.state === 'complete') return { kind: 'row', cells: split.cells, raw: shorten(text), line };
  source.pushBack(taken);
  return {
    kind: 'broken',
    raw: shorten(first.text),
    line,
    reason: split.state === 'broken' ? split.reason : reason,
  };
}

function shorten(text: string): string {
  return text.length > MAX_RAW_CHARACTERS ? `${text.slice(0, MAX_RAW_CHARACTERS)}…` : text;
}
