/** Three years of invoices and credit notes of every ERP customer. */
import { PRODUCTS } from '../data/products.ts';
import { AS_OF_MS, DAY, isoDay } from '../instant.ts';
import type { AccountCopy } from '../observe/account-copy.ts';
import { createRandom, type Random } from '../random.ts';
import { minorUnitsOf } from '../truth/country.ts';
import { drawOrders, drawSpending, MONTHS, type Spending } from './spending.ts';

/** Days as `YYYY-MM-DD`, amounts in minor units; a credit note's amount is negative. */
export type LedgerEntry = {
  customer: AccountCopy;
  kind: 'invoice' | 'credit_note';
  issuedOn: string;
  dueOn: string;
  paidOn: string | null;
  amount: number;
  open: number;
  product: string;
};

export type Payer = { termDays: number; latenessDays: number };

function drawPayer(random: Random): Payer {
  return {
    termDays: random.pick([14, 30, 30, 30, 45]),
    latenessDays: random.weighted([
      [-5, 5],
      [4, 3],
      [25, 1.5],
      [80, 0.6],
    ]),
  };
}

type Customer = { random: Random; copy: AccountCopy; spending: Spending; payer: Payer };

function invoice(customer: Customer, issued: number): LedgerEntry {
  const { random, copy, spending, payer } = customer;
  const amount = Math.round(spending.orderMinor * Math.exp((random.next() + random.next() - 1) * 0.9));
  const due = issued + payer.termDays * DAY;
  const paid = Math.max(issued + DAY, due + Math.round(payer.latenessDays * (0.5 + random.next())) * DAY);
  const settled = paid < AS_OF_MS && !random.chance(0.01);
  const part = !settled && random.chance(0.15) ? Math.round(amount * 0.4) : 0;
  return {
    customer: copy,
    kind: 'invoice',
    issuedOn: isoDay(issued),
    dueOn: isoDay(due),
    paidOn: settled ? isoDay(paid) : null,
    amount,
    open: settled ? 0 : amount - part,
    product: random.pick(PRODUCTS),
  };
}

function creditNote(customer: Customer, of: LedgerEntry, issued: number): LedgerEntry {
  const share = customer.random.pick([0.1, 0.25, 1]);
  return {
    ...of,
    kind: 'credit_note',
    issuedOn: isoDay(issued),
    dueOn: isoDay(issued),
    paidOn: isoDay(issued),
    amount: -Math.round(of.amount * share),
    open: 0,
  };
}

function history(customer: Customer): LedgerEntry[] {
  const { random, spending } = customer;
  const entries: LedgerEntry[] = [];
  for (let month = 0; month < MONTHS; month++) {
    const [start, end] = [Date.UTC(2023, 9 + month, 1), Date.UTC(2023, 10 + month, 1)];
    for (let n = drawOrders(random, spending, month); n > 0; n--) {
      const issued = start + Math.floor(random.next() * ((end - start) / DAY)) * DAY;
      if (issued >= AS_OF_MS - DAY) continue;
      const entry = invoice(customer, issued);
      entries.push(entry);
      const credited = issued + random.int(3, 20) * DAY;
      if (random.chance(0.04) && credited < AS_OF_MS - DAY)
        entries.push(creditNote(customer, entry, credited));
    }
  }
  return entries;
}

function spendingOf(random: Random, { company }: AccountCopy): Spending {
  const spending = drawSpending(random, company.employees);
  return { ...spending, orderMinor: Math.round(spending.orderMinor * minorUnitsOf(company.country)) };
}

/** In order of issue. A company with two customer numbers spreads its purchases over both. */
export function drawLedger(seed: number, customers: readonly AccountCopy[]): LedgerEntry[] {
  const random = createRandom(seed, 'ledger');
  const habits = new Map<AccountCopy['company'], Pick<Customer, 'spending' | 'payer'>>();
  const entries = customers.flatMap((copy) => {
    const known = habits.get(copy.company);
    const habit = known ?? {
      spending: spendingOf(random, copy),
      payer: drawPayer(random),
    };
    habits.set(copy.company, habit);
    return history({ random, copy, ...habit });
  });
  return entries.toSorted((a, b) => (a.issuedOn < b.issuedOn ? -1 : a.issuedOn > b.issuedOn ? 1 : 0));
}
