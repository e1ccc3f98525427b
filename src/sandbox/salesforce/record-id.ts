/** Salesforce record ids: 15 case-sensitive characters, or 18 with a suffix that encodes the case. */
const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The 18-character form, or undefined when it is no id (wrong length, wrong suffix). */
export function toId18(id: string): string | undefined {
  if (!/^[0-9A-Za-z]{15}([0-9A-Za-z]{3})?$/.test(id)) return undefined;
  const full = withSuffix(id.slice(0, 15));
  return id.length === 15 || id.slice(15).toUpperCase() === full.slice(15) ? full : undefined;
}

/** Appends the suffix: per five characters, one base-32 digit whose bits tell which are upper case. */
export function withSuffix(id15: string): string {
  let suffix = '';
  for (let block = 0; block < 15; block += 5) {
    let bits = 0;
    for (let at = 0; at < 5; at++) {
      const character = id15[block + at] as string;
      if (character >= 'A' && character <= 'Z') bits |= 1 << at;
    }
    suffix += SUFFIX[bits];
  }
  return id15 + suffix;
}

/** The id of the n-th record that an org itself makes: prefix, pod, twelve characters of counter. */
export function nthId(keyPrefix: string, n: number): string {
  let digits = '';
  for (let rest = n; rest > 0; rest = Math.floor(rest / 62)) digits = BASE62[rest % 62] + digits;
  return withSuffix(`${keyPrefix}gR0${digits.padStart(9, '0')}`);
}
