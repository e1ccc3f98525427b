import type { PlainReader } from './plain-cells.ts';
import { behindWww, startsWith } from './web-address.ts';

/** `standardiseProfiles` of one page of a person on LinkedIn, with nothing behind the name but a question. */

const PERSONS = 'linkedin.com/in/';
const NETWORK = 'linkedin/';
const [HASH, MINUS, SLASH, QUESTION] = [35, 45, 47, 63];

export const plainProfile: PlainReader = ({ bytes, starts, ends }, _, out) => {
  const host = behindWww(bytes, starts[0] as number);
  if (!startsWith(bytes, host, PERSONS)) return false;
  const end = ends[0] as number;
  out.putText(NETWORK);
  const before = out.end;
  let at = host + PERSONS.length;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (isLetterOrDigit(byte)) out.put(byte);
    else if (byte !== MINUS) break;
  }
  const isThere = out.end > before;
  out.close();
  return isThere && isEndOfName(bytes, at, end);
};

function isEndOfName(bytes: Uint8Array, at: number, end: number): boolean {
  const next = bytes[at] === SLASH ? at + 1 : at;
  return next >= end || bytes[next] === QUESTION || bytes[next] === HASH;
}

function isLetterOrDigit(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57);
}
