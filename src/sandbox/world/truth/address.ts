/** True addresses: a street of the country, a city of the country, a postal code of that city. */
import { CITIES, type City } from '../data/cities.ts';
import { STREETS } from '../data/streets.ts';
import type { Random } from '../random.ts';
import type { Country } from './country.ts';

export type Address = {
  country: Country;
  street: string;
  /** City and prefecture in Japanese. */
  native: { city: string; state: string } | null;
  /** Suite, floor or building; empty for most. */
  unit: string;
  city: string;
  state: string;
  postalCode: string;
  areaCode: string;
};

/** Letters that the inward half of a British postal code uses (no C, I, K, M, O, V). */
const INWARD = 'ABDEFGHJLNPQRSTUWXYZ';

function postalCode(random: Random, country: Country, city: City): string {
  if (country === 'JP') return `${city.postalPrefix}-00${random.digits(2)}`;
  if (country !== 'GB') return city.postalPrefix + random.digits(5 - city.postalPrefix.length);
  const district = city.postalPrefix === 'EC' ? random.int(1, 4) : random.int(1, 20);
  const letter = (): string => INWARD.charAt(random.int(0, INWARD.length - 1));
  return `${city.postalPrefix}${district} ${random.int(1, 9)}${letter()}${letter()}`;
}

function unit(random: Random, country: Country): string {
  if (country === 'US' && random.chance(0.3)) return `Suite ${random.int(1, 40) * 10}`;
  if (country === 'GB' && random.chance(0.25)) return `Unit ${random.int(1, 30)}`;
  if (country === 'FR' && random.chance(0.12)) return `Bâtiment ${random.pick(['A', 'B', 'C', 'D'])}`;
  if (country === 'ES' && random.chance(0.2))
    return random.pick([`${random.int(1, 6)}º`, `Nave ${random.int(1, 20)}`]);
  if (country === 'JP' && random.chance(0.25)) return `${random.int(2, 12)}F`;
  return '';
}

/** Number and street in the order of the country; Japan counts quarter, block and house within a district. */
function streetLine(random: Random, country: Country): string {
  const name = random.pick(STREETS[country]);
  switch (country) {
    case 'JP':
      return `${random.int(1, 6)}-${random.int(1, 24)}-${random.int(1, 20)} ${name}`;
    case 'DE':
      return `${name} ${random.int(1, 160)}`;
    case 'ES':
      return `${name}, ${random.int(1, 180)}`;
    case 'FR':
      return `${random.int(1, 160)}${random.chance(0.06) ? ' bis' : ''} ${name}`;
    default:
      return `${country === 'US' ? random.int(100, 9899) : random.int(1, 240)} ${name}`;
  }
}

export function drawCity(random: Random, country: Country): City {
  return random.pick(CITIES[country]);
}

export function drawAddress(
  random: Random,
  country: Country,
  city: City = drawCity(random, country),
): Address {
  return {
    country,
    street: streetLine(random, country),
    unit: unit(random, country),
    city: city.name,
    native: city.native,
    state: city.state,
    postalCode: postalCode(random, country, city),
    areaCode: city.areaCode,
  };
}
