/** All records of all companies, over all systems. */
import { createRandom } from '../random.ts';
import type { Company } from '../truth/company.ts';
import { SYSTEMS } from '../truth/presence.ts';
import { type AccountCopy, drawAccountCopy } from './account-copy.ts';
import { ensureAccountEvidence } from './account-evidence.ts';

/** Index of the result = index of the company. */
export function observeCompanies(seed: number, companies: readonly Company[]): AccountCopy[][] {
  const random = createRandom(seed, 'account copies');
  return companies.map((company) => {
    const copies = SYSTEMS.flatMap((system) =>
      Array.from({ length: company.presence[system] }, () => drawAccountCopy(random, company, system)),
    );
    const shuffled = random.shuffle(copies);
    ensureAccountEvidence(random, shuffled);
    return shuffled;
  });
}
