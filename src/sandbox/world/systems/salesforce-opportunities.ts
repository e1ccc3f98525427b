import type { SObject } from '../../seed.ts';
import { iso, isoDay } from '../instant.ts';
import { createRandom } from '../random.ts';
import { type Deal, drawDeals } from '../revenue/deals.ts';
import type { Directory } from './directory.ts';
import { salesforceId } from './salesforce-id.ts';
import { ownerOf } from './staff.ts';

const STAGES: Readonly<Record<Deal['stage'], readonly [name: string, probability: number]>> = {
  early: ['Prospecting', 10],
  middle: ['Value Proposition', 50],
  late: ['Negotiation/Review', 90],
  won: ['Closed Won', 100],
  lost: ['Closed Lost', 0],
};

/** Opportunities as a Salesforce org with one currency holds them. */
export function salesforceOpportunities(seed: number, directory: Directory): SObject[] {
  const random = createRandom(seed, 'salesforce opportunities');
  return drawDeals(random, directory.accounts.salesforce).map((deal, n) => {
    const [stage, probability] = STAGES[deal.stage];
    return {
      Id: salesforceId('Opportunity', n + 1),
      Name: deal.name,
      AccountId: directory.idOf(deal.account),
      StageName: stage,
      Amount: deal.amount,
      Probability: probability,
      CloseDate: isoDay(deal.closesAt),
      IsClosed: deal.stage === 'won' || deal.stage === 'lost',
      IsWon: deal.stage === 'won',
      OwnerId: ownerOf(deal.account.company.index).salesforceId,
      CreatedDate: iso(deal.createdAt),
      LastModifiedDate: iso(deal.updatedAt),
      SystemModstamp: iso(deal.updatedAt),
    };
  });
}
