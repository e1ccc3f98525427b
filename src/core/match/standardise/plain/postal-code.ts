import { hasFiveDigits } from '../place.ts';
import type { PlainReader } from './plain-cells.ts';

/** `standardisePostalCode` of letters, digits, blanks and a hyphen. */

const [BLANK, MINUS, ZERO, NINE] = [32, 45, 48, 57];
/** A ZIP code, and one with its extension. */
const [ZIP, LONG_ZIP] = [5, 9];

export const plainPostalCode: PlainReader = ({ bytes, starts, ends }, country, out) => {
  const start = out.end;
  const first = starts[0] as number;
  let areDigits = true;
  // Where the only hyphen stands; −1 where there is none.
  let hyphen = -1;
  for (let at = first; at < (ends[0] as number); at++) {
    const byte = bytes[at] as number;
    if (byte === BLANK) continue;
    if (byte === MINUS) {
      // Letters before it may be the country's.
      if (!areDigits || hyphen >= 0) return false;
      hyphen = out.end - start;
      continue;
    }
    const isDigit = byte >= ZERO && byte <= NINE;
    if (!isDigit && (byte < 97 || byte > 122)) return false;
    areDigits &&= isDigit;
    out.put(byte);
  }
  const length = out.end - start;
  if (areDigits && length === LONG_ZIP && (hyphen < 0 || hyphen === ZIP)) out.end = start + ZIP;
  // A digit too few.
  if (areDigits && length === 4 && hasFiveDigits(country)) return false;
  out.close();
  return true;
};
