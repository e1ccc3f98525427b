import anyAscii from 'any-ascii';
import { arabicLetters } from './arabic.ts';
import { hasHan, isReadAsPinyin } from './han.ts';
import { romanised } from './kana.ts';

const PLAIN = /^[\x20-\x7e]*$/;
const WORDS_ALREADY = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
const CJK = /[\u3005\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/;
/** Han with the kana that belongs to it: one word, kept as it is written. */
const HAN_RUN =
  /[\u3041-\u309f\u30a1-\u30fa\u30fc]*[\u3005\u3400-\u9fff\uf900-\ufaff][\u3005\u3041-\u309f\u30a1-\u30fa\u30fc\u3400-\u9fff\uf900-\ufaff]*/g;
const BETWEEN_WORDS = /[^a-z0-9\u3005\u3041-\u309f\u30a1-\u30fa\u30fc\u3400-\u9fff\uf900-\ufaff]+/g;

/**
 * Text made comparable: NFKC, transliterated to ASCII, lower case, white space single. For comparison only; the
 * source value is kept elsewhere. Syllables that transliteration writes with capitals (`LiuJie`) become words.
 */
export function fold(text: string): string {
  return PLAIN.test(text) ? finishedPlain(text) : finished(transliterated(normalised(text)));
}

/**
 * The same, but Han stays as written unless it is known to be read as pinyin. `country` is ISO 3166-1 alpha-2 or
 * empty.
 */
export function foldScripts(text: string, country: string): string {
  if (PLAIN.test(text)) return finishedPlain(text);
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
  if (WORDS_ALREADY.test(folded)) return folded.split(' ');
  const text = folded
    .replace(/['`\u2019]/g, '')
    .replace(/\b([a-z0-9])\.(?=[a-z0-9]\b)/g, '$1')
    .replace(BETWEEN_WORDS, ' ')
    .trim();
  return text === '' ? [] : text.split(' ');
}

/** Control and format characters (right-to-left marks, zero-width joiners) are never part of a name. */
function normalised(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}+/gu, '')
    .replace(/\p{Cc}+/gu, ' ');
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
