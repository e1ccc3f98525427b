/**
 * Korean family names are few, and each is written in Latin letters in several ways: as the revised romanisation has
 * it (`gim`) and as its bearers do (`kim`). One line: the customary form, then the others.
 */
const FAMILY_NAMES = `kim gim|lee yi rhee rhie ri i|park bak pak|choi choe|jung jeong chung cheong|kang gang|cho jo|yoon yun|jang chang|lim im rim|han|oh o|seo suh|shin sin|
kwon gwon|hwang|ahn an|song|ryu yu yoo ryoo|hong|jeon chun jun|ko go koh|moon mun|yang|son sohn|bae pae|baek paik baik|heo hur huh|nam|shim sim|noh no roh|
ha|kwak gwak|sung seong|cha|joo ju|woo u|koo gu ku|min|jin chin|na ra|ji chi|eom um|chae|won|bang|cheon|kong gong|hyun hyeon|ham|byun byeon|yeom|yeo|choo chu|do|so|sun seon|
seol|ma|kil gil|yeon|wi|pyo|myung myeong|ki gi|ban|wang|keum geum|ok|yuk|in|maeng|je|mo|namgung namkoong|hwangbo|jegal|sagong|seonwoo sunwoo|dokgo`;
/** Family names of two syllables, in Hangul. */
const LONG = new Set(['남궁', '황보', '제갈', '사공', '선우', '독고']);

const CUSTOMARY = new Map(
  FAMILY_NAMES.replaceAll('\n', '')
    .split('|')
    .flatMap((line) => {
      const names = line.split(' ');
      return names.map((name): [string, string] => [name, names[0] as string]);
    }),
);

export function hasHangul(text: string): boolean {
  return /[\uac00-\ud7af]/.test(text);
}

/** The customary spelling of a Korean family name in Latin letters; undefined when it is none. */
export function koreanFamilyName(name: string): string | undefined {
  return CUSTOMARY.get(name);
}

/** A whole name in Hangul, the family name first; undefined when the text is anything else. Expects NFKC. */
export function splitHangul(name: string): { last: string; first: string } | undefined {
  if (!/^[\uac00-\ud7af]+(?: [\uac00-\ud7af]+)*$/.test(name)) return undefined;
  const [family = '', ...rest] = name.split(' ');
  if (rest.length > 0) return { last: family, first: rest.join('') };
  if (name.length < 2 || name.length > 5) return undefined;
  const length = name.length > 2 && LONG.has(name.slice(0, 2)) ? 2 : 1;
  return { last: name.slice(0, length), first: name.slice(length) };
}

/** The words of a whole name in Latin letters, of somebody known to be Korean: the family name is first or last. */
export function splitKorean(tokens: readonly string[]): { last: string; first: string } | undefined {
  if (tokens.length < 2) return undefined;
  const [start = '', end = ''] = [tokens[0], tokens.at(-1)];
  if (CUSTOMARY.has(start)) return { last: start, first: tokens.slice(1).join(' ') };
  return CUSTOMARY.has(end) ? { last: end, first: tokens.slice(0, -1).join(' ') } : undefined;
}
