/** Hand-set weights of the reference matcher, in bits, for accounts and contacts. */
import { alike, type Matcher } from './reference-matcher.ts';

/** Share of the shorter name's words that the other has too. */
function companyLikeness(a: string[], b: string[]): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const shared = short.filter((word) => long.some((other) => alike(word, other))).length;
  return short.length === 0 ? 0 : shared / Math.max(short.length, Math.min(long.length, 3));
}

const initial = (a: string, b: string): boolean => a.length === 1 && b.startsWith(a);
const given = (a: string, b: string): boolean => alike(a, b) || initial(a, b) || initial(b, a);

/** Family name and given name, in either order; an initial or nothing at all stands for any given name. */
function personLikeness(a: string[], b: string[]): number {
  const [af = '', al = ''] = a.length > 1 ? a : ['', ...a];
  const [bf = '', bl = ''] = b.length > 1 ? b : ['', ...b];
  if (alike(al, bl)) return af === '' || bf === '' ? 0.7 : given(af, bf) ? 1 : 0;
  return given(af, bl) && given(al, bf) ? 1 : 0;
}

export const ACCOUNT_MATCHER: Matcher = {
  threshold: 13,
  nameAgainst: 8,
  likeness: companyLikeness,
  weights: {
    domain: { against: 3, most: 9 },
    phone: { against: 4, most: 10 },
    fax: { against: 1, most: 8 },
    house: { against: 3, most: 10 },
    zip: { against: 3, most: 2 },
    vat: { against: 8, most: 10 },
    duns: { against: 8, most: 12 },
    lei: { against: 40, most: 40 },
  },
};

export const CONTACT_MATCHER: Matcher = {
  threshold: 14,
  nameAgainst: 16,
  likeness: personLikeness,
  weights: {
    email: { against: 1, most: 12 },
    mobile: { against: 5, most: 12 },
    phone: { against: 0, most: 8 },
    linkedin: { against: 14, most: 14 },
    suffix: { against: 20, most: 1 },
    company: { against: 4, most: 6 },
  },
};
