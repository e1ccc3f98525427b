import anyAscii from 'any-ascii';
import { arabicLetters } from './arabic.ts';
import { hasHan, isReadAsPinyin } from './han.ts';
import { romanised } from './kana.ts';

const CJK = /[\u3005\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/;
/** Han with the kana that belongs to it: one word, kept as it is written. */
const HAN_RUN =
  /[\u3041-\u309f\u30a1-\u30fa\u30fc]*[\u3005\u3400-\u9fff\uf900-\ufaff][\u3005\u3041-\u309f\u30a1-\u30fa\u30fc\u3400-\u9fff\uf900-\ufaff]*/g;
const BETWEEN_WORDS = /[^a-z0-9\u3005\u3041-\u309f\u30a1-\u30fa\u30fc\u3400-\u9fff\uf900-\ufaff]+/g;
const APOSTROPHES = /['`\u2019]/g;
const DOT_OF_INITIAL = /\b([a-z0-9])\.(?=[a-z0-9]\b)/g;

/**
 * Text made comparable: NFKC, transliterated to ASCII, lower case, white space single. For comparison only; the
 * source value is kept elsewhere. Syllables that transliteration writes with capitals (`LiuJie`) become words.
 */
export function fold(text: string): string {
  return foldLatin(text) ?? finished(transliterated(normalised(text)));
}

/**
 * The same, but Han stays as written unless it is known to be read as pinyin. `country` is ISO 3166-1 alpha-2 or
 * empty.
 */
export function foldScripts(text: string, country: string): string {
  const latin = foldLatin(text);
  if (latin !== undefined) return latin;
  const normal = normalised(text);
  if (!hasHan(normal) || isReadAsPinyin(normal, country)) return finished(transliterated(normal));
  let out = '';
  let at = 0;
  for (const run of normal.matchAll(HAN_RUN)) {
    out += `${transliterated(normal.slice(at, run.index))} ${run[0]} `;
    at = run.index + run[0].length;
  }
  return finished(out + transliterated(normal.slice(at)));
}

/** Words of letters and digits; apostrophes and the dots of initialisms vanish, all else separates. */
export function words(folded: string): string[] {
  let text = folded;
  if (text.includes("'") || text.includes('`') || text.includes('\u2019'))
    text = text.replace(APOSTROPHES, '');
  if (hasInitials(text)) text = text.replace(DOT_OF_INITIAL, '$1');
  return plainWords(text) ?? wideWords(text);
}

/** Whether there may be initials to be joined: a dot that stands between letters or digits. */
function hasInitials(text: string): boolean {
  for (let dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
    if (isLetterOrDigit(text.charCodeAt(dot - 1)) && isLetterOrDigit(text.charCodeAt(dot + 1))) return true;
  }
  return false;
}

/** Of a folded text: in lower case. */
function isLetterOrDigit(code: number): boolean {
  return (code >= LOWER_A && code <= LOWER_Z) || (code >= ZERO && code <= NINE);
}
const [LOWER_A, LOWER_Z, ZERO, NINE] = [97, 122, 48, 57];

/** Runs of letters and digits; undefined where there is more than ASCII. */
function plainWords(text: string): string[] | undefined {
  const found: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isLetterOrDigit(code)) continue;
    if (code > LAST_ASCII) return undefined;
    if (at > start) found.push(text.slice(start, at));
    start = at + 1;
  }
  if (text.length > start) found.push(text.slice(start));
  return found;
}
const LAST_ASCII = 0x7f;

function wideWords(text: string): string[] {
  const spaced = text.replace(BETWEEN_WORDS, ' ').trim();
  return spaced === '' ? [] : spaced.split(' ');
}

/** Control and format characters (right-to-left marks, zero-width joiners) are never part of a name. */
function normalised(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}+/gu, '')
    .replace(/\p{Cc}+/gu, ' ');
}

/**
 * Folds what nearly all texts are made of, printable ASCII and Latin letters with marks: each of these letters becomes
 * the same whatever stands beside it. Undefined for any other text.
 */
function foldLatin(text: string): string | undefined {
  if (PLAIN.test(text)) return finishedPlain(text);
  return LATIN.test(text) ? finishedPlain(inAscii(text)) : undefined;
}
const PLAIN = /^[\x20-\x7e]*$/;
const LATIN = /^[\x20-\x7e\xc0-\u017f]*$/;

const FIRST_MARKED = 0xc0;
const LAST_MARKED = 0x17f;
const ASCII_OF: string[] = [];
for (let code = FIRST_MARKED; code <= LAST_MARKED; code++) {
  ASCII_OF.push(transliterated(normalised(String.fromCharCode(code))));
}

function inAscii(text: string): string {
  let out = '';
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < FIRST_MARKED) continue;
    out += text.slice(start, at) + (ASCII_OF[code - FIRST_MARKED] as string);
    start = at + 1;
  }
  return out + text.slice(start);
}

/** The same for printable ASCII, whose only white space is the blank. */
function finishedPlain(text: string): string {
  const lower = text.toLowerCase();
  return (lower.includes('  ') ? lower.replace(/ +/g, ' ') : lower).trim();
}

function finished(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}

function transliterated(normal: string): string {
  if (!CJK.test(normal)) return anyAscii(arabicLetters(normal));
  return anyAscii(romanised(normal)).replace(/([a-z])([A-Z])/g, '$1 $2');
}
