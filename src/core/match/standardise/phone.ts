import { partedPhones, SHORTEST_TWO_PHONES } from './several.ts';
import { withoutFraction } from './whole-number.ts';

/**
 * Phones as comparable digits: the national number without country code, trunk prefix or extension. Numbers of
 * one subscriber written with and without country code must become equal, so the country code is dropped when it
 * is known; what remains tells two subscribers apart well enough (its frequency says how well).
 */
const CODE_BY_COUNTRY: Readonly<Record<string, string>> = {
  US: '1',
  CA: '1',
  GB: '44',
  IE: '353',
  DE: '49',
  AT: '43',
  CH: '41',
  FR: '33',
  BE: '32',
  NL: '31',
  LU: '352',
  IT: '39',
  ES: '34',
  PT: '351',
  DK: '45',
  SE: '46',
  NO: '47',
  FI: '358',
  IS: '354',
  PL: '48',
  CZ: '420',
  SK: '421',
  HU: '36',
  RO: '40',
  BG: '359',
  GR: '30',
  TR: '90',
  RU: '7',
  UA: '380',
  EE: '372',
  LV: '371',
  LT: '370',
  SI: '386',
  HR: '385',
  RS: '381',
  IL: '972',
  AE: '971',
  SA: '966',
  IN: '91',
  PK: '92',
  CN: '86',
  JP: '81',
  KR: '82',
  SG: '65',
  HK: '852',
  TW: '886',
  MY: '60',
  TH: '66',
  VN: '84',
  ID: '62',
  PH: '63',
  AU: '61',
  NZ: '64',
  ZA: '27',
  EG: '20',
  NG: '234',
  KE: '254',
  BR: '55',
  MX: '52',
  AR: '54',
  CL: '56',
  CO: '57',
  PE: '51',
  KH: '855',
  MT: '356',
  CY: '357',
  LI: '423',
  MC: '377',
  AD: '376',
  AL: '355',
  BA: '387',
  ME: '382',
  MK: '389',
  MD: '373',
  BY: '375',
  KZ: '7',
  GE: '995',
  AM: '374',
  MA: '212',
  TN: '216',
  DZ: '213',
  QA: '974',
  KW: '965',
  BH: '973',
  OM: '968',
  JO: '962',
  LB: '961',
  IR: '98',
  BD: '880',
  LK: '94',
  UY: '598',
  PY: '595',
  BO: '591',
  EC: '593',
  VE: '58',
  CR: '506',
  PA: '507',
  GH: '233',
};
/** By number: none begins with 0, and none has more than three digits. */
const IS_CODE = new Uint8Array(1000);
for (const code of Object.values(CODE_BY_COUNTRY)) IS_CODE[Number(code)] = 1;
/** What is dialled before a national number where that is not 0; a 0 is dropped everywhere. */
const TRUNK: Readonly<Record<string, RegExp>> = {
  HU: /^06(?=\d{8,9}$)/,
  RU: /^8(?=\d{10}$)/,
  KZ: /^8(?=\d{10}$)/,
  BY: /^80?(?=\d{9}$)/,
  LT: /^8(?=\d{8}$)/,
  MX: /^0(?:1|44|45)(?=\d{10}$)/,
};
/** Digits and what stands between them: no extension, nothing to be normalised. */
const DIGITS = /^[\d +()/-]*$/;
const PLAIN = /^[\x20-\x7e]*$/;
const EXTENSION = /(?:ext|extn|extension|x|durchwahl|poste|int)\.?\s*:?\s*\d{1,6}\s*$/i;

/** Digits of the country's calling code. */
export function callingCodeOf(country: string): string | undefined {
  return CODE_BY_COUNTRY[country];
}

/** Whether a number of three digits at most is the calling code of a country. */
export function isCallingCode(code: number): boolean {
  return IS_CODE[code] === 1;
}

/** Whether more than a 0 is dialled before a national number there. */
export function hasTrunk(country: string): boolean {
  return TRUNK[country] !== undefined;
}

/** National significant numbers, sorted, joined by `|`. `country` is ISO 3166-1 alpha-2 or empty. */
export function standardisePhones(values: readonly string[], country: string): string {
  let only = '';
  let found: Set<string> | undefined;
  const add = (number: string | undefined) => {
    if (number === undefined || number === only) return;
    if (only === '') only = number;
    else (found ??= new Set([only])).add(number);
  };
  for (const value of values) {
    const text = value.trim();
    const digits = plainDigits(text);
    if (digits !== undefined) add(subscriber(digits, text, country));
    else for (const part of partedPhones([value])) add(nationalNumber(part, country));
  }
  return found === undefined ? only : [...found].sort().join('|');
}

const [BLANK, OPEN, CLOSE, PLUS, MINUS, DOT, SLASH, ZERO, NINE] = [32, 40, 41, 43, 45, 46, 47, 48, 57];

/** Digits of one number written with nothing but what stands between digits; undefined for any other text. */
function plainDigits(text: string): string | undefined {
  // A number with a fraction, and what may be two numbers, are read with more care.
  if (text.endsWith('.0')) return undefined;
  let digits = '';
  let start = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      if (start < 0) start = at;
      continue;
    }
    if (start >= 0) digits += text.slice(start, at);
    start = -1;
    if (code === SLASH ? text.length >= SHORTEST_TWO_PHONES : !isBetweenDigits(code)) return undefined;
    // The zero that is dialled inside the country only.
    if (code === OPEN && text.charCodeAt(at + 1) === ZERO && text.charCodeAt(at + 2) === CLOSE) at += 2;
  }
  return start < 0 ? digits : digits + text.slice(start);
}

function isBetweenDigits(code: number): boolean {
  return code === BLANK || code === MINUS || code === OPEN || code === CLOSE || code === PLUS || code === DOT;
}

function nationalNumber(value: string, country: string): string | undefined {
  const isDigits = DIGITS.test(value);
  let text =
    isDigits || PLAIN.test(value)
      ? withoutFraction(value.trim())
      : value
          .normalize('NFKC')
          .replace(/\p{Cf}/gu, '')
          .trim();
  if (text === '') return undefined;
  if (!isDigits) {
    text = text.replace(EXTENSION, '');
    // A spreadsheet wrote the number in scientific notation: its digits are lost.
    if (/\de\+\d/i.test(text)) return undefined;
  }
  return subscriber(text.replace(/\(0\)/g, '').replace(/\D/g, ''), text, country);
}

/** The national number out of all digits of a text. */
function subscriber(all: string, text: string, country: string): string | undefined {
  let digits = all;
  if (text.startsWith('00')) digits = withoutCode(digits.slice(2));
  else if (text.startsWith('+')) digits = withoutCode(digits);
  else {
    digits = withoutKnownCode(digits, country);
    const trunk = TRUNK[country];
    if (trunk !== undefined) digits = digits.replace(trunk, '');
  }
  let zeros = 0;
  while (digits.charCodeAt(zeros) === ZERO) zeros++;
  if (zeros > 0) digits = digits.slice(zeros);
  if (digits.length < 6 || digits.length > 14 || isOneDigit(digits) || digits === '1234567890')
    return undefined;
  return digits;
}

function isOneDigit(digits: string): boolean {
  const first = digits.charCodeAt(0);
  for (let at = 1; at < digits.length; at++) if (digits.charCodeAt(at) !== first) return false;
  return true;
}

function withoutCode(digits: string): string {
  let code = 0;
  for (let length = 1; length <= 3 && digits.length - length >= 6; length++) {
    const digit = digits.charCodeAt(length - 1) - ZERO;
    if (digit === 0 && length === 1) break;
    code = code * 10 + digit;
    if (IS_CODE[code] === 1) return digits.slice(length);
  }
  return digits;
}

function withoutKnownCode(digits: string, country: string): string {
  if (
    digits.length === 11 &&
    digits.startsWith('1') &&
    (country === '' || country === 'US' || country === 'CA')
  ) {
    return digits.slice(1);
  }
  const code = CODE_BY_COUNTRY[country];
  if (code !== undefined && code !== '1' && digits.startsWith(code) && digits.length >= code.length + 8) {
    return digits.slice(code.length);
  }
  return digits;
}
