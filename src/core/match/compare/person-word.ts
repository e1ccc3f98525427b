import { inOtherScripts } from '../standardise/han.ts';
import { areNicknames } from '../standardise/nicknames.ts';
import { skeletonOf } from '../standardise/skeleton.ts';
import { personAtoms } from './atom-bytes.ts';
import { type AtomCounts, type Comparator, NOT_COMPARABLE, outcome } from './comparator.ts';
import { ownWhole } from './own.ts';
import { areFamilyNamesApart, areGivenNamesApart } from './person-names-apart.ts';
import { editDistance, jaroWinkler } from './similarity.ts';

/** `near` counts the records whose name sounds alike: a typing error is rare, what it was meant to be may be common. */
type Prepared = { text: string; parts: string[]; joined: string; count: number; near: number };

function prepare(text: string, counts: AtomCounts): Prepared {
  const parts = text.split(' ');
  const held = counts[0] as number;
  return {
    text,
    parts,
    joined: parts.join(''),
    count: held,
    near: Math.max(held, counts[1] as number),
  };
}

/** How like two single names are: 4 equal, 3 a typing error apart, 2 alike, 0 not. */
function likeness(a: string, b: string): number {
  if (a === b) return 4;
  const longest = Math.max(a.length, b.length);
  if (longest >= 4 && editDistance(a, b, longest >= 8 ? 2 : 1) <= (longest >= 8 ? 2 : 1)) return 3;
  if (longest <= 2) return 0;
  // Of three letters one slip leaves little to compare: `ivy` and `iy`.
  if (longest === 3 && editDistance(a, b, 1) <= 1) return 2;
  const similarity = jaroWinkler(a, b, 0.8);
  if (similarity >= 0.92 || isShuffled(a, b)) return 3;
  return similarity >= 0.8 ? 2 : 0;
}

/** The same letters in another order, with at most one more or less: what heavy typing errors leave. */
function isShuffled(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a.length < 4 || b.length < 4) return false;
  let spare = b;
  let missing = 0;
  for (const letter of a) {
    const at = spare.indexOf(letter);
    if (at < 0) missing++;
    else spare = spare.slice(0, at) + spare.slice(at + 1);
  }
  return missing + spare.length <= 1;
}

/** Given names: initials and everyday forms count. */
export const compareGivenName: Comparator = {
  levels: ['different', 'initial', 'alike', 'nickname', 'similar', 'same'],
  rare: 2,
  apart: areGivenNamesApart,
  signature: 'given name',
  own: ownWhole(5),
  atoms: (value) => [value, `~${skeletonOf(value)}`],
  atomBytes: personAtoms,
  prepare,
  compare(a: Prepared, b: Prepared) {
    if (a.joined === b.joined) return outcome(5, Math.max(a.count, b.count));
    if (inOtherScripts(a.text, b.text)) return NOT_COMPARABLE;
    const rarity = Math.max(a.near, b.near);
    const like = likeness(a.joined, b.joined);
    if (like >= 3) return outcome(4, rarity);
    const [firstA = '', firstB = ''] = [a.parts[0], b.parts[0]];
    if (areNicknames(firstA, firstB)) return outcome(3, rarity);
    if (firstA === firstB && firstA.length > 1) return outcome(3, rarity);
    if (firstA.length === 1 || firstB.length === 1) return outcome(firstA[0] === firstB[0] ? 1 : 0);
    return like === 2 || (a.parts.length !== b.parts.length && shareWord(a, b))
      ? outcome(2, rarity)
      : outcome(0);
  },
};

/** Family names: one of several names kept (marriage, Spanish double names) counts. */
export const compareFamilyName: Comparator = {
  levels: ['different', 'alike', 'part', 'similar', 'same'],
  rare: 1,
  apart: areFamilyNamesApart,
  signature: 'family name',
  own: ownWhole(4),
  atoms: (value) => [value, `~${skeletonOf(value)}`],
  atomBytes: personAtoms,
  prepare,
  compare(a: Prepared, b: Prepared) {
    if (a.joined === b.joined) return outcome(4, Math.max(a.count, b.count));
    if (inOtherScripts(a.text, b.text)) return NOT_COMPARABLE;
    const rarity = Math.max(a.near, b.near);
    const like = likeness(a.joined, b.joined);
    if (like >= 3) return outcome(3, rarity);
    if (a.parts.length + b.parts.length > 2 && shareWord(a, b)) return outcome(2, rarity);
    return like === 2 ? outcome(1, rarity) : outcome(0);
  },
};

/** Middle names: an initial agrees with every name it begins. */
export const compareMiddleName: Comparator = {
  levels: ['different', 'initial', 'same'],
  rare: 2,
  own: ownWhole(2),
  atoms: (value) => [value, `~${skeletonOf(value)}`],
  atomBytes: personAtoms,
  prepare,
  compare(a: Prepared, b: Prepared) {
    if (a.joined === b.joined) return outcome(2, a.count);
    if (inOtherScripts(a.text, b.text)) return NOT_COMPARABLE;
    if (likeness(a.joined, b.joined) >= 3) return outcome(2, Math.max(a.near, b.near));
    return outcome(a.joined[0] === b.joined[0] ? 1 : 0);
  },
};

function shareWord(a: Prepared, b: Prepared): boolean {
  return a.parts.some((word) => word.length > 2 && b.parts.some((other) => likeness(word, other) >= 3));
}
