/** Companies and contacts as a HubSpot portal holds them. */
import type { HubspotAssociationSeed, HubspotObject } from '../../seed.ts';
import { iso } from '../instant.ts';
import type { AccountCopy } from '../observe/account-copy.ts';
import type { ContactCopy } from '../observe/contact-copy.ts';
import { createRandom, type Random } from '../random.ts';
import { unitsOf } from '../truth/country.ts';
import type { Directory } from './directory.ts';
import { AGENTS, ownerOf } from './staff.ts';

/** HUBSPOT_DEFINED association types: contact → company, and the primary one. */
const CONTACT_TO_COMPANY = [279, 1];
/** HUBSPOT_DEFINED association type: child company → parent company. */
const CHILD_TO_PARENT = [14];

export function hubspotOwners(): HubspotObject[] {
  return AGENTS.map((agent) => ({
    id: agent.hubspotId,
    properties: { email: agent.email, firstName: agent.first, lastName: agent.last },
    createdAt: '2019-02-04T09:00:00.000Z',
    updatedAt: '2025-11-03T10:15:00.000Z',
  }));
}

function companyObject(random: Random, directory: Directory, copy: AccountCopy): HubspotObject {
  const { company, address } = copy;
  const parent = company.parent === null ? undefined : directory.accountsOf(company.parent, 'hubspot')[0];
  const parentId = parent !== undefined && random.chance(0.5) ? directory.idOf(parent) : null;
  const text = (value: number): string => String(Math.round(value));
  return {
    id: directory.idOf(copy),
    properties: {
      name: copy.name.text,
      domain: copy.domain,
      website: copy.domain !== null && random.chance(0.3) ? `https://www.${copy.domain}` : null,
      phone: copy.phone,
      address: address?.street ?? null,
      city: address?.city ?? null,
      state: address?.state || null,
      zip: address?.postalCode ?? null,
      country: address?.country ?? (random.chance(0.4) ? company.country : null),
      industry: random.chance(0.55) ? company.trade.hubspot : null,
      numberofemployees: random.chance(0.4) ? text(company.employees * (0.85 + random.next() * 0.3)) : null,
      annualrevenue: random.chance(0.3) ? text(company.revenue / unitsOf(company.country)) : null,
      lifecyclestage: random.weighted([
        ['customer', 7],
        ['opportunity', 2],
        ['lead', 1],
      ]),
      hs_parent_company_id: parentId,
      hubspot_owner_id: ownerOf(company.index).hubspotId,
      createdate: iso(copy.createdAt),
    },
    createdAt: iso(copy.createdAt),
    updatedAt: iso(copy.updatedAt),
    associations: parentId === null ? [] : [{ to: 'companies', id: parentId, typeIds: CHILD_TO_PARENT }],
  };
}

function contactObject(directory: Directory, copy: ContactCopy): HubspotObject {
  const { address, account } = copy;
  const associations: HubspotAssociationSeed[] =
    account === null ? [] : [{ to: 'companies', id: directory.idOf(account), typeIds: CONTACT_TO_COMPANY }];
  return {
    id: directory.idOf(copy),
    properties: {
      firstname: copy.first,
      lastname: copy.suffix === null ? copy.last : `${copy.last} ${copy.suffix}`,
      email: copy.email?.toLowerCase() ?? null,
      phone: copy.phone,
      mobilephone: copy.mobile,
      jobtitle: copy.title,
      company: copy.companyName,
      hs_linkedin_url: copy.linkedin,
      address: address?.street ?? null,
      city: address?.city ?? null,
      state: address?.state || null,
      zip: address?.postalCode ?? null,
      country: address?.country ?? null,
      hubspot_owner_id: ownerOf(copy.job.company.index).hubspotId,
      createdate: iso(copy.createdAt),
    },
    createdAt: iso(copy.createdAt),
    updatedAt: iso(copy.updatedAt),
    associations,
  };
}

export function hubspotCompanies(seed: number, directory: Directory): HubspotObject[] {
  const random = createRandom(seed, 'hubspot companies');
  return directory.accounts.hubspot.map((copy) => companyObject(random, directory, copy));
}

export function hubspotContacts(directory: Directory): HubspotObject[] {
  return directory.contacts.hubspot.map((copy) => contactObject(directory, copy));
}
