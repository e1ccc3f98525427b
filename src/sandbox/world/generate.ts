/**
 * The sandbox's world. True companies and people are drawn first; every record in any system is an observation of one of
 * them, corrupted as life does. A pure function of its arguments: the same seed gives the same bytes.
 */
import type { World } from '../seed.ts';
import { AS_OF } from './instant.ts';
import { observeCompanies } from './observe/account-copies.ts';
import { observePeople } from './observe/contact-copies.ts';
import { createDirectory } from './systems/directory.ts';
import { erpFiles } from './systems/erp-files.ts';
import { firmographicsFile } from './systems/firmographics-file.ts';
import { hubspotCompanies, hubspotContacts, hubspotOwners } from './systems/hubspot-companies.ts';
import { hubspotDeals } from './systems/hubspot-deals.ts';
import { hubspotTickets } from './systems/hubspot-tickets.ts';
import { salesforceAccounts, salesforceContacts, salesforceUsers } from './systems/salesforce-accounts.ts';
import { salesforceCases } from './systems/salesforce-cases.ts';
import { salesforceOpportunities } from './systems/salesforce-opportunities.ts';
import { truthRows } from './systems/truth-rows.ts';
import { drawCompanies } from './truth/companies.ts';
import { drawPeople } from './truth/people.ts';

/** `accounts` is the number of true companies; 2,000 make about 9,000 account and contact records. */
export function generateWorld({ seed, accounts }: { seed: number; accounts: number }): World {
  const companies = drawCompanies(seed, accounts);
  const people = drawPeople(seed, companies);
  const accountCopies = observeCompanies(seed, companies);
  const directory = createDirectory(accountCopies, observePeople(seed, people, accountCopies));
  return {
    asOf: AS_OF,
    salesforce: {
      objects: {
        User: salesforceUsers(),
        Account: salesforceAccounts(seed, directory),
        Contact: salesforceContacts(seed, directory),
        Opportunity: salesforceOpportunities(seed, directory),
        ...salesforceCases(seed, directory),
      },
    },
    hubspot: {
      objects: {
        owners: hubspotOwners(),
        companies: hubspotCompanies(seed, directory),
        contacts: hubspotContacts(directory),
        deals: hubspotDeals(seed, directory),
        ...hubspotTickets(seed, directory),
      },
    },
    files: [firmographicsFile(seed, directory), ...erpFiles(seed, directory)],
    truth: truthRows(directory),
  };
}
