/**
 * Keeps the world solvable. Life's corruption may leave two records of one company with nothing in common, which no
 * matcher could join, or a chain's outlet with nothing of its own, which none could keep apart. Each record therefore
 * gets fields back until it shares enough with another of its company, and look-alikes always show house and number.
 */
import type { Random } from '../random.ts';
import type { Company } from '../truth/company.ts';
import {
  ACCOUNT_EVIDENCE,
  type AccountCopy,
  type AccountEvidence,
  FIELD_RATES,
  observe,
} from './account-copy.ts';

/** What an agreement is worth: numbers that are one company's own count more than what groups share. */
const WORTH: Readonly<Record<AccountEvidence, number>> = {
  name: 1,
  domain: 1,
  phone: 1.2,
  fax: 1,
  address: 1.2,
  vat: 1.5,
  duns: 1.5,
  lei: 2,
};
/** To the record it hangs on: three fields that agree. To every other of the same company: two. */
const ENOUGH_FOR_ONE = 3;
const ENOUGH_FOR_ALL = 2;

/** What tells look-alikes apart, shown by every record of them. */
const SHOWN_BY_LOOKALIKES: Readonly<Record<Company['kind'], readonly ('phone' | 'address' | 'domain')[]>> = {
  alone: [],
  franchise: ['phone', 'address'],
  branch: ['phone', 'address'],
  namesake: ['phone', 'address'],
  group: ['phone', 'address', 'domain'],
};

function agreement(a: AccountCopy, b: AccountCopy): number {
  let sum = 0;
  for (const field of ACCOUNT_EVIDENCE) {
    const shown = a.shows[field];
    if (shown !== undefined && shown === b.shows[field]) sum += WORTH[field];
    else if (shown !== undefined && b.shows[field] !== undefined) sum -= 0.5;
  }
  return sum;
}

function restore(random: Random, a: AccountCopy, b: AccountCopy, enough: number): void {
  const carried = ACCOUNT_EVIDENCE.filter((f) => holds(a, f) && holds(b, f));
  for (const field of random.shuffle(carried)) {
    if (agreement(a, b) >= enough) return;
    if (a.shows[field] !== 'main') observe(random, a, field, true);
    if (b.shows[field] !== 'main') observe(random, b, field, true);
  }
}

function holds(copy: AccountCopy, field: AccountEvidence): boolean {
  if (field === 'domain' && copy.company.mailbox !== null) return false;
  return field === 'name' || (FIELD_RATES[copy.system][field] !== undefined && copy.company[field] !== null);
}

/** `copies` are all records of one company, over all systems; they are completed in place. */
export function ensureAccountEvidence(random: Random, copies: readonly AccountCopy[]): void {
  for (const copy of copies) {
    for (const field of SHOWN_BY_LOOKALIKES[copy.company.kind]) {
      if (copy[field] === null && holds(copy, field)) observe(random, copy, field, true);
    }
  }
  for (const [i, copy] of copies.entries()) {
    const earlier = copies.slice(0, i);
    const [first] = earlier;
    if (first === undefined) continue;
    for (const other of earlier) restore(random, copy, other, ENOUGH_FOR_ALL);
    if (!earlier.some((other) => agreement(copy, other) >= ENOUGH_FOR_ONE))
      restore(random, copy, first, ENOUGH_FOR_ONE);
    if (copy.script !== first.script && !earlier.some((other) => agreement(copy, other) >= ENOUGH_FOR_ONE))
      takeScript(random, copy, first);
  }
}

/** Two writings of a name and an address have no word in common; where nothing else is left, one gives way. */
function takeScript(random: Random, copy: AccountCopy, model: AccountCopy): void {
  copy.script = model.script;
  observe(random, copy, 'name', true);
  if (copy.address !== null && model.address !== null) restore(random, copy, model, ENOUGH_FOR_ONE);
  else if (copy.address !== null) observe(random, copy, 'address', true);
}
