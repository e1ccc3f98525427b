import { z } from 'zod';
import { defineTransform } from './transform.ts';

/** Names under which people write a country and which no display-name table has. */
const ALIASES: Readonly<Record<string, string>> = {
  usa: 'US',
  'u s a': 'US',
  'u s': 'US',
  america: 'US',
  'united states of america': 'US',
  'the united states': 'US',
  uk: 'GB',
  'u k': 'GB',
  'great britain': 'GB',
  britain: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  brd: 'DE',
  holland: 'NL',
  'czech republic': 'CZ',
  'south korea': 'KR',
  russia: 'RU',
  uae: 'AE',
  'ivory coast': 'CI',
  turkey: 'TR',
  macedonia: 'MK',
};

/** Languages in which a country's name is understood. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'ja'];

/** User-assigned and withdrawn codes that display-name tables still know. */
const NOT_COUNTRIES = new Set([
  'EU',
  'EZ',
  'UN',
  'ZZ',
  'QO',
  'XA',
  'XB',
  'AN',
  'BU',
  'CS',
  'DD',
  'FX',
  'NT',
  'SU',
  'TP',
  'YD',
  'YU',
  'ZR',
  'UK',
]);

let table: ReadonlyMap<string, string> | undefined;

/** Name or code → ISO 3166-1 alpha-2, built once on first use: 676 codes in eight languages, about 20 ms. */
function countryTable(): ReadonlyMap<string, string> {
  if (table !== undefined) return table;
  const names = new Map<string, string>();
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (let index = 0; index < 676; index++) {
      const code = String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26));
      const name = NOT_COUNTRIES.has(code) ? undefined : display.of(code);
      if (name === undefined) continue;
      names.set(code.toLowerCase(), code);
      const key = toKey(name);
      if (!names.has(key)) names.set(key, code);
    }
  }
  for (const [alias, code] of Object.entries(ALIASES)) names.set(alias, code);
  table = names;
  return table;
}

function toKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export const countryCode = defineTransform({
  summary:
    'A country by name (eight languages), usual short form or code as its ISO 3166-1 code: Germany, Deutschland, ' +
    'de → DE. What is not recognised stays as it is.',
  takes: 'value',
  options: z.strictObject({}),
  build: () => (value) => (typeof value === 'string' ? (countryTable().get(toKey(value)) ?? value) : value),
});
