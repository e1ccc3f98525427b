import { hasFiveDigits } from '../place.ts';
import type { PlainReader } from './plain-cells.ts';

/** `standardisePostalCode` of letters, digits and blanks. */

const [BLANK, ZERO, NINE] = [32, 48, 57];
/** A ZIP code with its extension. */
const LONG_ZIP = 9;

export const plainPostalCode: PlainReader = ({ bytes, starts, ends }, country, out) => {
  const start = out.end;
  let areDigits = true;
  for (let at = starts[0] as number; at < (ends[0] as number); at++) {
    const byte = bytes[at] as number;
    if (byte === BLANK) continue;
    const isDigit = byte >= ZERO && byte <= NINE;
    if (!isDigit && (byte < 97 || byte > 122)) return false;
    areDigits &&= isDigit;
    out.put(byte);
  }
  const length = out.end - start;
  // Digits that are too many or one too few.
  if (areDigits && (length === LONG_ZIP || (length === 4 && hasFiveDigits(country)))) return false;
  out.close();
  return true;
};
