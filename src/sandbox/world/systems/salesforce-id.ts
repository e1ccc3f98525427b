/** Salesforce record ids: 15 case-sensitive characters, and three that make them safe where case is lost. */
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** Key prefixes per object. Source: Salesforce's published list of standard field record id prefixes. */
export const KEY_PREFIXES = {
  Account: '001',
  Contact: '003',
  User: '005',
  Opportunity: '006',
  CaseHistory: '017',
  CaseComment: '00a',
  EmailMessage: '02s',
  Case: '500',
} as const;
export type SeededObject = keyof typeof KEY_PREFIXES;

/** Each group of five characters gives one character that says which of them are capitals. */
export function idSuffix(id15: string): string {
  let suffix = '';
  for (let group = 0; group < 15; group += 5) {
    let bits = 0;
    for (let i = 0; i < 5; i++) if (/[A-Z]/u.test(id15.charAt(group + i))) bits |= 1 << i;
    suffix += BASE32.charAt(bits);
  }
  return suffix;
}

/** The `n`-th record of an object: ids grow with `n`, as they do in an org. */
export function salesforceId(object: SeededObject, n: number): string {
  let tail = '';
  for (let rest = n * 7 + 4_812_173; tail.length < 8; rest = Math.floor(rest / 62)) {
    tail = BASE62.charAt(rest % 62) + tail;
  }
  const id15 = `${KEY_PREFIXES[object]}Qy00${tail}`;
  return id15 + idSuffix(id15);
}
