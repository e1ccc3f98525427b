import { isVatCountry } from '../identifier.ts';
import { isFilled, type PlainCells, type PlainReader, type PlainTexts } from './plain-cells.ts';
import { WordTable } from './word-table.ts';

/** `standardiseIdentifiers` and `standardiseVatIds` of one number that is not what forms are filled with. */

const [PLUS, DOT, ZERO, ONE, NINE] = [43, 46, 48, 49, 57];
/** A shorter one may be a word; so many equal digits, or digits in a row, may stand for none. */
const [SHORTEST, MOST_ALIKE] = [4, 5];
/** Digits of a VAT number behind the letters of its country. */
const [FEWEST_DIGITS, MOST_DIGITS] = [6, 12];

const isCountry = new WordTable(isVatCountry);

export const plainIdentifier: PlainReader = (cells, _, out) => {
  if (!isFilled(cells, 0) || !putLettersAndDigits(cells, out) || !isUsual(out.bytes, 0, out.end))
    return false;
  out.close();
  return true;
};

/** Digits alone, or behind the letters of a country, which are left out. */
export const plainVatId: PlainReader = (cells, _, out) => {
  if (!isFilled(cells, 0) || !putLettersAndDigits(cells, out)) return false;
  const { bytes, end } = out;
  const start = isDigit(bytes[0] as number) ? 0 : 2;
  if (start > 0 && !isCountry.of(bytes, 0, start)) return false;
  if (end - start < FEWEST_DIGITS || end - start > MOST_DIGITS) return false;
  for (let at = start; at < end; at++) if (!isDigit(bytes[at] as number)) return false;
  if (!isUsual(bytes, start, end)) return false;
  bytes.copyWithin(0, start, end);
  out.end = end - start;
  out.close();
  return true;
};

/** Writes letters and digits; false for what may be a fraction or a rounded number. */
function putLettersAndDigits({ bytes, starts, ends }: PlainCells, out: PlainTexts): boolean {
  for (let at = starts[0] as number; at < (ends[0] as number); at++) {
    const byte = bytes[at] as number;
    if (byte === PLUS || byte === DOT) return false;
    if (isDigit(byte) || (byte >= 97 && byte <= 122)) out.put(byte);
  }
  return true;
}

/** Neither too short, padded with zeros nor written where there is none: rows and repeated digits. */
function isUsual(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < SHORTEST || bytes[start] === ZERO) return false;
  // `123456789`, `987654321`.
  const [first, second] = [bytes[start] as number, bytes[start + 1] as number];
  if ((first === ONE && second === ONE + 1) || (first === NINE && second === NINE - 1)) return false;
  let alike = 1;
  for (let at = start + 1; at < end; at++) {
    alike = bytes[at] === bytes[at - 1] ? alike + 1 : 1;
    if (alike > MOST_ALIKE) return false;
  }
  return alike < end - start;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
