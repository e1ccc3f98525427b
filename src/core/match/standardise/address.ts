import { fold } from './fold.ts';

/** Words of addresses in many languages, to one short form each. */
const SHORT: Readonly<Record<string, string>> = {
  street: 'st',
  str: 'st',
  strasse: 'st',
  strase: 'st',
  avenue: 'av',
  ave: 'av',
  aven: 'av',
  avenu: 'av',
  road: 'rd',
  boulevard: 'bd',
  blvd: 'bd',
  boul: 'bd',
  drive: 'dr',
  drv: 'dr',
  lane: 'ln',
  court: 'ct',
  crt: 'ct',
  place: 'pl',
  plce: 'pl',
  plc: 'pl',
  square: 'sq',
  highway: 'hwy',
  hiway: 'hwy',
  parkway: 'pkwy',
  pky: 'pkwy',
  terrace: 'ter',
  terr: 'ter',
  circle: 'cir',
  circuit: 'cct',
  crescent: 'cres',
  cresent: 'cres',
  cr: 'cres',
  close: 'cl',
  gardens: 'gdns',
  garden: 'gdns',
  grove: 'gr',
  trail: 'trl',
  turnpike: 'tpke',
  expressway: 'expy',
  route: 'rte',
  freeway: 'fwy',
  center: 'ctr',
  centre: 'ctr',
  way: 'wy',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  northeast: 'ne',
  northwest: 'nw',
  southeast: 'se',
  southwest: 'sw',
  nord: 'n',
  sud: 's',
  ost: 'e',
  saint: 'st',
  mount: 'mt',
  fort: 'ft',
  first: '1',
  second: '2',
  third: '3',
  fourth: '4',
  fifth: '5',
  sixth: '6',
  seventh: '7',
  eighth: '8',
  ninth: '9',
  tenth: '10',
  platz: 'pl',
  weg: 'weg',
  allee: 'allee',
  gasse: 'gasse',
  rue: 'rue',
  calle: 'c',
  calla: 'c',
  via: 'via',
  plaza: 'plz',
};
/** Words that say nothing between two addresses: kind of street and direction. */
export const STREET_KINDS = new Set(
  `st av rd bd dr ln ct pl sq hwy pkwy ter cir cct cres cl gdns gr trl tpke expy rte fwy wy n s e w ne nw se sw weg allee gasse rue c via plz de la le der des du la las los el`.split(
    ' ',
  ),
);
const UNIT =
  /(?:\b(?:suite|ste|apt|apartment|appt|unit|flat|room|rm|floor|fl|etage|og|level|lvl|building|bldg|bld)\b\.?\s*#?\s*([a-z]?\d[\w-]*|[a-z]\b)|#\s*([a-z0-9-]+)|\b(\d+)(?:st|nd|rd|th)\s+(?:fl|floor)\b)/g;
const ORDINAL = /\b(\d+)(?:st|nd|rd|th)\b/g;
const PO_BOX = /\b(?:p\.?\s*o\.?\s*box|po box|postfach|boite postale|bp|apartado)\s*#?\s*(\d+)/;

export type Address = { number: string; street: string; unit: string };

/** House number, street words and unit out of one line. The street is folded, short forms throughout. */
export function parseAddress(line: string): Address {
  let text = fold(line).replace(/['`]/g, '');
  const box = PO_BOX.exec(text);
  if (box?.[1]) return { number: box[1], street: 'po box', unit: '' };
  let unit = '';
  // `2nd ave. at 46th st.`: the corner or stretch is no part of the address.
  text = text.replace(/(?<=\S\s.*\S) (?:at|near|between|btw|bet|opposite|opp|corner of|off) .*$/, '');
  text = text.replace(
    UNIT,
    (_, named: string | undefined, hash: string | undefined, floor: string | undefined) => {
      unit ||= named ?? hash ?? floor ?? '';
      return ' ';
    },
  );
  text = text
    .replace(ORDINAL, '$1 ')
    .replace(/(\d)\s*-\s*(\d)/g, '$1-$2')
    .replace(/([a-z])(str(?:asse)?)\.?(?=\s|$|\d)/g, '$1 $2')
    .replace(/[^a-z0-9-]+/g, ' ')
    .replace(/(^|\s)-+|-+(?=\s|$)/g, ' ')
    .trim();
  const tokens = text === '' ? [] : text.split(' ');
  const at = numberAt(tokens);
  const number = at < 0 ? '' : (tokens[at] ?? '');
  const street = (at < 0 ? tokens : tokens.filter((_, index) => index !== at)).map(
    (word) => SHORT[word] ?? word.replace(/-/g, ' '),
  );
  return { number, street: street.join(' '), unit };
}

/** `number|street|unit`, empty when nothing is known. */
export function standardiseAddress(line: string): string {
  const { number, street, unit } = parseAddress(line);
  return number === '' && street === '' ? '' : `${number}|${street}|${unit}`;
}

/** The house number stands first (most countries) or last (German, Italian…); a name may come before it. */
function numberAt(tokens: readonly string[]): number {
  const isNumber = (word: string | undefined) => word !== undefined && /^\d+(?:-\d+)?[a-z]?$/.test(word);
  if (isNumber(tokens[0]) && tokens.length > 1) return 0;
  const last = tokens.length - 1;
  if (last > 0 && isNumber(tokens[last]) && (tokens[last] ?? '').length <= 4) return last;
  return tokens.findIndex((word, index) => index > 0 && isNumber(word));
}
