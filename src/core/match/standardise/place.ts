import { fold, foldScripts, words } from './fold.ts';
import { hasHan } from './han.ts';
import { shortVowels } from './kana.ts';
import { JAPANESE_PREFECTURES, NATIVE_COUNTRIES } from './place-names.ts';
import { withoutFraction } from './whole-number.ts';

const COUNTRIES = `AE united arab emirates|uae|emirates;AR argentina;AT austria|osterreich|aut;AU australia|aus;BE belgium|belgie|belgique|bel;BG bulgaria;BR brazil|brasil|bra;CA canada|can;
CH switzerland|schweiz|suisse|svizzera|che|sui;CL chile;CN china|peoples republic of china|prc|chn;CO colombia;CZ czech republic|czechia|ceska republika|cze;DE germany|deutschland|deu|ger|brd;
DK denmark|danmark|dnk;EE estonia|eesti;EG egypt;ES spain|espana|esp;FI finland|suomi|fin;FR france|fra;GB united kingdom|uk|great britain|england|scotland|wales|northern ireland|gbr|u k;
GR greece|hellas|ellada|grc;HK hong kong|hongkong|hkg;HR croatia|hrvatska;HU hungary|magyarorszag|hun;ID indonesia|idn;IE ireland|eire|irl;IL israel|isr;IN india|ind;IS iceland;IT italy|italia|ita;
JP japan|nippon|jpn;KE kenya;KH cambodia|khm;KR korea|south korea|republic of korea|kor;LT lithuania|lietuva;LU luxembourg|luxemburg|lux;LV latvia|latvija;MX mexico|mex;MY malaysia|mys;NG nigeria;
NL netherlands|the netherlands|holland|nederland|nld;NO norway|norge|nor;NZ new zealand|nzl;PE peru;PH philippines|phl;PK pakistan|pak;PL poland|polska|pol;PT portugal|prt;RO romania|rou;RS serbia;
RU russia|russian federation|rus;SA saudi arabia|ksa|sau;SE sweden|sverige|swe;SG singapore|sgp;SI slovenia|svn;SK slovakia|slovensko|svk;TH thailand|tha;TR turkey|turkiye|tur;TW taiwan|twn;
UA ukraine|ukr;US united states|usa|united states of america|u s a|america|u s;VN vietnam|viet nam|vnm;ZA south africa|zaf|rsa`;
const STATES = `al alabama;ak alaska;az arizona;ar arkansas;ca california;co colorado;ct connecticut;de delaware;dc district of columbia;fl florida;ga georgia;hi hawaii;id idaho;il illinois;in indiana;
ia iowa;ks kansas;ky kentucky;la louisiana;me maine;md maryland;ma massachusetts;mi michigan;mn minnesota;ms mississippi;mo missouri;mt montana;ne nebraska;nv nevada;nh new hampshire;nj new jersey;
nm new mexico;ny new york;nc north carolina;nd north dakota;oh ohio;ok oklahoma;or oregon;pa pennsylvania;ri rhode island;sc south carolina;sd south dakota;tn tennessee;tx texas;ut utah;
vt vermont;va virginia;wa washington;wv west virginia;wi wisconsin;wy wyoming;nsw new south wales;qld queensland;vic victoria;tas tasmania;sa south australia;nt northern territory;act australian capital territory;
on ontario;qc quebec;bc british columbia;ab alberta;mb manitoba;sk saskatchewan;ns nova scotia;nb new brunswick;by bavaria|bayern;bw baden wurttemberg;nw north rhine westphalia|nordrhein westfalen|nrw;
he hesse|hessen;ni lower saxony|niedersachsen;sn saxony|sachsen;rp rhineland palatinate|rheinland pfalz;be berlin;hh hamburg`;
const CITY_WORDS: Readonly<Record<string, string>> = { st: 'saint', ste: 'sainte', mt: 'mount', ft: 'fort' };

const PLAIN = /^[\x20-\x7e]*$/;
const COUNTRY_CODES = table(`${COUNTRIES};${NATIVE_COUNTRIES}`);
const STATE_CODES = table(STATES);

function table(source: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const row of source.replace(/\n/g, '').split(';')) {
    const blank = row.indexOf(' ');
    const code = row.slice(0, blank);
    found.set(code.toLowerCase(), code);
    for (const name of row.slice(blank + 1).split('|')) found.set(words(fold(name)).join(' '), code);
  }
  return found;
}

/** ISO 3166-1 alpha-2 where the country is known, else its folded name. */
export function standardiseCountry(value: string): string {
  const text = words(fold(value)).join(' ');
  return COUNTRY_CODES.get(text) ?? text;
}

/** Their postal codes have five digits, and some begin with 0. */
const FIVE_DIGITS = new Set('US DE FR ES IT FI MX LT UA PR'.split(' '));

/** Whether four digits are a postal code that has lost its zero there. */
export function hasFiveDigits(country: string): boolean {
  return FIVE_DIGITS.has(country);
}

/** Two letters where the state is known, a Japanese prefecture in Latin letters, else the folded name. */
export function standardiseState(value: string, country = ''): string {
  const prefecture = hasHan(value) ? JAPANESE_PREFECTURES.get(value.normalize('NFKC').trim()) : undefined;
  if (prefecture !== undefined) return prefecture;
  const text = words(foldScripts(value, country)).join(' ');
  if (country === 'JP') return japaneseName(text);
  return STATE_CODES.get(text) ?? text;
}

/** The folded name without the kind of municipality (`Chiyoda-ku`, `千代田区`), which is written or left out at will. */
export function standardiseCity(value: string, country = ''): string {
  const normal = PLAIN.test(value) ? value : value.normalize('NFKC');
  const plain = normal.includes('(') ? normal.replace(/\([^)]*\)/g, ' ') : normal;
  if (hasHan(plain)) return hanCity(plain.trim(), country);
  const text = words(foldScripts(plain, country))
    .map((word) => CITY_WORDS[word] ?? word)
    .join(' ');
  return country === 'JP' || /-(?:ku|shi)\s*$/i.test(plain) ? japaneseName(text) : text;
}

function hanCity(name: string, country: string): string {
  const bare = name.replace(/(?<=..)[区區市町村]+$/, '');
  // A city name in pinyin is written as one word.
  const text = words(foldScripts(bare, country));
  return hasHan(text.join('')) ? text.join(' ') : text.join('');
}

function japaneseName(text: string): string {
  return shortVowels(
    text.replace(/(?<=\S)(?: (?:ku|shi|city|cho|machi|mura|son|gun|to|fu|ken|prefecture))+$/, ''),
  );
}

/**
 * Letters and digits only; a US ZIP+4 and its like lose the extension. `country` (ISO 3166-1 alpha-2 or empty) tells
 * where a code of five digits has lost its zero in a spreadsheet.
 */
export function standardisePostalCode(value: string, country = ''): string {
  const text = withoutFraction(fold(value))
    .replace(/[^a-z0-9-]/g, '')
    .replace(
      /^(?:us|d|a|ch|f|l|b|fl|lv|lt|si|hr|md|ro|fin|fi|se|sk|cz|dk|pl|nl|ee|gr|jp|br|es|it|i|e|pt|at|de|fr|be|lu|hu|bg|rs|mx|ua|ru|tr|no|is)-/,
      '',
    );
  const zip = /^(\d{5})-?\d{4}$/.exec(text);
  if (zip?.[1]) return zip[1];
  const plain = text.replace(/-/g, '');
  return FIVE_DIGITS.has(country) && /^\d{4}$/.test(plain) ? `0${plain}` : plain;
}
