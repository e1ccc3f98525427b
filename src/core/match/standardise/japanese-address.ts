const PLAIN = /^[\x20-\x7e]*$/;
/** A block, house or floor called so in Latin letters: without any, and without Japanese ones, a line stays. */
const NUMBERED = /\d\s*-?\s*(?:cho|ban|go|f)/i;
const NUMERALS = '〇一二三四五六七八九';

/**
 * A Japanese line with its block numbers as digits and hyphens (`1丁目2番3号`, `1-chome 2-3` → `1-2-3`), floors and
 * rooms as units, and without the prefecture and the post mark, which have columns of their own.
 */
export function japaneseAddress(line: string): string {
  if (PLAIN.test(line) && !NUMBERED.test(line)) return line;
  return line
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−ー](?=\d)/g, '-')
    .replace(/〒\s*\d{3}-?\d{4}/, ' ')
    .replace(/^\s*(?:東京都|北海道|(?:京都|大阪)府|[\u3400-\u9fff]{2,3}県)/, '')
    .replace(/([〇一二三四五六七八九十]+)(?=丁目|番|号|階)/g, (numeral) => String(valueOf(numeral)))
    .replace(/(\d+)\s*号室/g, ' unit $1 ')
    .replace(/(?:地下\s*|b)(\d+)\s*(?:階|f\b)/gi, ' unit b$1 ')
    .replace(/(\d+)\s*(?:階|f\b)/gi, ' unit $1 ')
    .replace(/(\d+)\s*(?:丁目|-?\s*ch[oō]u?me\b)[\s,の-]*/gi, '$1-')
    .replace(/(\d+)\s*(?:番地|番|-?\s*ban(?:chi)?\b)\s*の?[\s,-]*(?=\d)/gi, '$1-')
    .replace(/(\d+)\s*(?:番地|番|号|-?\s*go\b)/gi, '$1 ')
    .replace(/(\d)\s*の\s*(?=\d)/g, '$1-');
}

function valueOf(numeral: string): number {
  const ten = numeral.indexOf('十');
  if (ten < 0) return Number([...numeral].map((digit) => NUMERALS.indexOf(digit)).join(''));
  const tens = ten === 0 ? 1 : NUMERALS.indexOf(numeral.slice(0, ten));
  return tens * 10 + Math.max(0, NUMERALS.indexOf(numeral.slice(ten + 1) || '〇'));
}
