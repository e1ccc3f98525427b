import { callingCodeOf, hasTrunk, isCallingCode } from '../phone.ts';
import { SHORTEST_TWO_PHONES } from '../several.ts';
import { LONGEST_PLAIN, type PlainReader, type PlainTexts } from './plain-cells.ts';

/** `standardisePhones` of numbers written with nothing but digits and what stands between them. */

const MOST_NUMBERS = 8;
/** The digits of all numbers, and where each begins and ends; kept, so that no number allocates them. */
const digits = new Uint8Array(LONGEST_PLAIN * MOST_NUMBERS);
const froms = new Int32Array(MOST_NUMBERS);
const tos = new Int32Array(MOST_NUMBERS);

const [BLANK, OPEN, CLOSE, PLUS, MINUS, DOT, SLASH, ZERO, ONE, NINE, BAR] = [
  32, 40, 41, 43, 45, 46, 47, 48, 49, 57, 124,
];
const [SHORTEST, LONGEST] = [6, 14];
/** The row of the keyboard. */
const KEYBOARD = '1234567890';

export const plainPhones: PlainReader = ({ bytes, starts, ends }, country, out) => {
  if (hasTrunk(country)) return false;
  let count = 0;
  let from = 0;
  for (let input = 0; input < starts.length; input++) {
    const [start, end] = [starts[input] as number, ends[input] as number];
    if (start === end) continue;
    const to = readDigits(bytes, start, end, from);
    if (to < 0) return false;
    const national = nationalFrom(bytes, start, from, to, country);
    if (!isNumber(national, to)) continue;
    count = insert(national, to, count);
    from = to;
  }
  putNumbers(count, out);
  return true;
};

/** Puts the digits of a cell at `at`, and returns where they end; −1 where the cell holds more. */
function readDigits(bytes: Uint8Array, start: number, end: number, at: number): number {
  // A number with a fraction is read with more care.
  if (bytes[end - 1] === ZERO && bytes[end - 2] === DOT) return -1;
  let to = at;
  for (let place = start; place < end; place++) {
    const byte = bytes[place] as number;
    if (byte >= ZERO && byte <= NINE) digits[to++] = byte;
    else if (byte === SLASH ? end - start >= SHORTEST_TWO_PHONES : !isBetweenDigits(byte)) return -1;
    // The zero that is dialled inside the country only.
    else if (byte === OPEN && bytes[place + 1] === ZERO && place + 2 < end && bytes[place + 2] === CLOSE)
      place += 2;
  }
  return to;
}

function isBetweenDigits(byte: number): boolean {
  return byte === BLANK || byte === MINUS || byte === OPEN || byte === CLOSE || byte === PLUS || byte === DOT;
}

/** Where the national number begins in the digits from `from` to `to`. */
function nationalFrom(bytes: Uint8Array, start: number, from: number, to: number, country: string): number {
  let at = from;
  if (bytes[start] === ZERO && bytes[start + 1] === ZERO) at = behindCode(from + 2, to);
  else if (bytes[start] === PLUS) at = behindCode(from, to);
  else at = behindOwnCode(from, to, country);
  while (at < to && digits[at] === ZERO) at++;
  return at;
}

function behindCode(from: number, to: number): number {
  let code = 0;
  for (let length = 1; length <= 3 && to - from - length >= SHORTEST; length++) {
    const digit = (digits[from + length - 1] as number) - ZERO;
    if (digit === 0 && length === 1) break;
    code = code * 10 + digit;
    if (isCallingCode(code)) return from + length;
  }
  return from;
}

function behindOwnCode(from: number, to: number, country: string): number {
  if (to - from === 11 && digits[from] === ONE && (country === '' || country === 'US' || country === 'CA'))
    return from + 1;
  const code = callingCodeOf(country);
  if (code === undefined || code === '1' || to - from < code.length + 8) return from;
  return startsWith(from, code) ? from + code.length : from;
}

function startsWith(from: number, text: string): boolean {
  for (let at = 0; at < text.length; at++) if (digits[from + at] !== text.charCodeAt(at)) return false;
  return true;
}

function isNumber(from: number, to: number): boolean {
  if (to - from < SHORTEST || to - from > LONGEST) return false;
  if (to - from === KEYBOARD.length && startsWith(from, KEYBOARD)) return false;
  for (let at = from + 1; at < to; at++) if (digits[at] !== digits[from]) return true;
  return false;
}

/** Puts a number among those before it, in their order; returns how many there are. */
function insert(from: number, to: number, count: number): number {
  let place = count;
  for (; place > 0; place--) {
    const order = compare(from, to, froms[place - 1] as number, tos[place - 1] as number);
    if (order === 0) return count;
    if (order > 0) break;
  }
  for (let at = count; at > place; at--) {
    froms[at] = froms[at - 1] as number;
    tos[at] = tos[at - 1] as number;
  }
  froms[place] = from;
  tos[place] = to;
  return count + 1;
}

function compare(from: number, to: number, otherFrom: number, otherTo: number): number {
  const shorter = Math.min(to - from, otherTo - otherFrom);
  for (let at = 0; at < shorter; at++) {
    const difference = (digits[from + at] as number) - (digits[otherFrom + at] as number);
    if (difference !== 0) return difference;
  }
  return to - from - (otherTo - otherFrom);
}

function putNumbers(count: number, out: PlainTexts): void {
  for (let at = 0; at < count; at++) {
    if (at > 0) out.put(BAR);
    out.putBytes(digits, froms[at] as number, tos[at] as number);
  }
  out.close();
}
