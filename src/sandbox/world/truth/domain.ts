/** Domain names made from company names, as companies choose them. */
import type { Random } from '../random.ts';
import type { Country } from './country.ts';

const FOLDED: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** Lower-case ASCII words of a name; umlauts become two letters, as in German domains. */
export function slugWords(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/[äöüß]/gu, (letter) => FOLDED[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z0-9 -]/gu, '')
    .split(/[ -]+/u)
    .filter((word) => word.length > 0 && word !== 'the');
}

const TLDS: Readonly<Record<Country, readonly (readonly [string, number])[]>> = {
  US: [
    ['com', 8],
    ['net', 1],
    ['us', 0.5],
    ['io', 0.7],
  ],
  GB: [
    ['co.uk', 6],
    ['com', 3],
    ['uk', 1],
  ],
  DE: [
    ['de', 8],
    ['com', 1.5],
    ['eu', 0.5],
  ],
  FR: [
    ['fr', 8],
    ['com', 2],
    ['eu', 0.4],
  ],
  ES: [
    ['es', 6],
    ['com', 4],
    ['com.es', 0.5],
  ],
  JP: [
    ['co.jp', 7],
    ['jp', 2],
    ['com', 1.5],
  ],
};

export const drawTld = (random: Random, country: Country): string => random.weighted(TLDS[country]);

/** `taken` makes every company's own domain its own; what groups share is shared on purpose, elsewhere. */
export function drawDomain(
  random: Random,
  country: Country,
  name: { core: string; brand: string },
  taken: Set<string>,
): string {
  const tld = drawTld(random, country);
  const brandWords = slugWords(name.brand);
  const coreWords = slugWords(name.core);
  const labels = random.shuffle([
    brandWords.join(''),
    coreWords.join(random.chance(0.4) ? '-' : ''),
    `${brandWords.join('')}-${coreWords.at(-1)}`,
    `${brandWords[0]}${coreWords.at(-1)}`,
  ]);
  for (const label of [...labels, `${labels[0]}-${random.digits(2)}`, `${labels[1]}${random.digits(4)}`]) {
    const domain = `${label.slice(0, 40)}.${tld}`;
    if (taken.has(domain)) continue;
    taken.add(domain);
    return domain;
  }
  return `${labels[0]}${random.digits(6)}.${tld}`;
}
