/** One address in the many ways people write it. */
import type { Random } from '../random.ts';
import type { Address } from '../truth/address.ts';
import type { Country } from '../truth/country.ts';
import { fullWidth, type Script, townInKanji } from '../truth/japanese-script.ts';
import { maybeFold, titleCaseLost, typo } from './typo.ts';

export type SeenAddress = {
  street: string;
  city: string;
  state: string;
  postalCode: string;
  country: string;
};

const SHORT: readonly (readonly [RegExp, string])[] = [
  [/\bStreet\b/u, 'St'],
  [/\bAvenue\b/u, 'Ave'],
  [/\bBoulevard\b/u, 'Blvd'],
  [/\bDrive\b/u, 'Dr'],
  [/\bRoad\b/u, 'Rd'],
  [/\bLane\b/u, 'Ln'],
  [/\bCourt\b/u, 'Ct'],
  [/\bPlace\b/u, 'Pl'],
  [/\bParkway\b/u, 'Pkwy'],
  [/\bGardens\b/u, 'Gdns'],
  [/straße\b/u, 'str.'],
  [/Straße\b/u, 'Str.'],
  [/\bSuite (\d)/u, '#$1'],
  [/\bavenue\b/u, 'av.'],
  [/\bboulevard\b/u, 'bd'],
  [/\bplace\b/u, 'pl.'],
  [/\broute\b/u, 'rte'],
  [/\bchemin\b/u, 'ch.'],
  [/Bâtiment\b/u, 'Bât.'],
  [/^Calle\b/u, 'C/'],
  [/^Avenida\b/u, 'Avda.'],
  [/^Plaza\b/u, 'Pza.'],
  [/^Paseo\b/u, 'Pº'],
  [/^Carretera\b/u, 'Ctra.'],
];

const COUNTRY_SPELLINGS: Readonly<Record<Country, readonly string[]>> = {
  US: ['United States', 'USA', 'US', 'U.S.A.', 'United States of America'],
  GB: ['United Kingdom', 'UK', 'GB', 'Great Britain', 'England'],
  DE: ['Germany', 'Deutschland', 'DE', 'GERMANY'],
  FR: ['France', 'FR', 'FRANCE'],
  ES: ['Spain', 'España', 'ES', 'SPAIN'],
  JP: ['Japan', 'JP', 'JAPAN'],
};

const shorten = (text: string): string =>
  SHORT.reduce((out, [long, short]) => out.replace(long, short), text);

function street(random: Random, address: Address): string {
  const withUnit =
    address.unit === '' || random.chance(0.35) ? address.street : `${address.street}, ${address.unit}`;
  let text = random.chance(0.4) ? shorten(withUnit) : withUnit;
  if (random.chance(0.04)) text = typo(random, text);
  if (random.chance(0.05)) text = titleCaseLost(random, text);
  return maybeFold(random, text, 0.3);
}

function city(random: Random, name: string): string {
  const bare = random.chance(0.3)
    ? name.replace(/ am Main| im Breisgau| \(Saale\)| upon Tyne|-ku$/u, '')
    : name;
  const foreign = random.chance(0.1)
    ? bare.replace('München', 'Munich').replace('Köln', 'Cologne').replace('Sevilla', 'Seville')
    : bare;
  return maybeFold(random, random.chance(0.03) ? titleCaseLost(random, foreign) : foreign, 0.3);
}

/** `1-2-3 Marunouchi` as `丸の内1-2-3`, `丸の内１－２－３` or `丸の内1丁目2番3号`; the prefecture comes first. */
function japaneseAddress(
  random: Random,
  address: Address,
  native: { city: string; state: string },
): SeenAddress {
  const [block = '', town = ''] = address.street.split(' ');
  const [quarter, plot, house] = block.split('-');
  const where = random.weighted([
    [block, 6],
    [fullWidth(block), 2],
    [`${quarter}丁目${plot}番${house}号`, 2],
  ] as const);
  const floor = address.unit === '' || random.chance(0.35) ? '' : ` ${address.unit.replace('F', '階')}`;
  return {
    street: `${townInKanji(town)}${where}${floor}`,
    city: native.city,
    state: native.state,
    postalCode: random.chance(0.1) ? `〒${address.postalCode}` : address.postalCode,
    country: random.pick(['日本', 'Japan', 'JP']),
  };
}

export function formatAddress(random: Random, address: Address, script: Script = 'latin'): SeenAddress {
  if (script !== 'latin' && address.native !== null) return japaneseAddress(random, address, address.native);
  const compact = random.chance(0.06);
  const zipPlus4 = address.country === 'US' && random.chance(0.15) ? `-${random.int(1000, 9899)}` : '';
  const state = address.country === 'US' || random.chance(0.4) ? address.state : '';
  return {
    street: street(random, address),
    city: city(random, address.city),
    state: maybeFold(random, state, 0.3),
    postalCode: compact
      ? address.postalCode.replace(/[ -]/u, '').toLowerCase()
      : address.postalCode + zipPlus4,
    country: random.pickCommon(COUNTRY_SPELLINGS[address.country]),
  };
}
