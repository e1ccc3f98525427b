import { describe, expect, it } from 'vitest';
import type { Member } from '#src/core/merge/candidate.ts';
import { mergeMembers } from '#src/core/merge/merge.ts';
import { SurvivorshipConfig } from '#src/core/merge/policy.ts';

const defaults = SurvivorshipConfig.parse({});

function member(key: string, record: Member['record'], over: Partial<Member> = {}): Member {
  return { key, connection: key.split('/')[0] ?? '', trust: 10, modifiedAtMs: 0, record, ...over };
}

describe('mergeMembers', () => {
  it('takes ids from the most trusted connection, whatever is newer', () => {
    const { values, provenance } = mergeMembers(
      'account',
      [
        member('crm/account/1', { vat_id: 'DE1' }, { trust: 20, modifiedAtMs: 9 }),
        member('erp/customer/2', { vat_id: 'DE2' }, { trust: 10, modifiedAtMs: 1 }),
      ],
      defaults,
    );
    expect(values['vat_id']).toBe('DE2');
    expect(provenance['vat_id']).toEqual({
      from: 'erp/customer/2',
      rule: 'trust',
      losers: [{ from: 'crm/account/1', value: 'DE1' }],
    });
  });

  it('takes contact data from the record that changed last', () => {
    const { values } = mergeMembers(
      'account',
      [
        member('a/account/1', { phone: 'old' }, { trust: 1, modifiedAtMs: 1 }),
        member('b/account/2', { phone: 'new' }, { trust: 2, modifiedAtMs: 2 }),
      ],
      defaults,
    );
    expect(values['phone']).toBe('new');
  });

  it('never mixes the addresses of two records', () => {
    const { values } = mergeMembers(
      'account',
      [
        member('a/account/1', { street: 'Main St 1', city: 'Leeds' }, { modifiedAtMs: 2 }),
        member('b/account/2', { street: 'Elm St 9', city: 'York', postal_code: 'YO1' }, { modifiedAtMs: 1 }),
      ],
      defaults,
    );
    expect(values).toMatchObject({ street: 'Main St 1', city: 'Leeds' });
    expect(values).not.toHaveProperty('postal_code');
  });

  it('never shows an amount in the currency of another record', () => {
    const erp = member('erp/customer/1', { credit_limit: 5_000, currency: 'EUR' }, { trust: 1 });
    const crm = member('crm/account/2', { annual_revenue: 7_000, currency: 'EUR' }, { trust: 3 });
    const register = member('reg/company/3', { annual_revenue: 9_000, currency: 'USD' }, { trust: 2 });
    expect(mergeMembers('account', [erp, crm, register], defaults).values).toEqual({
      ...{ credit_limit: 5_000, annual_revenue: 7_000, currency: 'EUR' },
    });
    expect(mergeMembers('account', [erp, register], defaults).values).toEqual({
      ...{ credit_limit: 5_000, currency: 'EUR' },
    });
    expect(mergeMembers('account', [crm, register], defaults)).toMatchObject({
      values: { annual_revenue: 9_000, currency: 'USD' },
      provenance: { currency: { from: 'reg/company/3', rule: 'follow annual_revenue' } },
    });
  });

  it('keeps an address of which nobody knows the street', () => {
    const { values } = mergeMembers('account', [member('a/account/1', { city: 'Leeds' })], defaults);
    expect(values['city']).toBe('Leeds');
  });

  it('never lets an empty value win', () => {
    const { values } = mergeMembers(
      'contact',
      [
        member('a/contact/1', { title: '', phone: null, emails: [] }, { modifiedAtMs: 9 }),
        member('b/contact/2', { title: 'CFO', phone: '1', emails: ['x@y.z'] }, { modifiedAtMs: 1 }),
      ],
      defaults,
    );
    expect(values).toMatchObject({ title: 'CFO', phone: '1', emails: ['x@y.z'] });
  });

  it('puts the domains of all members together, once each', () => {
    const { values } = mergeMembers(
      'account',
      [member('a/account/1', { domains: ['b.com', 'a.com'] }), member('b/account/2', { domains: ['b.com'] })],
      defaults,
    );
    expect(values['domains']).toEqual(['a.com', 'b.com']);
  });

  it('does not carry over references, which name records of one connection only', () => {
    const { values } = mergeMembers(
      'contact',
      [member('a/contact/1', { account: '001', owner: '005' })],
      defaults,
    );
    expect(values).toEqual({});
  });

  it('obeys the configured chain of rules', () => {
    const config = SurvivorshipConfig.parse({ account: { name: ['longest'] } });
    const members = [
      member('a/account/1', { name: 'Acme' }),
      member('b/account/2', { name: 'Acme Incorporated' }),
    ];
    expect(mergeMembers('account', members, config).values['name']).toBe('Acme Incorporated');
  });

  it('decides a full tie by the smallest key, whatever the order', () => {
    const members = [member('b/account/2', { fax: '2' }), member('a/account/1', { fax: '1' })];
    expect(mergeMembers('account', members, defaults)).toEqual(
      mergeMembers('account', members.toReversed(), defaults),
    );
    expect(mergeMembers('account', members, defaults).provenance['fax']?.rule).toBe('smallest key');
  });
});
