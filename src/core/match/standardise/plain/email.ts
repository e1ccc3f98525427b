import { areDotsIgnored, isFreeMail } from '../email.ts';
import { NO_MAILBOX } from '../placeholder.ts';
import { ROLES } from '../role-mailbox.ts';
import { onlyFilled, type PlainCells, type PlainReader, type PlainTexts } from './plain-cells.ts';
import { WordLooks } from './word-looks.ts';
import { WordTable } from './word-table.ts';

/** `standardiseEmails` of one address with nothing before or behind it, that is not the mailbox of nobody. */

const noMailbox = new WordLooks([...NO_MAILBOX]);
const looksOfRoles = new WordLooks([...ROLES]);
const isRole = new WordTable((word) => ROLES.has(word));
const isFree = new WordTable(isFreeMail);
/** What may stand behind the role: `info2`, `sales-uk`. */
const LONGEST_VARIANT = 3;

const [PLUS, MINUS, DOT, AT, UNDERSCORE] = [43, 45, 46, 64, 95];

export const plainEmail: PlainReader = (cells, _, out) => {
  if (!putAddress(cells, out)) return false;
  out.close();
  return true;
};

/** That of a person or, behind it, that of an office. */
export const plainMailbox: PlainReader = (cells, _, out) => {
  const start = out.end;
  if (!putAddress(cells, out)) return false;
  const owner = ownerOf(out.bytes, start, out.end);
  out.close(owner === Owner.OFFICE ? start : out.end);
  out.close();
  return owner !== Owner.DOUBTFUL;
};

/** Writes the only address; false where it is not plain. */
function putAddress(cells: PlainCells, out: PlainTexts): boolean {
  const only = onlyFilled(cells, 0, 2);
  if (only < 0) return false;
  const { bytes } = cells;
  const [start, end] = [cells.starts[only] as number, cells.ends[only] as number];
  const sign = signOf(bytes, start, end);
  if (sign <= start || !isDomain(bytes, sign + 1, end)) return false;
  const from = out.end;
  const isDotless = areDotsIgnored(bytes, sign + 1, end);
  for (let at = start; at < sign; at++) {
    const byte = bytes[at] as number;
    // What stands behind a plus is of the same mailbox.
    if (byte === PLUS && at > start && bytes[start] !== PLUS) break;
    if (byte !== DOT || !isDotless) out.put(byte);
  }
  if (noMailbox.mayHold(out.bytes, from, out.end)) return false;
  out.putBytes(bytes, sign, end);
  return true;
}

/** Where the sign stands behind what a plain mailbox is made of; −1 where something else stands before it. */
function signOf(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === AT) return at;
    if (!isOfHost(byte) && byte !== UNDERSCORE && byte !== PLUS) return -1;
  }
  return -1;
}

function isDomain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isOfHost(bytes[at] as number)) return false;
  return end > start && bytes[end - 1] !== DOT;
}

function isOfHost(byte: number): boolean {
  return isLetter(byte) || (byte >= 48 && byte <= 57) || byte === DOT || byte === MINUS;
}

function isLetter(byte: number): boolean {
  return byte >= 97 && byte <= 122;
}

const Owner = { PERSON: 0, OFFICE: 1, DOUBTFUL: 2 } as const;

/** Whose the address is: of an office where nothing but a role stands before a domain that is not everybody's. */
function ownerOf(bytes: Uint8Array, start: number, end: number): number {
  let letters = start;
  while (isLetter(bytes[letters] as number)) letters++;
  let sign = letters;
  while (bytes[sign] !== AT) if (++sign - letters > LONGEST_VARIANT) return Owner.PERSON;
  if (!looksOfRoles.mayHold(bytes, start, letters) || !isRole.of(bytes, start, letters)) return Owner.PERSON;
  if (sign > letters) return Owner.DOUBTFUL;
  return isFree.of(bytes, sign + 1, end) ? Owner.PERSON : Owner.OFFICE;
}
