import anyAscii from 'any-ascii';

const PLAIN = /^[\x20-\x7e]*$/;
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Legal forms that are written without a blank before or behind the name. */
const CJK_FORMS = /株式会社|有限会社|合同会社|股份有限公司|有限责任公司|有限公司|集团|주식회사|유한회사/g;

/**
 * Text made comparable: NFKC, transliterated to ASCII, lower case, white space single. For comparison only; the
 * source value is kept elsewhere. Syllables that transliteration writes with capitals (`LiuJie`) become words.
 */
export function fold(text: string): string {
  const ascii = PLAIN.test(text) ? text : transliterate(text);
  return ascii.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Words of letters and digits; apostrophes and the dots of initialisms vanish, all else separates. */
export function words(folded: string): string[] {
  const text = folded
    .replace(/['`\u2019]/g, '')
    .replace(/\b([a-z0-9])\.(?=[a-z0-9]\b)/g, '$1')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  return text === '' ? [] : text.split(' ');
}

function transliterate(text: string): string {
  // Control and format characters (right-to-left marks, zero-width joiners) are never part of a name.
  const normal = text.normalize('NFKC').replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
  const spaced = CJK.test(normal)
    ? anyAscii(normal.replace(CJK_FORMS, ' $& ')).replace(/([a-z])([A-Z])/g, '$1 $2')
    : anyAscii(umlauts(normal.normalize('NFC')));
  return spaced;
}

/** German writes ä as ae where the keyboard lacks it; both spellings fold to the bare vowel elsewhere. */
function umlauts(text: string): string {
  return text.replace(/ß/g, 'ss');
}
