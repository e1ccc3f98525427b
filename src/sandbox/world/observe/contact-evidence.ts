/** Keeps the contacts solvable, as account-evidence.ts does for accounts: relatives always show something of their own. */
import type { Random } from '../random.ts';
import {
  CONTACT_EVIDENCE,
  CONTACT_RATES,
  type ContactCopy,
  type ContactEvidence,
  observeContact,
} from './contact-copy.ts';

/** The company counts little: colleagues share it. */
const WORTH: Readonly<Record<ContactEvidence, number>> = {
  name: 1.2,
  email: 2,
  mobile: 2,
  phone: 1.5,
  linkedin: 2,
  birthDate: 1.5,
  company: 0.8,
};
/** To the record it hangs on: the name and something personal. To every other of the same person: the name and the company. */
const ENOUGH_FOR_ONE = 3.2;
const ENOUGH_FOR_ALL = 2;
/** Values that others hold too prove nothing. */
const IMPERSONAL = new Set(['role', 'slip', 'switchboard']);

function agreement(a: ContactCopy, b: ContactCopy): number {
  let sum = a.first === null || b.first === null ? -0.6 : 0;
  for (const field of CONTACT_EVIDENCE) {
    const shown = a.shows[field];
    if (shown !== undefined && shown === b.shows[field] && !IMPERSONAL.has(shown)) sum += WORTH[field];
  }
  return sum;
}

function holds(copy: ContactCopy, field: ContactEvidence): boolean {
  if (CONTACT_RATES[copy.system][field] === undefined) return false;
  if (field === 'mobile') return copy.person.mobile !== null;
  if (field === 'phone') return copy.job.direct !== null;
  return field === 'linkedin' || (field === 'email' && !copy.emailSettled);
}

/** Order in which fields come back: a mobile outlives a job and a spelling of the address. */
const COMING_BACK: readonly ContactEvidence[] = ['mobile', 'email', 'phone', 'linkedin'];

function restore(random: Random, a: ContactCopy, b: ContactCopy, enough: number): void {
  for (const field of COMING_BACK) {
    if (agreement(a, b) >= enough) return;
    if (!holds(a, field) || !holds(b, field) || (field === 'email' && a.job !== b.job)) continue;
    for (const copy of [a, b]) observeContact(random, copy, field, true);
  }
}

/** `copies` are all records of one person; they are completed in place. */
export function ensureContactEvidence(random: Random, copies: readonly ContactCopy[]): void {
  for (const copy of copies) {
    if (!copy.person.household) continue;
    observeContact(random, copy, 'name', true);
    if (!copy.emailSettled) observeContact(random, copy, 'email', true);
    observeContact(random, copy, 'mobile', true);
  }
  for (const [i, copy] of copies.entries()) {
    const earlier = copies.slice(0, i);
    const [first] = earlier;
    if (first === undefined) continue;
    for (const other of earlier) restore(random, copy, other, ENOUGH_FOR_ALL);
    if (!earlier.some((other) => agreement(copy, other) >= ENOUGH_FOR_ONE))
      restore(random, copy, first, ENOUGH_FOR_ONE);
  }
}
