/** Opportunities, vendor-neutral: each hangs on one company record of a CRM. */
import { PRODUCTS } from '../data/products.ts';
import { AS_OF_MS, DAY, HOUR, wholeSecond } from '../instant.ts';
import type { AccountCopy } from '../observe/account-copy.ts';
import type { Random } from '../random.ts';

export type Deal = {
  account: AccountCopy;
  name: string;
  /** Whole units of the seller's currency. */
  amount: number | null;
  /** Open ones are early, middle or late in their course. */
  stage: 'early' | 'middle' | 'late' | 'won' | 'lost';
  createdAt: number;
  updatedAt: number;
  /** Expected for open ones. */
  closesAt: number;
};

function drawDeal(random: Random, account: AccountCopy): Deal {
  const stage = random.weighted<Deal['stage']>([
    ['won', 42],
    ['lost', 26],
    ['early', 12],
    ['middle', 12],
    ['late', 8],
  ]);
  const open = stage !== 'won' && stage !== 'lost';
  const oldest = Math.min(AS_OF_MS - account.company.since, 900 * DAY);
  const age = open ? random.next() * Math.min(oldest, 120 * DAY) : random.next() * oldest;
  const createdAt = wholeSecond(AS_OF_MS - 3 * DAY - age);
  const closed = Math.min(createdAt + random.int(5, 150) * DAY, AS_OF_MS - DAY);
  return {
    account,
    name: `${account.company.name.core} – ${random.pick(PRODUCTS)}`.slice(0, 120),
    amount: random.chance(0.07) ? null : Math.round(900 * Math.exp(random.next() * 4.5)),
    stage,
    createdAt,
    updatedAt: open ? wholeSecond(createdAt + random.next() * (AS_OF_MS - createdAt - HOUR)) : closed,
    closesAt: open ? AS_OF_MS + random.int(3, 120) * DAY : closed,
  };
}

/** In order of creation. */
export function drawDeals(random: Random, accounts: readonly AccountCopy[]): Deal[] {
  const deals = accounts.flatMap((account) => {
    const count = random.weighted([
      [0, 55],
      [1, 27],
      [2, 12],
      [4, 6],
    ] as const);
    return Array.from({ length: count }, () => drawDeal(random, account));
  });
  return deals.toSorted((a, b) => a.createdAt - b.createdAt);
}
