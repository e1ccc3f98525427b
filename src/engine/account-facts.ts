import type { CanonicalRecord, CanonicalValue } from '../core/model/field.ts';
import type {
  AccountFacts,
  CaseFact,
  OpportunityFact,
  TransactionFact,
} from '../core/score/account-facts.ts';
import type { AccountSource } from './ports/score.ts';

/** What the scores may know of a golden account, out of the records that refer to its members. */
export function accountFacts(source: AccountSource, knownEntities: ReadonlySet<string>): AccountFacts {
  const { fields } = source;
  return {
    goldenId: source.goldenId,
    country: text(fields['country']),
    timeZone: null,
    industry: text(fields['industry']),
    currency: text(fields['currency']),
    createdAt: text(fields['created_at']),
    employees: number(fields['employees']),
    transactions: source.transactions.flatMap(transactionFact),
    opportunities: source.opportunities.map(opportunityFact),
    cases: source.cases.flatMap(caseFact),
    known: {
      transactions: knownEntities.has('transaction'),
      opportunities: knownEntities.has('opportunity'),
      cases: knownEntities.has('case'),
    },
  };
}

/** A transaction without a day, an amount or a currency tells nothing; its field stands in the quarantine. */
function transactionFact(record: CanonicalRecord): TransactionFact[] {
  const on = text(record['issued_on']);
  const amountMinor = number(record['amount']);
  const currency = text(record['currency']);
  if (on === null || amountMinor === null || currency === null) return [];
  return [
    {
      kind: record['kind'] === 'credit_note' ? 'credit_note' : 'invoice',
      on,
      amountMinor: Math.abs(amountMinor),
      currency,
      openMinor: number(record['open_amount']),
      dueOn: text(record['due_on']),
      paidOn: text(record['paid_on']),
    },
  ];
}

function opportunityFact(record: CanonicalRecord): OpportunityFact {
  return {
    amountMinor: number(record['amount']),
    currency: text(record['currency']),
    isClosed: record['is_closed'] === true,
    isWon: record['is_won'] === true,
    closeOn: text(record['close_on']),
    createdAt: text(record['created_at']),
  };
}

function caseFact(record: AccountSource['cases'][number]): CaseFact[] {
  const openedAt = text(record['opened_at']);
  if (openedAt === null) return [];
  return [
    {
      openedAt,
      closedAt: text(record['closed_at']),
      priority: text(record['priority']),
      state: text(record['state']),
      breachedAt: record.breaches,
    },
  ];
}

function text(value: CanonicalValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function number(value: CanonicalValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
