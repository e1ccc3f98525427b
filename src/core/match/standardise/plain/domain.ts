import { SHARED_HOSTS, SIMPLE_SUFFIXES } from '../web-domain.ts';
import { isFilled, onlyFilled, type PlainReader } from './plain-cells.ts';
import { behindWww } from './web-address.ts';
import { WordLooks } from './word-looks.ts';
import { WordTable } from './word-table.ts';

/** `standardiseDomains` of one site whose domain ends simply, and no e-mail address. */

const sharedHosts = new WordLooks([...SHARED_HOSTS]);
const isSimple = new WordTable((suffix) => SIMPLE_SUFFIXES.includes(suffix));

/** The first of these inputs are sites, the others e-mail addresses. */
const [SITES, EMAIL, EMAILS] = [2, 2, 3];
const [HASH, MINUS, DOT, SLASH, COLON, QUESTION] = [35, 45, 46, 47, 58, 63];
const [BLANK, COMMA, SEMICOLON] = [32, 44, 59];

export const plainDomain: PlainReader = (cells, _, out) => {
  const only = onlyFilled(cells, 0, SITES);
  if (only < 0 || isFilled(cells, EMAIL) || isFilled(cells, EMAILS)) return false;
  const { bytes } = cells;
  const end = cells.ends[only] as number;
  const start = behindWww(bytes, cells.starts[only] as number);
  const dot = endOfLabel(bytes, start, end);
  const stop = endOfLabel(bytes, dot + 1, end);
  if (dot === start || bytes[dot] !== DOT || dot >= end || stop - dot < 3) return false;
  if (!isSimple.of(bytes, dot + 1, stop) || !isEndOfHost(bytes, stop, end)) return false;
  if (sharedHosts.mayHold(bytes, start, stop)) return false;
  out.putBytes(bytes, start, stop);
  out.close();
  return true;
};

function endOfLabel(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isOfLabel(bytes[at] as number)) at++;
  return at;
}

function isOfLabel(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) || byte === MINUS;
}

/** Whether the host ends here, and what follows is of one site: blanks, commas and semicolons can part two. */
function isEndOfHost(bytes: Uint8Array, stop: number, end: number): boolean {
  if (stop < end) {
    const byte = bytes[stop];
    if (byte !== SLASH && byte !== QUESTION && byte !== HASH && byte !== COLON) return false;
  }
  for (let at = stop; at < end; at++) {
    const byte = bytes[at];
    if (byte === BLANK || byte === COMMA || byte === SEMICOLON) return false;
  }
  return true;
}
