import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Member } from '#src/core/merge/candidate.ts';
import { mergeMembers } from '#src/core/merge/merge.ts';
import { SurvivorshipConfig } from '#src/core/merge/policy.ts';

const AMOUNTS = ['credit_limit', 'annual_revenue'] as const;
const amount = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
const record = fc.record({
  currency: fc.option(fc.constantFrom('EUR', 'USD', 'JPY'), { nil: undefined }),
  credit_limit: amount,
  annual_revenue: amount,
});
const members = fc.array(
  fc.record({ record, trust: fc.integer({ min: 0, max: 2 }), modifiedAtMs: fc.integer({ min: 0, max: 2 }) }),
  { minLength: 1, maxLength: 5 },
);
const POLICIES = [
  {},
  { annual_revenue: ['max'] },
  { currency: ['frequency'] },
  { currency: { follow: 'annual_revenue' } },
];

/** No amount comes without a currency: the mapping refuses it. */
function membersOf(drawn: readonly Omit<Member, 'key' | 'connection'>[]): Member[] {
  return drawn.map(({ record: { currency, ...amounts }, ...rest }, at) => ({
    ...{ key: `c/account/${at}`, connection: 'c', ...rest },
    record: { ...(currency === undefined ? {} : { currency, ...defined(amounts) }) },
  }));
}

function defined(record: Member['record']): Member['record'] {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

it('survive with their currency, out of a member that holds both, if any is known', () => {
  fc.assert(
    fc.property(members, fc.constantFrom(...POLICIES), (drawn, account) => {
      const all = membersOf(drawn as unknown as Omit<Member, 'key' | 'connection'>[]);
      const { values, provenance } = mergeMembers('account', all, SurvivorshipConfig.parse({ account }));
      for (const field of AMOUNTS) {
        const known = all.filter(({ record: held }) => held[field] !== undefined);
        if (values[field] === undefined) {
          expect(known.every(({ record: held }) => held['currency'] !== values['currency'])).toBe(true);
          continue;
        }
        const from = known.find(({ key }) => key === provenance[field]?.from);
        expect(from?.record).toMatchObject({ [field]: values[field], currency: values['currency'] });
      }
      const isFollowed = typeof account.currency !== 'object' || !Array.isArray(account.currency);
      if (isFollowed && all.some(({ record: held }) => AMOUNTS.some((field) => held[field] !== undefined)))
        expect(AMOUNTS.some((field) => values[field] !== undefined)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
