import { fold } from './fold.ts';

/** Letters and digits only, lower case; several joined by `|`. Leading zeros count: registers pad with them. */
export function standardiseIdentifiers(values: readonly string[]): string {
  const found = new Set<string>();
  for (const value of values) {
    const text = fold(value).replace(/[^a-z0-9]/g, '');
    if (text !== '' && !/^(.)\1*$/.test(text)) found.add(text);
  }
  return [...found].sort().join('|');
}

/** ISO 17442 check digits (ISO 7064, MOD 97-10) over the 20 characters. */
export function isValidLei(lei: string): boolean {
  if (!/^[a-z0-9]{18}\d{2}$/.test(lei)) return false;
  let remainder = 0;
  for (const character of lei) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
