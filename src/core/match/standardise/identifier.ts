import { fold } from './fold.ts';
import { areFillerDigits } from './placeholder.ts';
import { withoutFraction } from './whole-number.ts';

/**
 * Letters and digits only, lower case; several joined by `|`. Zeros in front of a number do not count: registers pad
 * with them, spreadsheets take them away, and a company number that differs would forbid.
 */
export function standardiseIdentifiers(values: readonly string[], less?: RegExp): string {
  const found = new Set<string>();
  for (const value of values) {
    if (ROUNDED.test(value)) continue;
    let text = withoutFraction(fold(value)).replace(/[^a-z0-9]/g, '');
    if (text === '') continue;
    if (less !== undefined && text > '9') text = text.replace(less, '');
    if (isFiller(text)) continue;
    found.add(text.startsWith('0') && PADDED.test(text) ? text.replace(/^0+/, '') : text);
  }
  return [...found].sort().join('|');
}
/** `1.23457E+11`: a spreadsheet kept six digits, and many numbers begin with these. */
const ROUNDED = /^\s*\d(?:[.,]\d+)?E\+\d+\s*$/i;
/** A LEI is longer, and has its zeros. */
const PADDED = /^0\d{1,16}$/;

/** VAT numbers are written with the country's letters and without. */
export function standardiseVatIds(values: readonly string[]): string {
  return standardiseIdentifiers(values, AROUND_VAT);
}
const VAT_COUNTRIES =
  'at be bg cy cz de dk ee el es fi fr gb gr hr hu ie it lt lu lv mt nl pl pt ro se si sk xi'.split(' ');
const AROUND_VAT = new RegExp(
  `^(?:${VAT_COUNTRIES.join('|')}|che(?=\\d{9}))(?=[a-z0-9]{0,3}\\d{6,12}[a-z0-9]{0,4}$)|(?<=^che\\d{9})(?:mwst|tva|iva|vat)$`,
  'g',
);

/** Whether VAT numbers of a country begin with these letters. */
export function isVatCountry(letters: string): boolean {
  return VAT_COUNTRIES.includes(letters);
}

/** `00000000`, `DE000000000`, `123456789`: written where there is none. */
function isFiller(text: string): boolean {
  return /^(?:na|(.)\1*|[a-z]{2,3}(\d)\2{5,})$/.test(text) || areFillerDigits(text);
}

/** ISO 17442 check digits (ISO 7064, MOD 97-10) over the 20 characters. */
export function isValidLei(lei: string): boolean {
  if (!/^[a-z0-9]{18}\d{2}$/.test(lei)) return false;
  let remainder = 0;
  for (const character of lei) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
