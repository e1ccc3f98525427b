import { fold, words } from './fold.ts';

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
const SUFFIXES: Readonly<Record<string, string>> = {
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
};
const TITLES_AFTER = new Set('phd md esq mba cpa dds rn bsc msc ba ma obe cbe mbe qc kc'.split(' '));
const PARTICLES = new Set(
  'van von der den de la le du da di del della dos das el al bin ibn ben ter ten op zu zum zur mac mc o st'.split(
    ' ',
  ),
);
const HAN_NAME = /^[\u3400-\u9fff]{2,4}$/;

/** Splits and cleans a person's name; the parts given win over what can be guessed from the whole. */
export function standardisePersonName(parts: PersonNameParts): PersonName {
  const given = parts.first !== undefined || parts.last !== undefined;
  const raw = given ? parts : splitWhole(parts.name ?? '');
  const first = words(clean(raw.first ?? ''));
  const last = words(clean(raw.last ?? ''));
  const middle = words(clean(raw.middle ?? ''));
  let suffix = SUFFIXES[words(fold(raw.suffix ?? ''))[0] ?? ''] ?? '';
  while (first.length > 1 && PREFIXES.has(first[0] ?? '')) first.shift();
  while (last.length > 1 && TITLES_AFTER.has(last.at(-1) ?? '')) last.pop();
  suffix ||= takeSuffix(last) || takeSuffix(first);
  if (middle.length === 0 && first.length > 1 && first.at(-1)?.length === 1) middle.push(first.pop() ?? '');
  return { first: first.join(' '), middle: middle.join(' '), last: last.join(' '), suffix };
}

function clean(text: string): string {
  return fold(text).replace(/"[^"]*"|\([^)]*\)/g, ' ');
}

function takeSuffix(tokens: string[]): string {
  const found = tokens.length > 1 ? SUFFIXES[tokens.at(-1) ?? ''] : undefined;
  if (found === undefined) return '';
  tokens.pop();
  return found;
}

function splitWhole(name: string): PersonNameParts {
  const trimmed = name.normalize('NFKC').trim();
  if (HAN_NAME.test(trimmed)) return { last: trimmed.slice(0, 1), first: trimmed.slice(1) };
  const comma = trimmed.indexOf(',');
  if (comma > 0) {
    const after = words(clean(trimmed.slice(comma + 1)));
    const isSuffix = after.length === 1 && (SUFFIXES[after[0] ?? ''] ?? TITLES_AFTER.has(after[0] ?? ''));
    if (!isSuffix) {
      const [first = '', ...rest] = after.filter((word, index) => index > 0 || !PREFIXES.has(word));
      return { last: trimmed.slice(0, comma), first, middle: rest.join(' ') };
    }
  }
  return splitWords(words(clean(trimmed)));
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
