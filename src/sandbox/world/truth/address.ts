/** True addresses: a street of the country, a city of the country, a postal code of that city. */
import { CITIES, type City } from '../data/cities.ts';
import { STREETS } from '../data/streets.ts';
import type { Random } from '../random.ts';
import type { Country } from './country.ts';

export type Address = {
  country: Country;
  street: string;
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
  if (country !== 'GB') return city.postalPrefix + random.digits(2);
  const district = city.postalPrefix === 'EC' ? random.int(1, 4) : random.int(1, 20);
  const letter = (): string => INWARD.charAt(random.int(0, INWARD.length - 1));
  return `${city.postalPrefix}${district} ${random.int(1, 9)}${letter()}${letter()}`;
}

function unit(random: Random, country: Country): string {
  if (country === 'US' && random.chance(0.3)) return `Suite ${random.int(1, 40) * 10}`;
  if (country === 'GB' && random.chance(0.25)) return `Unit ${random.int(1, 30)}`;
  return '';
}

export function drawCity(random: Random, country: Country): City {
  return random.pick(CITIES[country]);
}

export function drawAddress(
  random: Random,
  country: Country,
  city: City = drawCity(random, country),
): Address {
  const name = random.pick(STREETS[country]);
  const number = country === 'US' ? random.int(100, 9899) : random.int(1, country === 'GB' ? 240 : 160);
  return {
    country,
    street: country === 'DE' ? `${name} ${number}` : `${number} ${name}`,
    unit: unit(random, country),
    city: city.name,
    state: city.state,
    postalCode: postalCode(random, country, city),
    areaCode: city.areaCode,
  };
}
