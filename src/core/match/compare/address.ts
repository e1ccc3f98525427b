import { STREET_KINDS } from '../standardise/address.ts';
import { inOtherScripts } from '../standardise/han.ts';
import { areAddressesApart } from './addresses-apart.ts';
import { addressAtoms } from './atom-bytes.ts';
import { type AtomCounts, type Comparator, NOT_COMPARABLE, outcome } from './comparator.ts';
import { BAR } from './packed-letters.ts';
import { editDistance, jaroWinkler } from './similarity.ts';

type Prepared = {
  number: string;
  street: string;
  names: string[];
  joined: string;
  unit: string;
  count: number;
};

function atom(value: string): string {
  const [number = '', street = ''] = value.split('|');
  return `${number} ${namesOf(street).join('')}`;
}

/** Words of the street that are a name: kind and direction left out, unless nothing else is there. */
function namesOf(street: string): string[] {
  const all = street.split(' ');
  const names = all.filter((word) => !STREET_KINDS.has(word));
  return names.length > 0 ? names : all;
}

/**
 * House number and street. The same street with another number is a neighbour, not the same place; another unit in
 * one building is a neighbour too, but a nearer one.
 */
export const compareAddress: Comparator = {
  levels: ['different', 'same street', 'near', 'similar', 'other unit', 'same'],
  rare: 2,
  apart: areAddressesApart,
  // Without a number two equal streets may be of different houses.
  own: (counts, bytes, start) => outcome(bytes[start] === BAR ? 3 : 5, counts[0]),
  atoms: (value) => [atom(value)],
  atomBytes: addressAtoms,
  prepare(value: string, counts: AtomCounts): Prepared {
    const [number = '', street = '', unit = ''] = value.split('|');
    const names = namesOf(street);
    return { number, street, names, joined: names.join(''), unit, count: counts[0] as number };
  },
  compare(a: Prepared, b: Prepared) {
    const rarity = Math.max(a.count, b.count);
    if (inOtherScripts(a.joined, b.joined)) {
      // The number is all that both can tell, and three parts of it are the block and the house.
      const blocks = isBlock(a.number) && isBlock(b.number);
      return blocks && sameRange(a.number, b.number) ? outcome(3, rarity) : NOT_COMPARABLE;
    }
    const street = streetLikeness(a, b);
    if (a.number === b.number || sameRange(a.number, b.number)) {
      if (a.number === '') return street >= 4 ? outcome(3, rarity) : outcome(street >= 3 ? 1 : 0);
      if (street >= 4)
        return a.unit !== '' && b.unit !== '' && a.unit !== b.unit ? outcome(4, rarity) : outcome(5, rarity);
      return street === 3 ? outcome(3, rarity) : outcome(street === 2 ? 2 : 0, rarity);
    }
    if (street < 3) return outcome(0);
    if (a.number === '' || b.number === '') return outcome(2, rarity);
    const oneOff = a.number.length > 1 && b.number.length > 1 && editDistance(a.number, b.number, 1) <= 1;
    return street >= 4 && oneOff ? outcome(2, rarity) : outcome(1);
  },
};

/** `12` and `12-14`, `12` and `12b`; of Japanese blocks, `1-2-3` and `1-2-3-501` but not `1-2-4`. */
function sameRange(a: string, b: string): boolean {
  if (a === '' || b === '') return false;
  if (a === b) return true;
  if (isBlock(a) || isBlock(b)) return a.startsWith(`${b}-`) || b.startsWith(`${a}-`);
  return a.split('-')[0] === b.split('-')[0] || a.replace(EXTRA, '') === b.replace(EXTRA, '');
}

const EXTRA = /(?:[a-z]|bis|ter|quater)$/;

function isBlock(number: string): boolean {
  return /^\d+-\d+-\d/.test(number);
}

/** 5 equal · 4 equal but for kind and direction · 3 a typing error apart or one holds the other · 2 alike · 0 not. */
function streetLikeness(a: Prepared, b: Prepared): number {
  if (a.street === b.street) return 5;
  if (a.joined === b.joined) return 4;
  const longest = Math.max(a.joined.length, b.joined.length);
  if (longest >= 5 && editDistance(a.joined, b.joined, longest >= 9 ? 2 : 1) <= (longest >= 9 ? 2 : 1))
    return 4;
  const [few, many] = a.names.length <= b.names.length ? [a.names, b.names] : [b.names, a.names];
  if (few.every((word) => many.includes(word)) && few.some((word) => word.length > 3 || /\d/.test(word)))
    return 3;
  const similarity = jaroWinkler(a.joined, b.joined, 0.8);
  if (similarity >= 0.9) return 3;
  return similarity >= 0.8 ? 2 : 0;
}
