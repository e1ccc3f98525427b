import { SHORT_WORDS, SHORT_WORDS_IN } from './address-words.ts';
import { foldScripts } from './fold.ts';
import { hasHan } from './han.ts';
import { japaneseAddress } from './japanese-address.ts';

/** Words that say nothing between two addresses: kind of street and direction. */
export const STREET_KINDS = new Set(
  `st av rd bd dr ln ct pl sq hwy pkwy ter cir cct cres cl gdns gr trl tpke expy rte fwy wy n s e w ne nw se sw weg allee gasse rue c via plz pso ctra cno chem imp fbg de la le der des du la las los el`.split(
    ' ',
  ),
);
const UNIT =
  /(?:\b(?:suite|ste|apt|apartment|appt|unit|flat|room|rm|floor|fl|etage|og|level|lvl|building|bldg|bld|nave|planta|piso|puerta|local|oficina|ofic|despacho|bloque|portal|batiment|bat)\b\.?\s*#?\s*([a-z]?\d[\w-]*|[a-z]\b)|#\s*([a-z0-9-]+)|\b(\d+)(?:st|nd|rd|th)\s+(?:fl|floor)\b)/g;
const ORDINAL = /\b(\d+)(?:st|nd|rd|th)\b/g;
const PO_BOX = /\b(?:p\.?\s*o\.?\s*box|po box|postfach|boite postale|bp|apartado)\s*#?\s*(\d+)/;

const NOT_IN_ADDRESS = /[^a-z0-9\u3005\u3041-\u309f\u30a1-\u30fa\u30fc\u3400-\u9fff\uf900-\ufaff-]+/g;
const HOUSE_NUMBER = /^\d+(?:-\d+){0,3}(?:[a-z]|bis|ter|quater)?$/;

export type Address = { number: string; street: string; unit: string };

/** `12, 3º B`, `12 - 2ª planta`: the floor behind the house number, before normalisation takes the raised letter. */
const RAISED_FLOOR =
  /(\d\s*[a-z]?)\s*[,-]?\s+(\d{1,2})\s*[ºª°]\s*(?:piso\b|planta\b)?\s*([a-z]|izq\w*|dcha?\w*|\d)?(?![\p{L}\d])\.?/iu;
const FRENCH_FLOOR = /\b(\d{1,2})(?:er|e|eme|ere|nd)\s+etage\b/;
const BIS = /\b(\d+)[\s,-]*(bis|ter|quater)\b(?=\s*,|\s+\S|$)/;

/**
 * House number, street words and unit out of one line. The street is folded, short forms throughout. `country` (ISO
 * 3166-1 alpha-2 or empty) decides on abbreviations that mean different things in different countries.
 */
export function parseAddress(line: string, country = ''): Address {
  const plain = country === 'JP' ? undefined : parsePlain(line, country);
  return plain ?? parseAny(line, country);
}

/** Nothing but words with a house number before or behind them. */
const WORDS_AND_NUMBER = /^(?:\d+[a-z]? [a-z]+(?: [a-z]+)*|[a-z]+(?: [a-z]+)* \d{1,4}[a-z]?)$/;
/** Words with which a line says more than that, or something else. */
const TELLING = new Set(
  `suite ste apt apartment appt unit flat room rm floor fl etage og level lvl building bldg bld nave planta piso puerta local oficina ofic
  despacho bloque portal batiment bat p o po box postfach boite postale bp apartado at near between btw bet opposite opp corner off num bis ter
  quater str strasse`.split(/\s+/),
);

/** Most lines are plain: these are read without asking for all that others may hold. */
function parsePlain(line: string, country: string): Address | undefined {
  const text = line.toLowerCase();
  if (!WORDS_AND_NUMBER.test(text)) return undefined;
  const tokens = text.split(' ');
  for (const word of tokens)
    if (TELLING.has(word) || word.startsWith('num') || word.endsWith('str') || word.endsWith('strasse'))
      return undefined;
  const number = (text.charCodeAt(0) <= NINE ? tokens.shift() : tokens.pop()) ?? '';
  return { number, street: shortWords(tokens, country), unit: '' };
}
const NINE = 57;

function shortWords(words: readonly string[], country: string): string {
  const local = SHORT_WORDS_IN[country];
  return words.map((word) => local?.[word] ?? SHORT_WORDS[word] ?? word.replace(/-/g, ' ')).join(' ');
}

function parseAny(line: string, country: string): Address {
  let unit = '';
  const inCountry = country === 'JP' || (country === '' && hasHan(line));
  let text = raisedLetters(inCountry ? japaneseAddress(line) : line, (found) => {
    unit ||= found;
  });
  text = foldScripts(text, country).replace(/['`]/g, '');
  const box = PO_BOX.exec(text);
  if (box?.[1]) return { number: box[1], street: 'po box', unit: '' };
  // `2nd ave. at 46th st.`: the corner or stretch is no part of the address.
  text = text.replace(/(?<=\S\s.*\S) (?:at|near|between|btw|bet|opposite|opp|corner of|off) .*$/, '');
  if (text.includes('etage'))
    text = text.replace(FRENCH_FLOOR, (_, floor: string) => {
      unit ||= floor;
      return ' ';
    });
  text = text.replace(
    UNIT,
    (_, named: string | undefined, hash: string | undefined, floor: string | undefined) => {
      unit ||= named ?? hash ?? floor ?? '';
      return ' ';
    },
  );
  const tokens = tokensOf(text);
  const at = numberAt(tokens);
  const number = at < 0 ? '' : (tokens[at] ?? '');
  const street = at < 0 ? tokens : tokens.filter((_, index) => index !== at);
  return { number, street: shortWords(street, country), unit };
}

function raisedLetters(line: string, onUnit: (unit: string) => void): string {
  if (!/[ªº°]|n[uú]m/i.test(line)) return line;
  return line
    .replace(/(?<!\p{L})p\.?º/iu, 'paseo ')
    .replace(/(?<!\p{L})n[º°]\.?\s*(?=\d)|\bn[uú]m\.?\s*(?=\d)/iu, ' ')
    .replace(RAISED_FLOOR, (_, number: string, floor: string, door: string | undefined) => {
      onUnit(floor + (door ?? '').slice(0, 1).toLowerCase());
      return `${number} `;
    });
}

function tokensOf(folded: string): string[] {
  const text = folded
    .replace(ORDINAL, '$1 ')
    .replace(BIS, '$1$2')
    .replace(/(\d)\s*-\s*(?=\d)/g, '$1-')
    .replace(/([a-z])(str(?:asse)?)\.?(?=\s|$|\d)/g, '$1 $2')
    .replace(/(?<![a-z])r\./g, 'rue ')
    .replace(/(?<![a-z])ch\./g, 'chemin ')
    .replace(NOT_IN_ADDRESS, ' ')
    .replace(/(^|\s)-+|-+(?=\s|$)/g, ' ')
    .trim();
  return text === '' ? [] : text.split(/\s+/);
}

/** `number|street|unit`, empty when nothing is known. */
export function standardiseAddress(line: string, country = ''): string {
  const { number, street, unit } = parseAddress(line, country);
  return number === '' && street === '' ? '' : `${number}|${street}|${unit}`;
}

/** The house number stands first (most countries) or last (German, Italian…); a name may come before it. */
function numberAt(tokens: readonly string[]): number {
  const isNumber = (word: string | undefined) => word !== undefined && HOUSE_NUMBER.test(word);
  if (isNumber(tokens[0]) && tokens.length > 1) return 0;
  const last = tokens.length - 1;
  if (last > 0 && isNumber(tokens[last]) && /^\d{1,4}(?:\D|$)/.test(tokens[last] ?? '')) return last;
  return tokens.findIndex((word, index) => index > 0 && isNumber(word));
}
