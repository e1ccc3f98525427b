/** A world of a few records, and as many accounts and companies as a test wants. */
import { withSuffix } from '#src/sandbox/salesforce/record-id.ts';
import type { HubspotObject, SObject, World } from '#src/sandbox/seed.ts';

export const AS_OF = '2026-09-30T12:00:00.000Z';

export function accountId(n: number): string {
  return withSuffix(`001gSB0${String(n).padStart(8, '0')}`);
}

export function contactId(n: number): string {
  return withSuffix(`003gSB0${String(n).padStart(8, '0')}`);
}

export function caseId(n: number): string {
  return withSuffix(`500gSB0${String(n).padStart(8, '0')}`);
}

/** One second apart, the oldest first; every fifth shares its second with the one before. */
function stampOf(n: number): string {
  return new Date(Date.parse('2026-09-01T00:00:00Z') + (n - (n % 5 === 4 ? 1 : 0)) * 1_000).toISOString();
}

function account(n: number): SObject {
  return {
    Id: accountId(n),
    Name: `Account ${n}`,
    CreatedDate: '2025-01-01T00:00:00.000Z',
    SystemModstamp: stampOf(n),
  };
}

function company(n: number): HubspotObject {
  const properties = { name: `Company ${n}`, domain: `company${n}.example` };
  return { id: String(5_000 + n), properties, createdAt: '2025-01-01T00:00:00.000Z', updatedAt: stampOf(n) };
}

function range<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, n) => make(n));
}

const BORN = { CreatedDate: '2025-01-01T00:00:00.000Z', SystemModstamp: '2026-09-02T00:00:00.000Z' };

export function smallWorld({ accounts = 3, companies = 3 } = {}): World {
  const contact = {
    Id: contactId(1),
    LastName: "O'Neil",
    FirstName: 'Ann',
    Email: 'ann@one.example',
    AccountId: accountId(0),
    ...BORN,
  };
  const supportCase = {
    Id: caseId(1),
    Subject: 'It is down',
    Status: 'New',
    AccountId: accountId(0),
    ContactId: contactId(1),
    ...BORN,
  };
  const ticket: HubspotObject = {
    id: '9001',
    properties: { subject: 'Help', hs_pipeline: '0', hs_pipeline_stage: '2', hs_ticket_priority: 'HIGH' },
    createdAt: '2026-09-10T08:00:00.000Z',
    updatedAt: '2026-09-10T09:00:00.000Z',
    history: {
      hs_pipeline_stage: [
        { value: '2', timestamp: '2026-09-10T09:00:00.000Z', sourceType: 'CRM_UI', sourceId: 'userId:1' },
        { value: '1', timestamp: '2026-09-10T08:00:00.000Z', sourceType: 'CRM_UI', sourceId: 'userId:1' },
      ],
    },
    associations: [{ to: 'companies', id: '5000', typeIds: [26] }],
  };
  const person: HubspotObject = {
    id: '7001',
    properties: { firstname: 'Bea', lastname: 'Gold', email: 'bea@gold.example' },
    createdAt: '2025-01-01T00:00:00.000Z',
    updatedAt: '2026-09-03T00:00:00.000Z',
    associations: [{ to: 'companies', id: '5000', typeIds: [1, 279] }],
  };
  return {
    asOf: AS_OF,
    salesforce: { objects: { Account: range(accounts, account), Contact: [contact], Case: [supportCase] } },
    hubspot: { objects: { companies: range(companies, company), contacts: [person], tickets: [ticket] } },
    files: [],
    truth: { account: [], contact: [] },
  };
}
