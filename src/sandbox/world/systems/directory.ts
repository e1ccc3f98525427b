/**
 * Which id each record got. Ids are given in order of creation, as a CRM does, so that neither id nor order of rows says
 * which records belong together.
 */
import type { AccountCopy } from '../observe/account-copy.ts';
import type { ContactCopy } from '../observe/contact-copy.ts';
import type { System } from '../truth/presence.ts';
import { salesforceId } from './salesforce-id.ts';

export type Directory = {
  /** By system, in order of creation. */
  accounts: Readonly<Record<System, readonly AccountCopy[]>>;
  contacts: Readonly<Record<'salesforce' | 'hubspot', readonly ContactCopy[]>>;
  idOf(copy: AccountCopy | ContactCopy): string;
  /** The records of one company in one system. */
  accountsOf(company: number, system: System): readonly AccountCopy[];
  /** The contacts that hang on one company record. */
  contactsOf(account: AccountCopy): readonly ContactCopy[];
};

const ACCOUNT_IDS: Readonly<Record<System, (n: number) => string>> = {
  salesforce: (n) => salesforceId('Account', n),
  hubspot: (n) => String(18_204_551_003 + n * 37),
  erp: (n) => `C${String(10_000 + n)}`,
  firmographics: (n) => `F-${String(700_000 + n * 3)}`,
};

const CONTACT_IDS = {
  salesforce: (n: number) => salesforceId('Contact', n),
  hubspot: (n: number) => String(64_118_300_207 + n * 41),
};

const byCreation = <T extends { createdAt: number }>(copies: readonly T[]): T[] =>
  copies.toSorted((a, b) => a.createdAt - b.createdAt);

export function createDirectory(
  accountCopies: readonly (readonly AccountCopy[])[],
  contactCopies: readonly (readonly ContactCopy[])[],
): Directory {
  const ids = new Map<AccountCopy | ContactCopy, string>();
  const allAccounts = accountCopies.flat();
  const allContacts = contactCopies.flat();
  const accountsIn = (system: System): AccountCopy[] => {
    const copies = byCreation(allAccounts.filter((copy) => copy.system === system));
    for (const [n, copy] of copies.entries()) ids.set(copy, ACCOUNT_IDS[system](n + 1));
    return copies;
  };
  const contactsIn = (system: 'salesforce' | 'hubspot'): ContactCopy[] => {
    const copies = byCreation(allContacts.filter((copy) => copy.system === system));
    for (const [n, copy] of copies.entries()) ids.set(copy, CONTACT_IDS[system](n + 1));
    return copies;
  };
  const byAccount = Map.groupBy(allContacts, (copy) => copy.account);
  return {
    accounts: {
      salesforce: accountsIn('salesforce'),
      hubspot: accountsIn('hubspot'),
      erp: accountsIn('erp'),
      firmographics: accountsIn('firmographics'),
    },
    contacts: { salesforce: contactsIn('salesforce'), hubspot: contactsIn('hubspot') },
    idOf(copy) {
      const id = ids.get(copy);
      if (id === undefined) throw new RangeError('record without an id');
      return id;
    },
    accountsOf: (company, system) => (accountCopies[company] ?? []).filter((copy) => copy.system === system),
    contactsOf: (account) => byAccount.get(account) ?? [],
  };
}
