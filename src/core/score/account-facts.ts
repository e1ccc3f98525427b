/**
 * Everything the scores are allowed to know of one golden account: the facts of all its members together.
 * Dates are `YYYY-MM-DD` as the source states them, instants ISO 8601 in UTC, money integer minor units of the
 * currency beside it. Null means "not known" and never "zero".
 */
export type TransactionFact = {
  kind: 'invoice' | 'credit_note';
  /** Day of issue. */
  on: string;
  /** Absolute amount; a credit note subtracts by its kind, whatever the sign it came with. */
  amountMinor: number;
  currency: string;
  /** What is still to be paid. */
  openMinor: number | null;
  dueOn: string | null;
  paidOn: string | null;
};

export type OpportunityFact = {
  amountMinor: number | null;
  currency: string | null;
  isClosed: boolean;
  isWon: boolean;
  closeOn: string | null;
  createdAt: string | null;
};

export type CaseFact = {
  openedAt: string;
  closedAt: string | null;
  priority: string | null;
  /** Canonical: new, open, pending, on_hold, solved. */
  state: string | null;
  /** Instants at which its clocks were breached; empty when none was, or none is kept. */
  breachedAt: string[];
};

export type AccountFacts = {
  goldenId: string;
  /** ISO 3166 alpha-2; decides the time zone of the account's days unless `timeZone` is known. */
  country: string | null;
  timeZone: string | null;
  industry: string | null;
  /** The account's own currency; scores are made in the reporting currency of the configuration. */
  currency: string | null;
  createdAt: string | null;
  employees: number | null;
  transactions: TransactionFact[];
  opportunities: OpportunityFact[];
  cases: CaseFact[];
  /** False where no connection delivers them at all: then silence is "not known", else it is "none". */
  known: { transactions: boolean; opportunities: boolean; cases: boolean };
};
