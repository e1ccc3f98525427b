/** Accounts and contacts as a Salesforce org holds them. */
import type { SObject } from '../../seed.ts';
import { iso } from '../instant.ts';
import type { AccountCopy } from '../observe/account-copy.ts';
import type { ContactCopy } from '../observe/contact-copy.ts';
import { createRandom, type Random } from '../random.ts';
import { unitsOf } from '../truth/country.ts';
import type { Directory } from './directory.ts';
import { AGENTS, AUTOMATION_ID, ownerOf } from './staff.ts';
import { formatWebsite } from './website.ts';

function userRow(id: string, first: string | null, last: string, email: string): SObject {
  return {
    Id: id,
    Username: email,
    Email: email,
    FirstName: first,
    LastName: last,
    Name: first === null ? last : `${first} ${last}`,
    IsActive: true,
    UserType: first === null ? 'AutomatedProcess' : 'Standard',
    CreatedDate: '2019-02-04T09:00:00.000Z',
    LastModifiedDate: '2025-11-03T10:15:00.000Z',
    SystemModstamp: '2025-11-03T10:15:00.000Z',
  };
}

export function salesforceUsers(): SObject[] {
  const people = AGENTS.map(({ salesforceId, first, last, email }) =>
    userRow(salesforceId, first, last, email),
  );
  return [...people, userRow(AUTOMATION_ID, null, 'Automated Process', 'autoproc@goldenrod-demo.com')];
}

const stamps = (copy: { createdAt: number; updatedAt: number }): SObject => ({
  CreatedDate: iso(copy.createdAt),
  LastModifiedDate: iso(copy.updatedAt),
  SystemModstamp: iso(copy.updatedAt),
});

function accountRow(random: Random, directory: Directory, copy: AccountCopy): SObject {
  const { company, address } = copy;
  const parent = company.parent === null ? undefined : directory.accountsOf(company.parent, 'salesforce')[0];
  const swapped = random.chance(0.012) && company.kind === 'alone';
  return {
    Id: directory.idOf(copy),
    Name: copy.name.text,
    Phone: swapped ? copy.fax : copy.phone,
    Fax: swapped ? copy.phone : copy.fax,
    Website: copy.domain === null ? null : formatWebsite(random, copy.domain),
    BillingStreet: address?.street ?? null,
    BillingCity: address?.city ?? null,
    BillingState: address?.state || null,
    BillingPostalCode: address?.postalCode ?? null,
    BillingCountry: address?.country ?? (random.chance(0.5) ? company.country : null),
    Industry: random.chance(0.7) ? company.trade.industry : null,
    NumberOfEmployees: random.chance(0.5)
      ? Math.round(company.employees * (0.9 + random.next() * 0.2))
      : null,
    AnnualRevenue: random.chance(0.35) ? company.revenue / unitsOf(company.country) : null,
    DunsNumber: copy.duns,
    Type: random.weighted([
      ['Customer - Direct', 6],
      ['Customer - Channel', 2],
      ['Prospect', 2],
    ]),
    OwnerId: ownerOf(company.index).salesforceId,
    ParentId: parent !== undefined && random.chance(0.5) ? directory.idOf(parent) : null,
    ...stamps(copy),
  };
}

function contactRow(random: Random, directory: Directory, copy: ContactCopy): SObject {
  const { address } = copy;
  return {
    Id: directory.idOf(copy),
    AccountId: copy.account === null ? null : directory.idOf(copy.account),
    FirstName: copy.first,
    LastName: copy.last,
    Suffix: copy.suffix,
    Email: copy.email,
    Phone: copy.phone,
    MobilePhone: copy.mobile,
    Title: copy.title,
    LinkedIn__c: copy.linkedin,
    Birthdate: copy.birthDate,
    MailingStreet: address?.street ?? null,
    MailingCity: address?.city ?? null,
    MailingState: address?.state || null,
    MailingPostalCode: address?.postalCode ?? null,
    MailingCountry: address?.country ?? null,
    OwnerId: ownerOf(copy.job.company.index).salesforceId,
    HasOptedOutOfEmail: random.chance(0.06),
    ...stamps(copy),
  };
}

export function salesforceAccounts(seed: number, directory: Directory): SObject[] {
  const random = createRandom(seed, 'salesforce accounts');
  return directory.accounts.salesforce.map((copy) => accountRow(random, directory, copy));
}

export function salesforceContacts(seed: number, directory: Directory): SObject[] {
  const random = createRandom(seed, 'salesforce contacts');
  return directory.contacts.salesforce.map((copy) => contactRow(random, directory, copy));
}
