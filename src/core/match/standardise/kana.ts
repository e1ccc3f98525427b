import anyAscii from 'any-ascii';

const KANA = /[\u3041-\u309f\u30a1-\u30ff]+/g;
/** The vowel that stands before a small one is lost: `シ` + `ョ` is sho, `フ` + `ァ` is fa. */
const SMALL: Readonly<Record<string, string>> = {
  ャ: 'ya',
  ュ: 'yu',
  ョ: 'yo',
  ァ: 'a',
  ィ: 'i',
  ゥ: 'u',
  ェ: 'e',
  ォ: 'o',
};
const WITHOUT_Y = /(?:sh|ch|j)$/;

export function hasKana(text: string): boolean {
  return /[\u3041-\u309f\u30a1-\u30ff\uff66-\uff9f]/.test(text);
}

/** Runs of kana as Hepburn romaji, long vowels short; all else stays. Expects NFKC. */
export function romanised(text: string): string {
  return text.replace(KANA, (run) => shortVowels(hepburn(run)));
}

/**
 * One spelling of long vowels in romaji: `tarou`, `taroh` and `taroo` are `taro`, `yuuki` is `yuki`. Only for text
 * known to be Japanese: elsewhere `ou` and `oo` are other sounds.
 */
export function shortVowels(romaji: string): string {
  return romaji
    .replace(/o[ou]+/g, 'o')
    .replace(/oh+(?![aeiouyh])/g, 'o')
    .replace(/u{2,}/g, 'u');
}

function hepburn(run: string): string {
  let out = '';
  let doubled = false;
  for (const character of run) {
    const kana = katakana(character);
    const small = SMALL[kana];
    if (kana === 'ッ') {
      doubled = true;
      continue;
    }
    if (kana === 'ー') continue;
    if (small !== undefined) {
      const stem = out.replace(/[aeiou]$/, '');
      out = stem + (WITHOUT_Y.test(stem) ? small.replace('y', '') : small);
      continue;
    }
    const syllable = anyAscii(kana).toLowerCase();
    out += doubled ? (syllable[0] ?? '') + syllable : syllable;
    doubled = false;
  }
  return out;
}

function katakana(character: string): string {
  const code = character.charCodeAt(0);
  return code >= 0x3041 && code <= 0x3096 ? String.fromCharCode(code + 0x60) : character;
}
