/** True company names: a distinctive core, what the company does, and its legal form kept apart. */
import { ADJECTIVES, NOUNS, STEM_HEADS, STEM_TAILS, type Trade } from '../data/company-words.ts';
import { LAST_NAMES } from '../data/last-names.ts';
import type { Random } from '../random.ts';
import type { Country } from './country.ts';

/** `core` is the name without legal form; `brand` the part that distinguishes it (what a domain is made of). */
export type CompanyName = { core: string; brand: string; legalForm: string };

/** The same form as it is written out, abbreviated, or with other punctuation. */
export const LEGAL_FORMS: Readonly<Record<Country, readonly (readonly string[])[]>> = {
  US: [
    ['Inc.', 'Inc', 'Incorporated', ', Inc.'],
    ['LLC', 'L.L.C.', ', LLC', 'Limited Liability Company'],
    ['Corp.', 'Corporation', 'Corp'],
    ['Co.', 'Company', 'Co'],
    ['LP', 'L.P.'],
  ],
  GB: [
    ['Ltd', 'Limited', 'Ltd.', 'LTD'],
    ['PLC', 'plc', 'P.L.C.'],
    ['LLP', 'L.L.P.'],
  ],
  DE: [
    ['GmbH', 'Gesellschaft mbH', 'G.m.b.H.', 'Gmbh'],
    ['GmbH & Co. KG', 'GmbH & Co KG', 'GmbH und Co. KG'],
    ['AG', 'Aktiengesellschaft'],
    ['KG', 'Kommanditgesellschaft'],
    ['e.K.', 'eK', 'e. K.'],
    ['UG (haftungsbeschränkt)', 'UG'],
  ],
};

export function drawLegalForm(random: Random, country: Country): string {
  const forms = LEGAL_FORMS[country];
  return random.weighted(forms.map((spellings, i) => [spellings[0] ?? '', i === 0 ? 5 : 1.5]));
}

export const drawStem = (random: Random): string => random.pick(STEM_HEADS) + random.pick(STEM_TAILS);

export function tradeWord(random: Random, country: Country, trade: Trade): string {
  return random.pick(country === 'DE' ? trade.german : trade.english);
}

/** A name with a distinctive part: families, invented words, or two plain words. */
export function drawCompanyName(random: Random, country: Country, trade: Trade, city: string): CompanyName {
  const surname = random.pick(LAST_NAMES[country]);
  const partner = random.pick(LAST_NAMES[country]);
  const what = tradeWord(random, country, trade);
  const stem = drawStem(random);
  const pair = `${random.pick(ADJECTIVES)} ${random.pick(NOUNS)}`;
  const joined = random.pick(NOUNS) + random.pick(NOUNS).toLowerCase();
  const town = city.replace(/ \(.*| am .*| im .*| upon .*/u, '');
  const english: readonly (readonly [readonly [string, string], number])[] = [
    [[`${surname} ${what}`, surname], 4],
    [[`${surname} & ${partner} ${what}`, `${surname} ${partner}`], 2],
    [[`${surname} & Sons ${what}`, `${surname} Sons`], 1],
    [[`${stem} ${what}`, stem], 5],
    [[`${pair} ${what}`, pair], 5],
    [[`${joined} ${what}`, joined], 3],
    [[`${town} ${pair} ${what}`, `${town} ${pair}`], 1],
    [[`The ${pair} Company`, pair], 0.7],
  ];
  const german: typeof english = [
    [[`${surname} ${what}`, surname], 6],
    [[`${surname} & ${partner} ${what}`, `${surname} ${partner}`], 2],
    [[`${surname} & Söhne ${what}`, `${surname} Söhne`], 1],
    [[`Gebrüder ${surname} ${what}`, `Gebrüder ${surname}`], 1],
    [[`${stem} ${what}`, stem], 5],
    [[`${stem}werk ${what}`, `${stem}werk`], 2],
    [[`${town} ${stem} ${what}`, `${town} ${stem}`], 1],
  ];
  const [core, brand] = random.weighted(country === 'DE' ? german : english);
  return { core, brand, legalForm: drawLegalForm(random, country) };
}
