import type { AccountFacts, TransactionFact } from '#src/core/score/account-facts.ts';

export const AS_OF = '2026-09-30T12:00:00.000Z';

export function account(goldenId: string, facts: Partial<AccountFacts> = {}): AccountFacts {
  return {
    goldenId,
    country: 'US',
    timeZone: null,
    industry: null,
    currency: 'USD',
    createdAt: '2022-01-01T00:00:00.000Z',
    employees: null,
    transactions: [],
    opportunities: [],
    cases: [],
    known: { transactions: true, opportunities: true, cases: true },
    ...facts,
  };
}

export function invoice(
  on: string,
  amountMinor: number,
  more: Partial<TransactionFact> = {},
): TransactionFact {
  return {
    kind: 'invoice',
    on,
    amountMinor,
    currency: 'USD',
    openMinor: 0,
    dueOn: null,
    paidOn: null,
    ...more,
  };
}

/** One invoice every `gapDays` days between two days, both `YYYY-MM-DD`. */
export function invoices(
  from: string,
  to: string,
  gapDays: number,
  amountMinor = 100_000,
): TransactionFact[] {
  const list: TransactionFact[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += gapDays * 86_400_000) {
    list.push(invoice(new Date(at).toISOString().slice(0, 10), amountMinor));
  }
  return list;
}

/** Customers of many rhythms and sizes; every third one has left. */
export function manyAccounts(count: number): AccountFacts[] {
  return Array.from({ length: count }, (_, i) => {
    const gap = 12 + ((i * 7) % 50);
    const start = `2024-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 27)).padStart(2, '0')}`;
    const end = i % 3 === 0 ? `2025-${String(1 + (i % 12)).padStart(2, '0')}-15` : '2026-09-29';
    const transactions = invoices(start, end, gap, 20_000 + ((i * 7919) % 90_000));
    return account(`g${i}`, { country: i % 2 === 0 ? 'US' : 'DE', transactions });
  });
}
