import type { HubspotAssociationSeed, HubspotObject } from '../../seed.ts';
import { iso } from '../instant.ts';
import { createRandom } from '../random.ts';
import { type Deal, drawDeals } from '../revenue/deals.ts';
import { CURRENCIES, unitsOf } from '../truth/country.ts';
import type { Directory } from './directory.ts';
import { ownerOf } from './staff.ts';

/** Stage ids of HubSpot's default deal pipeline. */
const STAGES: Readonly<Record<Deal['stage'], string>> = {
  early: 'appointmentscheduled',
  middle: 'presentationscheduled',
  late: 'contractsent',
  won: 'closedwon',
  lost: 'closedlost',
};

/** Deals as a HubSpot portal with several currencies holds them. */
export function hubspotDeals(seed: number, directory: Directory): HubspotObject[] {
  const random = createRandom(seed, 'hubspot deals');
  return drawDeals(random, directory.accounts.hubspot).map((deal, n) => {
    const contact = directory.contactsOf(deal.account)[0];
    const associations: HubspotAssociationSeed[] = [
      { to: 'companies', id: directory.idOf(deal.account), typeIds: [341, 5] },
      ...(contact === undefined ? [] : [{ to: 'contacts', id: directory.idOf(contact), typeIds: [3] }]),
    ];
    const { country } = deal.account.company;
    return {
      id: String(31_880_402_011 + n * 29),
      properties: {
        dealname: deal.name,
        amount: deal.amount === null ? null : String(deal.amount * unitsOf(country)),
        deal_currency_code: CURRENCIES[country],
        pipeline: 'default',
        dealstage: STAGES[deal.stage],
        closedate: iso(deal.closesAt),
        hs_is_closed: String(deal.stage === 'won' || deal.stage === 'lost'),
        hs_is_closed_won: String(deal.stage === 'won'),
        hubspot_owner_id: ownerOf(deal.account.company.index).hubspotId,
        createdate: iso(deal.createdAt),
      },
      createdAt: iso(deal.createdAt),
      updatedAt: iso(deal.updatedAt),
      associations,
    };
  });
}
