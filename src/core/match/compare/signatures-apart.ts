/** Quick refusals, as those of `apart.ts`, told from signatures: what they do not tell apart need not be alike. */
import { bits, mostAlike } from './packed-letters.ts';
import { FIRST_SHIFT, HAS_BLANK, KIND, LENGTH, NUMBER, SIGNATURE, WITH_AT, WITH_DOT } from './signature.ts';

/** Which rule tells the values of a comparator apart. */
export type SignatureRule =
  | 'exact'
  | 'text'
  | 'family name'
  | 'given name'
  | 'postal code'
  | 'phone'
  | 'identifier'
  | 'domain'
  | 'email';

/** The lowest of every five bits. */
const EVERY_FIFTH = 0x02108421;
/** Whether two different values of one space are surely apart by a rule. */
export function areSignaturesApart(
  rule: SignatureRule,
  signatures: Int32Array,
  left: number,
  right: number,
): boolean {
  const [a, b] = [left * SIGNATURE, right * SIGNATURE];
  if (rule === 'phone' && areNumbersApart(signatures, a, b)) return true;
  const factsA = signatures[a + 2] as number;
  const factsB = signatures[b + 2] as number;
  if ((factsA & factsB) >= 0) return false;
  if (rule === 'exact') return true;
  const [restA, restB] = [signatures[a + 3] as number, signatures[b + 3] as number];
  const missingA = missing(signatures, a, b);
  const missingB = missing(signatures, b, a);
  switch (rule) {
    case 'text':
      // What is held as a word has all its letters there.
      if (((factsA & LENGTH) <= (factsB & LENGTH) ? missingA : missingB) === 0) return false;
      return likenessAtMost(factsA, factsB, missingA, missingB) < 0.85;
    case 'family name':
      return areNamesApart(factsA, factsB, missingA, missingB);
    case 'given name':
      if ((restA & restB) !== 0 || mayAbbreviate(factsA, factsB)) return false;
      return areNamesApart(factsA, factsB, missingA, missingB);
    case 'postal code':
      return !mayBeOneArea(factsA, factsB) && areSlipsApart(factsA, factsB, missingA, missingB, 4);
    case 'phone':
      // One may be the end of the other.
      return missingA > 0 && missingB > 0 && areSlipsApart(factsA, factsB, missingA, missingB, 0);
    case 'identifier':
      return areSlipsApart(factsA, factsB, missingA, missingB, 6);
    case 'domain':
      if (!areOfKind(factsA, factsB, WITH_DOT) || restA === restB) return false;
      return areSlipsApart(factsA, factsB, missingA, missingB, 0);
    case 'email':
      if (!areOfKind(factsA, factsB, WITH_AT)) return false;
      return areEmailsApart(factsA, factsB, missingA, missingB, restA ^ restB);
  }
}

/** Letters of one text that have no partner in the other, at least. */
function missing(signatures: Int32Array, from: number, other: number): number {
  return (
    bits((signatures[from] as number) & ~(signatures[other] as number)) +
    bits((signatures[from + 1] as number) & ~(signatures[other + 1] as number))
  );
}

/** See `likenessAtMost` in `apart.ts`. */
function likenessAtMost(factsA: number, factsB: number, missingA: number, missingB: number): number {
  const lengthA = factsA & LENGTH;
  const lengthB = factsB & LENGTH;
  const longest = Math.max(lengthA, lengthB);
  const common = Math.min(lengthA - missingA, lengthB - missingB);
  if (longest - common <= (longest >= 8 ? 2 : 1)) return 1;
  return mostAlike(common, lengthA, lengthB, prefixAtMost(factsA ^ factsB));
}

/** How many of the first four letters are the same; `differ`: the facts of one text against the other's. */
function prefixAtMost(differ: number): number {
  if ((differ & (0x1f << FIRST_SHIFT)) !== 0) return 0;
  if ((differ & (0x3ff << FIRST_SHIFT)) !== 0) return 1;
  if ((differ & (0x7fff << FIRST_SHIFT)) !== 0) return 2;
  return (differ & (0xfffff << FIRST_SHIFT)) !== 0 ? 3 : 4;
}

function areNamesApart(factsA: number, factsB: number, missingA: number, missingB: number): boolean {
  return ((factsA | factsB) & HAS_BLANK) === 0 && likenessAtMost(factsA, factsB, missingA, missingB) < 0.8;
}

/** An initial of the same name. */
function mayAbbreviate(factsA: number, factsB: number): boolean {
  return ((factsA & LENGTH) === 1 || (factsB & LENGTH) === 1) && prefixAtMost(factsA ^ factsB) > 0;
}

/** The first halves, of which four letters are known, are the same. */
function mayBeOneArea(factsA: number, factsB: number): boolean {
  const longest = Math.max(factsA & LENGTH, factsB & LENGTH);
  return prefixAtMost(factsA ^ factsB) >= Math.min(4, Math.max(2, (longest + 1) >> 1));
}

/** Surely more than one slip apart, or both shorter than slips count from. */
function areSlipsApart(
  factsA: number,
  factsB: number,
  missingA: number,
  missingB: number,
  least: number,
): boolean {
  const lengthA = factsA & LENGTH;
  const lengthB = factsB & LENGTH;
  if (lengthA < least && lengthB < least) return true;
  return missingA + missingB > 2 || lengthA - lengthB > 1 || lengthB - lengthA > 1;
}

function areOfKind(factsA: number, factsB: number, kind: number): boolean {
  return (factsA & KIND) === kind && (factsB & KIND) === kind;
}

/**
 * Numbers of one length, or two each: of no two are the last six characters the same but for two, so that they are
 * neither one slip apart nor the same.
 */
function areNumbersApart(signatures: Int32Array, a: number, b: number): boolean {
  const factsA = signatures[a + 2] as number;
  const factsB = signatures[b + 2] as number;
  if (!areOfKind(factsA, factsB, NUMBER) || (factsA & LENGTH) !== (factsB & LENGTH)) return false;
  const firstA = signatures[a + 3] as number;
  const firstB = signatures[b + 3] as number;
  if (!differInMoreThanTwo(firstA ^ firstB)) return false;
  const [areTwoA, areTwoB] = [factsA >= 0, factsB >= 0];
  const secondA = signatures[a] as number;
  const secondB = signatures[b] as number;
  if (areTwoA && !differInMoreThanTwo(secondA ^ firstB)) return false;
  if (areTwoB && !differInMoreThanTwo(firstA ^ secondB)) return false;
  return !areTwoA || !areTwoB || differInMoreThanTwo(secondA ^ secondB);
}

/** Of the characters of five bits each. */
function differInMoreThanTwo(differ: number): boolean {
  const any = differ | (differ >>> 1) | (differ >>> 2) | (differ >>> 3) | (differ >>> 4);
  return bits(any & EVERY_FIFTH) > 2;
}

/** `differ`: the local part above, the domain below. Parts of one hash may be the same or not: both are thought of. */
function areEmailsApart(
  factsA: number,
  factsB: number,
  missingA: number,
  missingB: number,
  differ: number,
): boolean {
  if (differ >>> 16 === 0) return false;
  // Colleagues with another initial; the domains may be different all the same.
  if ((differ & 0xffff) === 0 && prefixAtMost(factsA ^ factsB) > 0) return false;
  const lengthA = factsA & LENGTH;
  const lengthB = factsB & LENGTH;
  const longest = Math.max(lengthA, lengthB);
  const common = Math.min(lengthA - missingA, lengthB - missingB);
  return longest - common > (longest >= 16 ? 4 : longest >= 11 ? 3 : 2);
}
