/** True company names: a distinctive core, what the company does, and its legal form kept apart. */
import { ADJECTIVES, NOUNS, STEM_HEADS, STEM_TAILS, type Trade } from '../data/company-words.ts';
import { JAPANESE_BRANDS } from '../data/japanese.ts';
import { LAST_NAMES } from '../data/last-names.ts';
import { TRADES_ABROAD } from '../data/trades-abroad.ts';
import type { Random } from '../random.ts';
import type { Country } from './country.ts';

/** `core` is the name without legal form; `brand` the part that distinguishes it (what a domain is made of). */
export type CompanyName = {
  core: string;
  brand: string;
  /** Empty for a sole trader. */
  legalForm: string;
  /** What it does, as the name says it. */
  what: string;
};

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
  FR: [
    ['SARL', 'S.A.R.L.', 'Sarl', 'Société à responsabilité limitée'],
    ['SAS', 'S.A.S.', 'Société par actions simplifiée'],
    ['SA', 'S.A.', 'Société anonyme'],
    ['EURL', 'E.U.R.L.'],
    ['SASU', 'S.A.S.U.'],
  ],
  ES: [
    ['S.L.', 'SL', 'S. L.', ', S.L.', 'Sociedad Limitada'],
    ['S.A.', 'SA', ', S.A.', 'Sociedad Anónima'],
    ['S.L.U.', 'SLU', ', S.L.U.'],
    ['S. Coop.', 'S.Coop.'],
    [''],
  ],
  JP: [
    ['K.K.', 'KK', 'Co., Ltd.', 'Kabushiki Kaisha', 'Inc.'],
    ['G.K.', 'GK', 'Godo Kaisha', 'LLC'],
    ['Y.K.', 'Yugen Kaisha', 'Ltd.'],
  ],
};

/** Japanese forms in their own script, which stand before or after the name. */
export const NATIVE_FORMS: Readonly<Record<string, readonly string[]>> = {
  'K.K.': ['株式会社', '(株)', '㈱', '（株）'],
  'G.K.': ['合同会社', '(同)', '（同）'],
  'Y.K.': ['有限会社', '(有)', '㈲'],
};

export function drawLegalForm(random: Random, country: Country): string {
  const forms = LEGAL_FORMS[country];
  return random.weighted(forms.map((spellings, i) => [spellings[0] ?? '', i === 0 ? 5 : 1.5]));
}

export const drawStem = (random: Random): string => random.pick(STEM_HEADS) + random.pick(STEM_TAILS);

export function tradeWord(random: Random, country: Country, trade: Trade): string {
  if (country === 'DE') return random.pick(trade.german);
  if (country === 'US' || country === 'GB') return random.pick(trade.english);
  return random.pick(TRADES_ABROAD[trade.industry]?.[country] ?? trade.english);
}

type Draft = readonly [core: string, brand: string];
type Choices = readonly (readonly [Draft, number])[];

/** Parts of which a name may be made, all drawn; each language joins them in its own way. */
type Parts = {
  surname: string;
  partner: string;
  what: string;
  stem: string;
  town: string;
  pair: string;
  joined: string;
};

function english({ surname, partner, what, stem, town, pair, joined }: Parts): Choices {
  return [
    [[`${surname} ${what}`, surname], 4],
    [[`${surname} & ${partner} ${what}`, `${surname} ${partner}`], 2],
    [[`${surname} & Sons ${what}`, `${surname} Sons`], 1],
    [[`${stem} ${what}`, stem], 5],
    [[`${pair} ${what}`, pair], 5],
    [[`${joined} ${what}`, joined], 3],
    [[`${town} ${pair} ${what}`, `${town} ${pair}`], 1],
    [[`The ${pair} Company`, pair], 0.7],
  ];
}

function german({ surname, partner, what, stem, town }: Parts): Choices {
  return [
    [[`${surname} ${what}`, surname], 6],
    [[`${surname} & ${partner} ${what}`, `${surname} ${partner}`], 2],
    [[`${surname} & Söhne ${what}`, `${surname} Söhne`], 1],
    [[`Gebrüder ${surname} ${what}`, `Gebrüder ${surname}`], 1],
    [[`${stem} ${what}`, stem], 5],
    [[`${stem}werk ${what}`, `${stem}werk`], 2],
    [[`${town} ${stem} ${what}`, `${town} ${stem}`], 1],
  ];
}

function french({ surname, partner, what, stem, town }: Parts): Choices {
  return [
    [[`${what} ${surname}`, surname], 4],
    [[`${surname} ${what}`, surname], 2],
    [[`Établissements ${surname} ${what}`, `Établissements ${surname}`], 1],
    [[`${surname} et Fils ${what}`, `${surname} Fils`], 1],
    [[`${surname} & ${partner} ${what}`, `${surname} ${partner}`], 2],
    [[`${stem} ${what}`, stem], 5],
    [[`${what} ${town} ${stem}`, `${town} ${stem}`], 1],
  ];
}

function spanish({ surname, partner, what, stem, town }: Parts): Choices {
  return [
    [[`${what} ${surname}`, surname], 4],
    [[`${what} ${surname} y ${partner}`, `${surname} ${partner}`], 2],
    [[`Hermanos ${surname} ${what}`, `Hermanos ${surname}`], 1],
    [[`Hijos de ${surname} ${what}`, `Hijos ${surname}`], 1],
    [[`${stem} ${what}`, stem], 5],
    [[`${what} ${stem} ${town}`, `${stem} ${town}`], 1],
  ];
}

function japanese({ surname, what, stem, pair }: Parts): Choices {
  return [
    [[`${surname} ${what}`, `${surname} ${what}`], 5],
    [[`${pair} ${what}`, `${pair} ${what}`], 4],
    [[`${stem} ${what}`, stem], 1],
  ];
}

const BY_COUNTRY: Readonly<Record<Country, (parts: Parts) => Choices>> = {
  US: english,
  GB: english,
  DE: german,
  FR: french,
  ES: spanish,
  JP: japanese,
};

/** A name with a distinctive part: families, invented words, or two plain words. */
export function drawCompanyName(random: Random, country: Country, trade: Trade, city: string): CompanyName {
  const what = tradeWord(random, country, trade);
  const [core, brand] = random.weighted(
    BY_COUNTRY[country]({
      what,
      surname: random.pick(LAST_NAMES[country]),
      partner: random.pick(LAST_NAMES[country]),
      stem: drawStem(random),
      pair:
        country === 'JP' ? random.pick(JAPANESE_WORDS) : `${random.pick(ADJECTIVES)} ${random.pick(NOUNS)}`,
      joined: random.pick(NOUNS) + random.pick(NOUNS).toLowerCase(),
      town: city.replace(/ \(.*| am .*| im .*| upon .*|-ku$/u, ''),
    }),
  );
  return { core, brand, what, legalForm: drawLegalForm(random, country) };
}

const JAPANESE_WORDS = [...JAPANESE_BRANDS.keys()];
