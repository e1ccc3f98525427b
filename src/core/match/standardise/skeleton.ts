import { hasHan } from './han.ts';

/** A name's initial and its next consonants: what survives most misspellings. `smith`, `smyth` → `smt`. Han stays whole. */
export function skeletonOf(name: string): string {
  if (hasHan(name)) return name;
  const text = name
    .replace(/[^a-z]/g, '')
    .replace(/ph/g, 'f')
    .replace(/ck|c(?![eiy])|q/g, 'k')
    .replace(/z/g, 's');
  const rest = text
    .slice(1)
    .replace(/[aeiouyhw]/g, '')
    .replace(/(.)\1+/g, '$1');
  return text.slice(0, 1) + rest.slice(0, 4);
}
