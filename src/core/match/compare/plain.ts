import { inOtherScripts } from '../standardise/han.ts';
import { arePostalCodesApart, areTextsApart } from './apart.ts';
import { type AtomCounts, type Comparator, NOT_COMPARABLE, outcome } from './comparator.ts';
import { ownWhole } from './own.ts';
import { editDistance, jaroWinkler } from './similarity.ts';

type Counted = { text: string; count: number };
const prepare = (text: string, counts: AtomCounts): Counted => ({ text, count: counts[0] as number });
const atoms = (value: string) => [value];

/** Equal or not: categories, codes, kinds. */
export const compareExact: Comparator = {
  levels: ['different', 'same'],
  rare: 1,
  // ASCII is of one script, and the two differ.
  apart: () => true,
  signature: 'exact',
  own: ownWhole(1),
  atoms,
  atomised: 'whole',
  prepare,
  compare(a: Counted, b: Counted) {
    if (a.text === b.text) return outcome(1, a.count);
    return inOtherScripts(a.text, b.text) ? NOT_COMPARABLE : outcome(0);
  },
};

/** Equal, or nothing: what every system calls by an id of its own is not another thing because the ids differ. */
export const compareShared: Comparator = {
  levels: ['different', 'same'],
  rare: 1,
  own: ownWhole(1),
  atoms,
  atomised: 'whole',
  prepare,
  compare: (a: Counted, b: Counted) => (a.text === b.text ? outcome(1, a.count) : NOT_COMPARABLE),
};

/** Short text such as a city: equal, a typing error apart, alike. */
export const compareText: Comparator = {
  levels: ['different', 'alike', 'similar', 'same'],
  rare: 1,
  apart: areTextsApart,
  signature: 'text',
  own: ownWhole(3),
  atoms,
  atomised: 'whole',
  prepare,
  compare(a: Counted, b: Counted) {
    const rarity = Math.max(a.count, b.count);
    if (a.text === b.text) return outcome(3, rarity);
    if (inOtherScripts(a.text, b.text)) return NOT_COMPARABLE;
    const longest = Math.max(a.text.length, b.text.length);
    if (longest >= 4 && editDistance(a.text, b.text, longest >= 8 ? 2 : 1) <= (longest >= 8 ? 2 : 1))
      return outcome(2, rarity);
    const similarity = jaroWinkler(a.text, b.text, 0.85);
    if (similarity >= 0.92) return outcome(2, rarity);
    const [short, long] = a.text.length < b.text.length ? [a.text, b.text] : [b.text, a.text];
    const held = short.length >= 4 && ` ${long} `.includes(` ${short} `);
    return held || similarity >= 0.85 ? outcome(1, rarity) : outcome(0);
  },
};

/** Postal codes: equal, one slip apart, the same area (the first half). */
export const comparePostalCode: Comparator = {
  levels: ['different', 'same area', 'one slip', 'same'],
  rare: 2,
  apart: arePostalCodesApart,
  signature: 'postal code',
  own: ownWhole(3),
  atoms,
  atomised: 'whole',
  prepare,
  compare(a: Counted, b: Counted) {
    if (a.text === b.text) return outcome(3, a.count);
    const areLong = Math.min(a.text.length, b.text.length) >= 4;
    if (areLong && editDistance(a.text, b.text, 1) <= 1) return outcome(2, Math.max(a.count, b.count));
    const half = Math.max(2, Math.ceil(Math.max(a.text.length, b.text.length) / 2));
    return outcome(
      a.text.length >= half && b.text.length >= half && a.text.slice(0, half) === b.text.slice(0, half)
        ? 1
        : 0,
    );
  },
};

/** Dates of birth `YYYYMMDD`, zeros unknown: equal, one slip or day and month swapped; near are one part or two digits wrong. */
export const compareDate: Comparator = {
  levels: ['different', 'one part same', 'near', 'one slip', 'same'],
  rare: 3,
  own: ownWhole(4),
  atoms,
  atomised: 'whole',
  prepare,
  compare(a: Counted, b: Counted) {
    if (a.text === b.text) return outcome(4, a.count);
    const [yearA, monthA, dayA] = split(a.text);
    const [yearB, monthB, dayB] = split(b.text);
    const rarity = Math.max(a.count, b.count);
    if (yearA === yearB && monthA === dayB && dayA === monthB) return outcome(3, rarity);
    if (editDistance(a.text, b.text, 1) <= 1) return outcome(3, rarity);
    if ((partial(a.text) || partial(b.text)) && yearA === yearB) return outcome(2);
    const same = Number(yearA === yearB) + Number(monthA === monthB) + Number(dayA === dayB);
    if (same < 2 && digitsApart(a.text, b.text) <= 2) return outcome(2);
    return outcome(Math.min(same, 2));
  },
};

/** How many digits of two dates differ, place by place. */
function digitsApart(a: string, b: string): number {
  let apart = Math.abs(a.length - b.length);
  for (let at = 0; at < Math.min(a.length, b.length); at++) apart += Number(a[at] !== b[at]);
  return apart;
}

function split(text: string): [string, string, string] {
  return [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)];
}

function partial(text: string): boolean {
  return text.length === 8 && text.endsWith('00');
}

type Point = { north: number; east: number };

/** Places by distance: within 30 m, 150 m, 1 km, or farther. */
export const compareGeo: Comparator = {
  levels: ['far', 'within 1 km', 'within 150 m', 'within 30 m'],
  rare: 4,
  atoms: () => [],
  prepare(value: string): Point {
    const [north = 0, east = 0] = value.split(',').map(Number);
    return { north, east };
  },
  compare(a: Point, b: Point) {
    const metres = distanceMetres(a, b);
    return outcome(metres <= 30 ? 3 : metres <= 150 ? 2 : metres <= 1000 ? 1 : 0);
  },
};

/** Equirectangular approximation: exact enough below a few kilometres, which is all that is asked. */
function distanceMetres(a: Point, b: Point): number {
  const metresPerDegree = 111_320;
  const east = (a.east - b.east) * Math.cos((((a.north + b.north) / 2) * Math.PI) / 180);
  return metresPerDegree * Math.hypot(a.north - b.north, east);
}

type Amount = { value: number; count: number };

/** Numbers: equal, within 1 %, within 10 %. */
export const compareNumber: Comparator = {
  levels: ['different', 'within 10 %', 'within 1 %', 'same'],
  rare: 3,
  atoms,
  atomised: 'whole',
  prepare: (text: string, counts: AtomCounts): Amount => ({
    value: Number(text),
    count: counts[0] as number,
  }),
  compare(a: Amount, b: Amount) {
    if (a.value === b.value) return outcome(3, Math.max(a.count, b.count));
    const gap = Math.abs(a.value - b.value) / Math.max(Math.abs(a.value), Math.abs(b.value), 1e-9);
    return outcome(gap <= 0.01 ? 2 : gap <= 0.1 ? 1 : 0);
  },
};
