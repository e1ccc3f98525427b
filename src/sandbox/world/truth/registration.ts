/** Registration numbers that hold: LEI and VAT numbers carry correct check digits. */
import type { Random } from '../random.ts';
import type { Country } from './country.ts';

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Remainder modulo 97 of a string in which letters count as two digits (A = 10), as ISO 7064 MOD 97-10 reads it. */
export function mod97(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = ALPHANUMERIC.indexOf(character);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** Legal entity identifier, ISO 17442: 18 characters and two check digits, the whole ≡ 1 (mod 97). */
export function drawLei(random: Random): string {
  let body = `${random.pick(['5493', '5299', '2138', '9845', '8945'])}00`;
  while (body.length < 18) body += ALPHANUMERIC.charAt(random.int(0, 35));
  return body + String(98 - mod97(`${body}00`)).padStart(2, '0');
}

/** German USt-IdNr.: eight digits, the first not zero, and a check digit by ISO 7064 MOD 11,10. */
function germanVat(random: Random): string {
  const body = random.int(1, 9) + random.digits(7);
  let product = 10;
  for (const digit of body) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return `DE${body}${(11 - product) % 10}`;
}

/** British VAT number: seven digits weighted 8…2, and two check digits that bring the sum to a multiple of 97. */
function britishVat(random: Random): string {
  const body = random.int(1, 9) + random.digits(6);
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (8 - i), 0);
  return `GB${body}${String(97 - (sum % 97)).padStart(2, '0')}`;
}

/** French SIREN: eight digits and one by Luhn's formula. */
function drawSiren(random: Random): string {
  const body = random.int(3, 9) + random.digits(7);
  const sum = [...body].reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return body + ((10 - (sum % 10)) % 10);
}

/** French TVA number: a key of two digits, (12 + 3 × (SIREN mod 97)) mod 97, before the SIREN. */
function frenchVat(random: Random): string {
  const siren = drawSiren(random);
  return `FR${String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')}${siren}`;
}

/** The letter of a Spanish NIF: the number modulo 23 in the order of Real Decreto 338/1990. */
export const nifLetter = (number: number): string => 'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(number % 23);

/** Control digit of a Spanish company's NIF (the former CIF): digits in odd places doubled and summed crosswise. */
export function cifControl(digits: string): number {
  const sum = [...digits].reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

const CIF_LETTERS: Readonly<Record<string, string>> = {
  'S.A.': 'A',
  'S.L.': 'B',
  'S.L.U.': 'B',
  'S. Coop.': 'F',
};

/** A company's number begins with the letter of its form; a sole trader, who has none, has a person's number. */
function spanishVat(random: Random, legalForm: string): string {
  const letter = CIF_LETTERS[legalForm];
  const number = random.digits(8);
  if (letter === undefined) return `ES${number}${nifLetter(Number(number))}`;
  const body = `${random.pick(['28', '08', '46', '41', '50', '29', '30', '48'])}${number.slice(0, 5)}`;
  return `ES${letter}${body}${cifControl(body)}`;
}

/**
 * Japanese corporate number: a check digit before twelve digits, 9 − (Σ pₙ·qₙ mod 9), where qₙ is 1 in odd and 2 in
 * even places counted from the right (Ordinance of the Ministry of Finance No. 70 of 2014).
 */
export function corporateCheckDigit(digits: string): number {
  const sum = [...digits]
    .toReversed()
    .reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 2), 0);
  return 9 - (sum % 9);
}

/** Number of a qualified invoice issuer: `T` and the corporate number. */
function japaneseVat(random: Random): string {
  const body = `0${random.pick(['100', '104', '200', '180'])}01${random.digits(6)}`;
  return `T${corporateCheckDigit(body)}${body}`;
}

/** The tax number that customers of the country put on an order; the United States have an EIN, without check digit. */
export function drawVat(random: Random, country: Country, legalForm: string): string {
  if (country === 'DE') return germanVat(random);
  if (country === 'GB') return britishVat(random);
  if (country === 'FR') return frenchVat(random);
  if (country === 'ES') return spanishVat(random, legalForm);
  if (country === 'JP') return japaneseVat(random);
  return `${random.int(10, 88)}-${random.digits(7)}`;
}

/** D-U-N-S number: nine digits; its check digit was given up in 2006. */
export const drawDuns = (random: Random): string => random.int(1, 9) + random.digits(8);

/**
 * Number in the national register: Companies House, Handelsregister, or a state's file number. In France, Spain and
 * Japan the tax number is made of it.
 */
export function drawCompanyNumber(random: Random, country: Country, vat: string): string {
  if (country === 'FR') return vat.slice(4);
  if (country === 'ES') return vat.slice(2);
  if (country === 'JP') return vat.slice(1);
  if (country === 'GB') return `0${random.digits(7)}`;
  if (country === 'DE') return `HRB ${random.int(1000, 219_999)}`;
  return random.int(1, 9) + random.digits(6);
}
