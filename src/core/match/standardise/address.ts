import { addressTokens, BIS, BOX, INITIAL, ORDINAL, STREET, STRETCH, UNIT } from './address-tokens.ts';
import { shortWordsIn } from './address-words.ts';
import { foldScripts } from './fold.ts';
import { hasHan } from './han.ts';
import { japaneseAddress } from './japanese-address.ts';

/** Words that say nothing between two addresses: kind of street and direction. */
export const STREET_KINDS = new Set(
  `st av rd bd dr ln ct pl sq hwy pkwy ter cir cct cres cl gdns gr trl tpke expy rte fwy wy n s e w ne nw se sw weg allee gasse rue c via plz pso ctra cno chem imp fbg de la le der des du la las los el`.split(
    ' ',
  ),
);
const UNIT_PATTERN =
  /(?:\b(?:suite|ste|apt|apartment|appt|unit|flat|room|rm|floor|fl|etage|og|level|lvl|building|bldg|bld|nave|planta|piso|puerta|local|oficina|ofic|despacho|bloque|portal|batiment|bat)\b\.?\s*#?\s*([a-z]?\d[\w-]*|[a-z]\b)|#\s*([a-z0-9-]+)|\b(\d+)(?:st|nd|rd|th)\s+(?:fl|floor)\b)/g;
const ORDINAL_PATTERN = /\b(\d+)(?:st|nd|rd|th)\b/g;
const PO_BOX = /\b(?:p\.?\s*o\.?\s*box|po box|postfach|boite postale|bp|apartado)\s*#?\s*(\d+)/;

const HOUSE_NUMBER = /^\d+(?:-\d+){0,3}(?:[a-z]|bis|ter|quater)?$/;

export type Address = { number: string; street: string; unit: string };

/** `12, 3º B`, `12 - 2ª planta`: the floor behind the house number, before normalisation takes the raised letter. */
const RAISED_FLOOR =
  /(\d\s*[a-z]?)\s*[,-]?\s+(\d{1,2})\s*[ºª°]\s*(?:piso\b|planta\b)?\s*([a-z]|izq\w*|dcha?\w*|\d)?(?![\p{L}\d])\.?/iu;
const FRENCH_FLOOR = /\b(\d{1,2})(?:er|e|eme|ere|nd)\s+etage\b/;
const BIS_PATTERN = /\b(\d+)[\s,-]*(bis|ter|quater)\b(?=\s*,|\s+\S|$)/;

/**
 * House number, street words and unit out of one line. The street is folded, short forms throughout. `country` (ISO
 * 3166-1 alpha-2 or empty) decides on abbreviations that mean different things in different countries.
 */
export function parseAddress(line: string, country = ''): Address {
  let unit = '';
  const inCountry = country === 'JP' || (country === '' && hasHan(line));
  let text = raisedLetters(inCountry ? japaneseAddress(line) : line, (found) => {
    unit ||= found;
  });
  text = foldScripts(text, country);
  if (text.includes("'") || text.includes('`')) text = text.replace(/['`]/g, '');
  // Most lines are nothing but words and a number.
  const plain = addressTokens(text);
  let { tokens } = plain;
  if (plain.hints !== 0) {
    const box = (plain.hints & BOX) === 0 ? undefined : PO_BOX.exec(text)?.[1];
    if (box !== undefined) return { number: box, street: 'po box', unit: '' };
    ({ tokens, unit } = carefulTokens(text, plain.hints, unit));
  }
  const at = numberAt(tokens.map(houseNumberKind), tokens.length);
  const number = at < 0 ? '' : (tokens[at] ?? '');
  return { number, street: streetOf(tokens, at, country), unit };
}

/** Words but the house number, in their short forms. */
function streetOf(tokens: readonly string[], numberAt: number, country: string): string {
  const short = shortWordsIn(country);
  let street = '';
  let first = true;
  for (let at = 0; at < tokens.length; at++) {
    if (at === numberAt) continue;
    const token = tokens[at] as string;
    const word = shortWord(token, short);
    street = first ? word : `${street} ${word}`;
    first = false;
  }
  return street;
}

/** What a token is in a street, by the short forms of its country. */
export function shortWord(token: string, short: ReadonlyMap<string, string>): string {
  return short.get(token) ?? (token.includes('-') ? token.replace(/-/g, ' ') : token);
}

/** Tokens of a line that says more than street and number; `hints`: what it may hold. */
function carefulTokens(folded: string, hints: number, known: string): { tokens: string[]; unit: string } {
  let [text, unit] = [folded, known];
  // `2nd ave. at 46th st.`: the corner or stretch is no part of the address.
  if (hints & STRETCH)
    text = text.replace(/(?<=\S\s.*\S) (?:at|near|between|btw|bet|opposite|opp|corner of|off) .*$/, '');
  if (hints & UNIT) {
    if (text.includes('etage'))
      text = text.replace(FRENCH_FLOOR, (_, floor: string) => {
        unit ||= floor;
        return ' ';
      });
    text = text.replace(
      UNIT_PATTERN,
      (_, named: string | undefined, hash: string | undefined, floor: string | undefined) => {
        unit ||= named ?? hash ?? floor ?? '';
        return ' ';
      },
    );
  }
  if (hints & ORDINAL) text = text.replace(ORDINAL_PATTERN, '$1 ');
  if (hints & BIS) text = text.replace(BIS_PATTERN, '$1$2');
  if (text.includes('-')) text = text.replace(/(\d)\s*-\s*(?=\d)/g, '$1-');
  if (hints & STREET) text = text.replace(/([a-z])(str(?:asse)?)\.?(?=\s|$|\d)/g, '$1 $2');
  if (hints & INITIAL) text = text.replace(/(?<![a-z])r\./g, 'rue ').replace(/(?<![a-z])ch\./g, 'chemin ');
  return { tokens: addressTokens(text).tokens, unit };
}

function raisedLetters(line: string, onUnit: (unit: string) => void): string {
  return hasRaisedLetters(line) ? withoutRaisedLetters(line, onUnit) : line;
}

/** A raised letter, or what may be `num`. */
function hasRaisedLetters(line: string): boolean {
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === 0xaa || code === 0xba || code === 0xb0) return true;
    if ((code === 109 || code === 77) && at > 1 && (line.charCodeAt(at - 2) | 32) === 110) return true;
  }
  return false;
}

function withoutRaisedLetters(line: string, onUnit: (unit: string) => void): string {
  return line
    .replace(/(?<!\p{L})p\.?º/iu, 'paseo ')
    .replace(/(?<!\p{L})n[º°]\.?\s*(?=\d)|\bn[uú]m\.?\s*(?=\d)/iu, ' ')
    .replace(RAISED_FLOOR, (_, number: string, floor: string, door: string | undefined) => {
      onUnit(floor + (door ?? '').slice(0, 1).toLowerCase());
      return `${number} `;
    });
}

/** `number|street|unit`, empty when nothing is known. */
export function standardiseAddress(line: string, country = ''): string {
  const { number, street, unit } = parseAddress(line, country);
  return number === '' && street === '' ? '' : `${number}|${street}|${unit}`;
}

const Kind = { NO_NUMBER: 0, NUMBER: 1, SHORT_NUMBER: 2 } as const;

/** Which kind of house number a token can be: 0 none, 1 one that does not stand last, 2 one that may. */
export function houseNumberKind(token: string): number {
  if (token.charCodeAt(0) > NINE || !HOUSE_NUMBER.test(token)) return Kind.NO_NUMBER;
  return /^\d{1,4}(?:\D|$)/.test(token) ? Kind.SHORT_NUMBER : Kind.NUMBER;
}
const NINE = 57;

/**
 * Where the house number stands among the first `count` tokens, by their kinds: first (most countries) or last (German,
 * Italian…); a name may come before it.
 */
export function numberAt(kinds: readonly number[], count: number): number {
  const last = count - 1;
  if (last > 0) {
    if (kinds[0] !== Kind.NO_NUMBER) return 0;
    if (kinds[last] === Kind.SHORT_NUMBER) return last;
  }
  for (let at = 1; at <= last; at++) if (kinds[at] !== Kind.NO_NUMBER) return at;
  return -1;
}
