import { isFreeMail } from '../standardise/email.ts';
import { areDomainsApart, areEmailsApart, areIdentifiersApart, arePhonesApart } from './apart.ts';
import { emailAtoms } from './atom-bytes.ts';
import { type AtomCounts, type Comparator, NOT_COMPARABLE, type Outcome, outcome } from './comparator.ts';
import { ownEntries } from './own.ts';
import { editDistance } from './similarity.ts';

type Entry = { text: string; count: number };
type Prepared = Entry[];
/** Nothing was compared yet. */
const NONE = -2;

function prepare(value: string, counts: AtomCounts): Prepared {
  return value.split('|').map((text, at) => ({ text, count: counts[at] as number }));
}

/** Compares every entry with every other and keeps the best level, then the rarest. */
function bestOf(left: Prepared, right: Prepared, compare: (a: Entry, b: Entry) => Outcome): Outcome {
  let best = NONE;
  for (const a of left) {
    for (const b of right) {
      const found = compare(a, b);
      if (isBetter(found, best)) best = found;
    }
  }
  return best === NONE ? outcome(0) : best;
}

/** What says nothing is better than what differs, and worse than what is alike. */
function isBetter(found: Outcome, best: Outcome): boolean {
  const [a, b] = [rank(found), rank(best)];
  return a > b || (a === b && found < best);
}

const atoms = (value: string) => value.split('|');

/** Numbers and codes: equal, or one slip of the keyboard apart. */
export const compareIdentifiers: Comparator = {
  levels: ['different', 'one slip', 'same'],
  rare: 1,
  sharesAtoms: true,
  apart: areIdentifiersApart,
  signature: 'identifier',
  own: ownEntries(2),
  atoms,
  atomised: 'entries',
  prepare,
  compare: (left: Prepared, right: Prepared) =>
    bestOf(left, right, (a, b) => {
      if (a.text === b.text) return outcome(2, a.count);
      const slip = Math.min(a.text.length, b.text.length) >= 6 && editDistance(a.text, b.text, 1) <= 1;
      return slip ? outcome(1, Math.max(a.count, b.count)) : outcome(0);
    }),
};

/** Pages on networks. One on LinkedIn says nothing of another one elsewhere: a company has both, a record seldom. */
export const compareProfiles: Comparator = {
  ...withoutApart(compareIdentifiers),
  compare: (left: Prepared, right: Prepared) =>
    left.some((a) => right.some((b) => networkOf(a.text) === networkOf(b.text)))
      ? compareIdentifiers.compare(left as never, right as never)
      : NOT_COMPARABLE,
};

/** A quick refusal would take what says nothing for a difference. */
function withoutApart({ apart: _, signature: __, ...comparator }: Comparator): Comparator {
  return comparator;
}

function networkOf(page: string): string {
  return page.slice(0, page.indexOf('/') + 1);
}

/** Phones: equal, the same but for an area code one of them lacks, or one slip apart. */
export const comparePhones: Comparator = {
  levels: ['different', 'one slip', 'same local', 'same'],
  rare: 1,
  apart: arePhonesApart,
  signature: 'phone',
  sharesAtoms: true,
  own: ownEntries(3),
  atoms,
  atomised: 'entries',
  prepare,
  compare: (left: Prepared, right: Prepared) =>
    bestOf(left, right, (a, b) => {
      if (a.text === b.text) return outcome(3, a.count);
      const [short, long] = a.text.length < b.text.length ? [a, b] : [b, a];
      if (short.text.length >= 6 && long.text.endsWith(short.text))
        return outcome(2, Math.max(a.count, b.count));
      const slip = short.text.length >= 7 && editDistance(a.text, b.text, 1) <= 1;
      return slip ? outcome(1, Math.max(a.count, b.count)) : outcome(0);
    }),
};

/**
 * Domains: equal, or one slip apart. The same name under another ending says nothing: whoever bears a name takes it, and
 * `thomastravel.com` and `thomastravel.net` tell no more than that both are called so.
 */
export const compareDomains: Comparator = {
  levels: ['different', 'similar', 'same'],
  rare: 1,
  apart: areDomainsApart,
  signature: 'domain',
  sharesAtoms: true,
  own: ownEntries(2),
  atoms,
  atomised: 'entries',
  prepare,
  compare: (left: Prepared, right: Prepared) =>
    bestOf(left, right, (a, b) => {
      if (a.text === b.text) return outcome(2, a.count);
      const rarity = Math.max(a.count, b.count);
      const [labelA, labelB] = [labelOf(a.text), labelOf(b.text)];
      if (labelA === labelB) return NOT_COMPARABLE;
      const isLong = Math.min(labelA.length, labelB.length) >= 6;
      return isLong && editDistance(a.text, b.text, 1) <= 1 ? outcome(1, rarity) : outcome(0);
    }),
};

type Address = { text: string; local: string; domain: string; count: number; colleagues: number };

/** E-mail addresses. The part before the @ tells most; people change providers and keep it. */
export const compareEmails: Comparator = {
  levels: ['different', 'alike', 'same local', 'similar', 'same'],
  rare: 1,
  apart: areEmailsApart,
  signature: 'email',
  sharesAtoms: true,
  own: ownEntries(4, 2),
  atoms: (value) => value.split('|').flatMap((email) => [email, `~${email.slice(email.indexOf('@') + 1)}`]),
  atomBytes: emailAtoms,
  prepare: (value: string, counts: AtomCounts): Address[] =>
    value.split('|').map((text, index) => {
      const at = text.indexOf('@');
      const domain = at < 0 ? '' : text.slice(at + 1);
      const held = counts[2 * index] as number;
      return {
        text,
        local: at < 0 ? '' : text.slice(0, at),
        domain,
        count: held,
        colleagues: Math.max(held, counts[2 * index + 1] as number),
      };
    }),
  compare(left: Address[], right: Address[]) {
    let best = NONE;
    for (const a of left) {
      for (const b of right) {
        const found = compareTwoEmails(a, b);
        if (isBetter(found, best)) best = found;
      }
    }
    return best;
  },
};

/** Level, "says nothing" (−1) between different and the first degree of likeness. */
function rank(packed: Outcome): number {
  return packed === NONE ? -1 : packed === NOT_COMPARABLE ? 0.5 : packed & 15;
}

function compareTwoEmails(a: Address, b: Address): Outcome {
  if (a.text === b.text) return outcome(4, a.count);
  if (a.domain === b.domain && a.domain !== '') return compareColleagues(a, b);
  const rarity = Math.max(a.count, b.count);
  const longest = Math.max(a.text.length, b.text.length);
  const distance = editDistance(a.text, b.text, 4);
  if (distance <= (longest >= 14 ? 2 : 1)) return outcome(3, rarity);
  if (a.local === b.local && a.local.length >= 4) {
    // `anna.schmid` at two companies is what any Anna Schmid would be given; `schmid77` is a choice.
    return /\d/.test(a.local) ? outcome(2, rarity) : -1;
  }
  const isAlike = longest >= 16 ? distance <= 4 : longest >= 11 && distance <= 3;
  return isAlike ? likenessOfProviders(a, b, rarity) : outcome(0);
}

/**
 * Two addresses that look alike at two providers. `ann.berg@` and `ann_berg@` follow from the name and tell no more than
 * it does; `annberg73@` is what the second one of that name was given, as among colleagues.
 */
function likenessOfProviders(a: Address, b: Address, rarity: number): Outcome {
  // A company's own domain is seldom one of two: there the likeness is that of slips.
  if (!isFreeMail(a.domain) || !isFreeMail(b.domain)) return outcome(1, rarity);
  const [lettersA, lettersB] = [a.local.replace(/[^a-z]/g, ''), b.local.replace(/[^a-z]/g, '')];
  if (lettersA !== lettersB) return outcome(1, rarity);
  const [digitsA, digitsB] = [a.local.replace(/\D/g, ''), b.local.replace(/\D/g, '')];
  if (digitsA !== digitsB) return outcome(0);
  return digitsA === '' ? NOT_COMPARABLE : outcome(1, rarity);
}

/** Two addresses of one domain may be one person's with a typing error, or two people's who are called alike. */
function compareColleagues(a: Address, b: Address): Outcome {
  const rarity = Math.max(a.colleagues, b.colleagues);
  if (a.local.length < 4 || b.local.length < 4) return outcome(0);
  const distance = editDistance(a.local, b.local, 3);
  if (distance > 3) return outcome(0);
  // Another initial or another number is what tells namesakes and relatives apart.
  const apart = a.local[0] !== b.local[0] || a.local.replace(/\D/g, '') !== b.local.replace(/\D/g, '');
  if (apart) return outcome(0);
  return outcome(distance <= 2 ? 3 : 1, rarity);
}

function labelOf(domain: string): string {
  return domain.slice(0, domain.indexOf('.'));
}
