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

/** The tax number that customers of the country put on an order; the United States have an EIN, without check digit. */
export function drawVat(random: Random, country: Country): string {
  if (country === 'DE') return germanVat(random);
  if (country === 'GB') return britishVat(random);
  return `${random.int(10, 88)}-${random.digits(7)}`;
}

/** D-U-N-S number: nine digits; its check digit was given up in 2006. */
export const drawDuns = (random: Random): string => random.int(1, 9) + random.digits(8);

/** Number in the national register: Companies House, Handelsregister, or a state's file number. */
export function drawCompanyNumber(random: Random, country: Country): string {
  if (country === 'GB') return `0${random.digits(7)}`;
  if (country === 'DE') return `HRB ${random.int(1000, 219_999)}`;
  return random.int(1, 9) + random.digits(6);
}
