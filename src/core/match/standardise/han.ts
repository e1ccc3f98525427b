/**
 * Han characters are read one way in China and in other ways in Japan, Taiwan, Hong Kong and Korea, so only what is
 * known to be mainland Chinese is transliterated. All else is kept as written: it compares with its like, and says
 * nothing beside Latin letters.
 */
const HAN = /[\u3005\u3400-\u9fff\uf900-\ufaff]/;
const PINYIN_COUNTRIES = new Set(['CN', 'SG', 'MY']);

export function hasHan(text: string): boolean {
  return HAN.test(text);
}

/** Whether exactly one of two standardised texts is written in Han: then they cannot be compared. */
export function inOtherScripts(left: string, right: string): boolean {
  return hasHan(left) !== hasHan(right);
}

/** Whether the Han in the text is read as pinyin. `country` is ISO 3166-1 alpha-2, or empty when not known. */
export function isReadAsPinyin(text: string, country: string): boolean {
  if (country !== '' && !PINYIN_COUNTRIES.has(country)) return false;
  const han = [...text].filter(hasHan);
  if (!han.every((character) => characters().chinese.has(character))) return false;
  return han.length > 0 && (country !== '' || han.some((character) => !characters().japanese.has(character)));
}

type Characters = { chinese: ReadonlySet<string>; japanese: ReadonlySet<string> };
let known: Characters | undefined;

/** GB 2312 (simplified Chinese) and JIS X 0208 (Japanese), read out of their own encodings. */
function characters(): Characters {
  known ??= {
    chinese: new Set(new TextDecoder('gb18030').decode(rows(0xb0, 0xf7))),
    japanese: new Set(new TextDecoder('euc-jp').decode(rows(0xb0, 0xf4))),
  };
  return known;
}

function rows(first: number, last: number): Uint8Array {
  const bytes: number[] = [];
  for (let row = first; row <= last; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell);
  }
  return Uint8Array.from(bytes);
}
