import { fold, foldScripts, words } from './fold.ts';
import { hasHan, isReadAsPinyin } from './han.ts';
import { familyNameEnd } from './japanese-family-name.ts';
import { hasKana, shortVowels } from './kana.ts';
import { hasHangul, koreanFamilyName, splitHangul, splitKorean } from './korean-name.ts';
import { memoised } from './memoised.ts';
import { withMaria, wordWrittenOut, writtenOut } from './name-abbreviations.ts';

export type PersonName = { first: string; middle: string; last: string; suffix: string };
export type PersonNameParts = {
  name?: string;
  first?: string;
  middle?: string;
  last?: string;
  suffix?: string;
};

const PREFIXES = new Set(
  'mr mrs ms miss mx dr prof professor sir dame rev reverend herr frau dipl ing mag hon capt lt col sgt m mme mlle sr sra srta don dona'.split(
    ' ',
  ),
);
/** Prefixes that are also initials or suffixes: dropped only in front of at least two more words. */
const SUFFIXES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    jr: 'jr',
    junior: 'jr',
    jnr: 'jr',
    sr: 'sr',
    senior: 'sr',
    snr: 'sr',
    ii: '2',
    iii: '3',
    iv: '4',
    '2nd': '2',
    '3rd': '3',
    i: '1',
  }),
);
const TITLES_AFTER = new Set('phd md esq mba cpa dds rn bsc msc ba ma obe cbe mbe qc kc'.split(' '));
const PARTICLES = new Set(
  'van von der den de la le du da di del della dos das el al bin ibn ben ter ten op zu zum zur mac mc o st'.split(
    ' ',
  ),
);

/** Titles and suffixes. */
export const NO_NAME_WORDS: ReadonlySet<string> = new Set([...PREFIXES, ...TITLES_AFTER, ...SUFFIXES.keys()]);

/** Whether the word is neither a title nor a suffix. */
export function isNameWord(word: string): boolean {
  return !NO_NAME_WORDS.has(word);
}

const ASCII = /^[\0-\x7f]*$/;
const HAN_NAME = /^[\u3400-\u9fff]{2,4}$/;

/**
 * Splits and cleans a person's name; the parts given win over what can be guessed from the whole. `country` (ISO
 * 3166-1 alpha-2 or empty) tells how Han is read and whether long vowels are Japanese.
 */
export function standardisePersonName(parts: PersonNameParts, country = ''): PersonName {
  return plainName(parts, country) ?? anyName(parts, country);
}

/** A given and a family name of one word each, in ASCII letters: nothing can be an initial, a title or a suffix. */
function plainName(
  { name, first, middle, last, suffix }: PersonNameParts,
  country: string,
): PersonName | undefined {
  if (name !== undefined || middle !== undefined || suffix !== undefined) return undefined;
  if (first === undefined || last === undefined || country === 'JP' || country === 'KR') return undefined;
  if (!isPlainWord(first) || !isPlainWord(last)) return undefined;
  return {
    first: wordWrittenOut(first.toLowerCase()),
    middle: '',
    last: wordWrittenOut(last.toLowerCase()),
    suffix: '',
  };
}

function isPlainWord(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const lower = text.charCodeAt(at) | 32;
    if (lower < 97 || lower > 122) return false;
  }
  return text !== '';
}

function anyName(parts: PersonNameParts, country: string): PersonName {
  const given = parts.first !== undefined || parts.last !== undefined;
  const all = `${parts.name ?? ''}${parts.first ?? ''}${parts.last ?? ''}`;
  const isAscii = ASCII.test(all);
  const home = isAscii ? country : homeOf(all, country);
  const raw = given ? parts : splitWhole(parts.name ?? '', home);
  const wordsOf = (text: string | undefined) =>
    text === undefined || text === '' ? [] : [...wordsOfName(text, home)];
  const [first, last, middle] = [wordsOf(raw.first), wordsOf(raw.last), wordsOf(raw.middle)];
  let suffix = raw.suffix ? (SUFFIXES.get(words(fold(raw.suffix))[0] ?? '') ?? '') : '';
  while (first.length > 1 && PREFIXES.has(first[0] ?? '')) first.shift();
  while (last.length > 1 && TITLES_AFTER.has(last.at(-1) ?? '')) last.pop();
  suffix ||= takeSuffix(last) || takeSuffix(first);
  if (middle.length === 0 && first.length > 1 && first.at(-1)?.length === 1) middle.push(first.pop() ?? '');
  return finish({ first, middle, last, suffix }, home === 'KR' || (!isAscii && hasHangul(all)));
}

/** The parts of one name are read alike: where it is from, as far as its script tells. */
function homeOf(name: string, country: string): string {
  if (hasKana(name)) return 'JP';
  if (hasHangul(name) && country === '') return 'KR';
  return country === '' && isReadAsPinyin(name, '') ? 'CN' : country;
}

type Words = { first: string[]; middle: string[]; last: string[]; suffix: string };

function finish({ first, middle, last, suffix }: Words, isKorean: boolean): PersonName {
  const family = isKorean ? koreanFamilyName(last.join('')) : undefined;
  // The syllables of a Korean given name are one name, written apart, hyphenated or together.
  if (family !== undefined)
    return { first: [...first, ...middle].join(''), middle: '', last: family, suffix };
  return { first: first.join(' '), middle: middle.join(' '), last: last.join(' '), suffix };
}

const wordsOfName = memoised((text, country): readonly string[] => {
  const folded = words(clean(text, country));
  return country === 'JP' ? folded.map(shortVowels) : folded;
});

function clean(text: string, country: string): string {
  const folded = foldScripts(withMaria(text), country);
  const isAside = folded.includes('"') || folded.includes('(');
  return writtenOut(isAside ? folded.replace(/"[^"]*"|\([^)]*\)/g, ' ') : folded);
}

function takeSuffix(tokens: string[]): string {
  const found = tokens.length > 1 ? SUFFIXES.get(tokens.at(-1) ?? '') : undefined;
  if (found === undefined) return '';
  tokens.pop();
  return found;
}

function splitWhole(name: string, country: string): PersonNameParts {
  const trimmed = withMaria(name).normalize('NFKC').trim();
  if (HAN_NAME.test(trimmed)) {
    // Most family names are of one character in China and of two in Japan.
    const family = country === 'JP' ? Math.ceil(trimmed.length / 2) : 1;
    return { last: trimmed.slice(0, family), first: trimmed.slice(family) };
  }
  const hangul = splitHangul(trimmed);
  if (hangul !== undefined) return hangul;
  const [family = '', first = '', ...more] = trimmed.split(/\s+/);
  const isNative = (word: string) => hasHan(word) || hasKana(word);
  if (more.length === 0 && isNative(family) && isNative(first)) return { last: family, first };
  const comma = trimmed.indexOf(',');
  if (comma > 0) {
    const after = words(clean(trimmed.slice(comma + 1), country));
    const isSuffix = after.length === 1 && (SUFFIXES.get(after[0] ?? '') ?? TITLES_AFTER.has(after[0] ?? ''));
    if (!isSuffix) {
      const [first = '', ...rest] = after.filter((word, index) => index > 0 || !PREFIXES.has(word));
      return { last: trimmed.slice(0, comma), first, middle: rest.join(' ') };
    }
  }
  const tokens = words(clean(trimmed, country));
  if (country === 'KR') return splitKorean(tokens) ?? splitWords(tokens);
  const [only = ''] = tokens;
  const end = tokens.length === 1 && hasKana(trimmed) && !hasHan(trimmed) ? familyNameEnd(only) : 0;
  return end > 0 ? { last: only.slice(0, end), first: only.slice(end) } : splitWords(tokens);
}

function splitWords(tokens: string[]): PersonNameParts {
  let list = [...tokens];
  while (list.length > 2 && PREFIXES.has(list[0] ?? '')) list = list.slice(1);
  while (list.length > 2 && TITLES_AFTER.has(list.at(-1) ?? '')) list.pop();
  const suffix = takeSuffix(list);
  if (list.length <= 1) return { first: '', last: list[0] ?? '', suffix };
  let start = list.length - 1;
  while (start > 1 && PARTICLES.has(list[start - 1] ?? '')) start--;
  return {
    first: list[0] ?? '',
    middle: list.slice(1, start).join(' '),
    last: list.slice(start).join(' '),
    suffix,
  };
}
