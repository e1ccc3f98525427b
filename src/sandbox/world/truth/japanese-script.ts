/** What is Japanese, in the scripts in which Japanese systems hold it; null for words that have no such writing. */

import type { Gender } from '../data/first-names.ts';
import {
  JAPANESE_BRANDS,
  JAPANESE_FIRST_NAMES,
  JAPANESE_LAST_NAMES,
  JAPANESE_TOWNS,
  JAPANESE_TRADES,
  type Japanese,
} from '../data/japanese.ts';

/** `native` in kanji, `kana` in half-width katakana as old ledgers hold it, `latin` for the rest of the world. */
export type Script = 'latin' | 'native' | 'kana';

const KANA: Readonly<Record<string, string>> = Object.fromEntries(
  `a ｱ i ｲ u ｳ e ｴ o ｵ ka ｶ ki ｷ ku ｸ ke ｹ ko ｺ sa ｻ shi ｼ su ｽ se ｾ so ｿ ta ﾀ chi ﾁ tsu ﾂ te ﾃ to ﾄ na ﾅ ni ﾆ nu ﾇ ne ﾈ no ﾉ
ha ﾊ hi ﾋ fu ﾌ he ﾍ ho ﾎ ma ﾏ mi ﾐ mu ﾑ me ﾒ mo ﾓ ya ﾔ yu ﾕ yo ﾖ ra ﾗ ri ﾘ ru ﾙ re ﾚ ro ﾛ wa ﾜ ga ｶﾞ gi ｷﾞ gu ｸﾞ ge ｹﾞ go ｺﾞ
za ｻﾞ ji ｼﾞ zu ｽﾞ ze ｾﾞ zo ｿﾞ da ﾀﾞ di ﾃﾞｨ de ﾃﾞ do ﾄﾞ ba ﾊﾞ bi ﾋﾞ bu ﾌﾞ be ﾍﾞ bo ﾎﾞ pa ﾊﾟ pi ﾋﾟ pu ﾌﾟ pe ﾍﾟ po ﾎﾟ
kya ｷｬ kyu ｷｭ kyo ｷｮ sha ｼｬ shu ｼｭ sho ｼｮ cha ﾁｬ chu ﾁｭ cho ﾁｮ nya ﾆｬ nyu ﾆｭ nyo ﾆｮ hya ﾋｬ hyu ﾋｭ hyo ﾋｮ mya ﾐｬ myu ﾐｭ myo ﾐｮ
rya ﾘｬ ryu ﾘｭ ryo ﾘｮ gya ｷﾞｬ gyu ｷﾞｭ gyo ｷﾞｮ ja ｼﾞｬ ju ｼﾞｭ jo ｼﾞｮ bya ﾋﾞｬ byu ﾋﾞｭ byo ﾋﾞｮ n ﾝ`
    .split(/\s+/u)
    .flatMap((word, i, all) => (i % 2 === 0 ? [[word, all[i + 1] ?? '']] : [])),
);

/** A Hepburn reading with macrons in half-width katakana: `Satō` → `ｻﾄｳ`, `Ōta` → `ｵｵﾀ`, `Tekkōjo` → `ﾃｯｺｳｼﾞｮ`. */
export function toHalfWidthKana(reading: string): string {
  const plain = reading
    .toLowerCase()
    .replace(/^ō/u, 'oo')
    .replaceAll('ō', 'ou')
    .replaceAll('ー', 'ｰ')
    .replaceAll('ū', 'uu');
  return plain.replace(
    /([kstpc])(?=\1)|n(?![aeiouy])'?|[bcdfghjkmnprstwyz]{0,3}[aeiou]/gu,
    (syllable, doubled) => (doubled === undefined ? (KANA[syllable.replace("'", '')] ?? syllable) : 'ｯ'),
  );
}

const write = (found: Japanese, script: Script): string =>
  script === 'kana' ? toHalfWidthKana(found.reading) : found.native;

/** `Yamada Seisakusho` → `山田製作所`; null where a word is not Japanese (`Veltara`). */
export function companyInScript(core: string, script: Script): string | null {
  const parts = core
    .split(' ')
    .map((word) => JAPANESE_BRANDS.get(word) ?? JAPANESE_TRADES.get(word) ?? JAPANESE_LAST_NAMES.get(word));
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? known.map((part) => write(part, script)).join('') : null;
}

export const lastNameOf = (last: string): Japanese | null => JAPANESE_LAST_NAMES.get(last) ?? null;
export const firstNameOf = (first: string, gender: Gender): Japanese | null =>
  JAPANESE_FIRST_NAMES[gender].get(first) ?? null;

/** `Marunouchi` → `丸の内`. */
export const townInKanji = (town: string): string => JAPANESE_TOWNS.get(town)?.native ?? town;

/** `3-1` as `３－１`, the way input methods leave digits. */
export const fullWidth = (text: string): string =>
  text.replace(/[0-9A-Za-z()-]/gu, (c) =>
    c === '-' ? '－' : String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0),
  );
