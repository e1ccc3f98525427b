/** True telephone numbers, as the digits after the country code. */
import type { Random } from '../random.ts';
import type { Country } from './country.ts';

/** `area` and `local` hold digits; an `area` outside the United States and Spain keeps its leading zero. */
export type Phone = { country: Country; area: string; local: string };

/** Digits of a national number, trunk zero included where there is one. */
const DIGITS = { GB: 11, FR: 10, ES: 9, JP: 10 } as const;

/** Direct lines of a switchboard share all but the last digits. */
export function drawPhone(random: Random, country: Country, areaCode: string): Phone {
  if (country === 'US') {
    return { country, area: areaCode, local: `${random.int(2, 9)}${random.int(2, 9)}${random.digits(5)}` };
  }
  const length = country === 'DE' ? random.int(6, 8) : DIGITS[country] - areaCode.length;
  const first = areaCode === '020' ? '7' : String(random.int(2, 8));
  return { country, area: areaCode, local: first + random.digits(length - 1) };
}

const GERMAN_MOBILE = ['0151', '0152', '0157', '0160', '0170', '0171', '0172', '0175', '0176', '0179'];

export function drawMobile(random: Random, country: Country, areaCode: string): Phone {
  if (country === 'US') return drawPhone(random, country, areaCode);
  if (country === 'GB')
    return { country, area: `07${random.int(4, 8)}${random.digits(2)}`, local: random.digits(6) };
  if (country === 'FR') return { country, area: random.pick(['06', '06', '07']), local: random.digits(8) };
  if (country === 'ES')
    return { country, area: `6${random.int(0, 9)}${random.int(0, 9)}`, local: random.digits(6) };
  if (country === 'JP')
    return {
      country,
      area: random.pick(['090', '080', '070']),
      local: `${random.int(1, 9)}${random.digits(7)}`,
    };
  const area = random.pick(GERMAN_MOBILE);
  return { country, area, local: random.int(2, 9) + random.digits(area.startsWith('015') ? 7 : 6) };
}

/** The same switchboard with another extension: equal but for the last two or three digits. */
export function directLine(random: Random, board: Phone): Phone {
  const local = board.local.slice(0, -3) + random.int(1, 9) + random.digits(2);
  return {
    ...board,
    local: local === board.local ? `${local.slice(0, -1)}${(Number(local.at(-1)) + 1) % 10}` : local,
  };
}
