import { beforeAll, describe, expect, it } from 'vitest';
import { accountEvidence, contactEvidence, withCollective } from '#src/core/match/collective.ts';
import { comparePair } from '#src/core/match/compare-pair.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';
import type { GoldenType } from '#src/core/model/entity.ts';
import { type LabelledRecord, pairScore } from '../../support/match-records.ts';
import { matchTwoRounds, type TwoRounds } from '../../support/told-records.ts';

/** As exports are that hold little: half the people without an address of any kind, companies with hardly more than a name. */
let world: TwoRounds;
beforeAll(() => {
  world = matchTwoRounds(400, (type, record, index) => {
    const kept = type === 'account' ? ['name', 'form', 'city', 'country'] : ['first', 'last', 'title'];
    if (index % 2 === 0) return record;
    const columns = Object.entries(record.standardised).filter(([column]) => kept.includes(column));
    return { ...record, standardised: Object.fromEntries(columns) };
  });
});

type Values = Record<string, string>;
/** `told`: first-round clusters with their classes. */
const compared = (type: GoldenType, told: string, [left, right]: [Values, Values]) =>
  comparePair(
    world[type].second.model,
    withCollective(type, standardise(type, left), told),
    withCollective(type, standardise(type, right), told),
  );
const office = { street: '12 Ferry Road', city: 'Leeds', postal_code: 'LS1 4DY', country: 'GB' };

describe('accounts that share a contact', () => {
  const SHARED = 'crm/contact/1~0';

  it('stay apart as branches of a franchise', () => {
    const firm = { name: 'Kestrelway Tiles Ltd', website: 'kestrelwaytiles.co.uk' };
    const branch = { ...firm, street: '3 Mound Place', city: 'Edinburgh', postal_code: 'EH1 2LX' };
    const pair = compared('account', SHARED, [
      { ...firm, ...office, phone: '0113 496 0000' },
      { ...branch, country: 'GB', phone: '0131 496 0000' },
    ]);
    expect(pair.decision).not.toBe('match');
    expect(pair.relation?.kind).toMatch(/branch|same-group/);
  });

  it('stay apart as parent and subsidiary with one director', () => {
    const parent = { name: 'Ordane Group plc', website: 'ordane-group.co.uk', phone: '0113 496 0001' };
    const child = { name: 'Ordane Clinics Ltd', website: 'ordaneclinics.com', phone: '0113 496 0777' };
    expect(
      compared('account', SHARED, [
        { ...parent, ...office },
        { ...child, ...office },
      ]).decision,
    ).not.toBe('match');
  });

  it('stay apart as strangers with one consultant', () => {
    const left = { name: 'Kestrelway Tiles Ltd', country: 'GB', city: 'Leeds' };
    const right = { name: 'Obsidian Dental Partners', country: 'GB', city: 'Leeds' };
    expect(compared('account', SHARED, [left, right]).decision).toBe('no');
  });

  it('are no more one than before as a department and its organisation', () => {
    const whole = { name: 'University of Leeds', website: 'leeds.ac.uk', city: 'Leeds', country: 'GB' };
    const part = { name: 'School of Dentistry', website: 'leeds.ac.uk', city: 'Leeds', country: 'GB' };
    const [before, after] = ['', SHARED].map((told) => compared('account', told, [whole, part]).weight);
    expect(after).toBeLessThan((before ?? 0) + 0.5);
  });

  it('come together where a name alone would not have done', () => {
    const pair: [Values, Values] = [
      { name: 'Kestrelway Tiles Ltd', city: 'Leeds', country: 'GB' },
      { name: 'Kestrelway Tile', country: 'GB' },
    ];
    expect(compared('account', '', pair).decision).not.toBe('match');
    expect(compared('account', SHARED, pair).decision).toBe('match');
  });
});

describe('contacts of one account', () => {
  const [SMALL, GREAT] = ['crm/account/1~0', 'crm/account/1~4'];
  const smith: Values = { first_name: 'Robert', last_name: 'Smithers' };

  it('come together by a common name in a small one, and stay namesakes in a great one', () => {
    const { records, model } = world.contact.second;
    const namesake = { first: mostCommon(records, 'first'), last: mostCommon(records, 'last') };
    const weigh = (told: string) => {
      const record = withCollective('contact', namesake, told);
      return comparePair(model, record, record).decision === 'match';
    };
    expect([weigh(''), weigh(GREAT), weigh(SMALL)]).toEqual([false, false, true]);
  });

  it('stay apart as a family', () => {
    const pair = compared('contact', SMALL, [smith, { ...smith, first_name: 'Agnes' }]);
    expect(pair.decision).not.toBe('match');
  });

  it('stay apart as colleagues at one desk', () => {
    const desk = { phone: '0113 496 0000', email: 'info@kestrelwaytiles.co.uk' };
    const other = { first_name: 'Agnes', last_name: 'Whitlock', ...desk };
    expect(compared('contact', SMALL, [{ ...smith, ...desk }, other]).decision).not.toBe('match');
  });
});

function mostCommon(records: readonly LabelledRecord[], column: string): string {
  const held = Map.groupBy(records, ({ standardised }) => standardised[column] ?? '');
  held.delete('');
  return [...held].reduce((most, each) => (each[1].length > most[1].length ? each : most))[0];
}

describe('the second round', () => {
  it('finds clearly more in thin data, and is not less precise', () => {
    for (const type of ['account', 'contact'] as const) {
      const { first, second } = world[type];
      const entityOf = new Map(first.records.map(({ id, entity }) => [id, entity]));
      const [before, after] = [pairScore(first.clusters, entityOf), pairScore(second.clusters, entityOf)];
      expect(after.recall).toBeGreaterThan(before.recall + (type === 'contact' ? 0.03 : 0.01));
      expect(after.precision).toBeGreaterThan(before.precision - 0.003);
    }
  });

  it('weighs a pair that nobody tells anything of as the first did', () => {
    for (const type of ['account', 'contact'] as const) {
      const { first, second } = world[type];
      for (let index = 1; index < 200; index++) {
        const [left, right] = [first.records[index - 1], first.records[index]];
        const weigh = (model: typeof first.model) =>
          comparePair(model, left?.standardised ?? {}, right?.standardised ?? {}).weight;
        expect(weigh(second.model)).toBe(weigh(first.model));
      }
    }
  });
});

describe('what the other type tells', () => {
  const contact = (key: string, account: string | null, cluster = key) => ({ key, account, cluster });
  const account = (key: string, cluster = key) => ({ key, account: key, cluster });

  it('is the cluster of a contact’s account, with how many refer to it as a power of four', () => {
    const contacts = Array.from({ length: 5 }, (_, index) => contact(`c${index}`, index < 4 ? 'a1' : 'a2'));
    const told = accountEvidence([account('a1', 'a1'), account('a2', 'a1'), account('a3')], contacts);
    expect(told.get('c0')).toBe('a1~1');
    expect(told.get('c4')).toBe('a1~1');
    expect(accountEvidence([account('a3')], contacts).size).toBe(0);
  });

  it('is nothing where more than a thousand contacts belong to one account', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => contact(`c${index}`, 'a1', `c${index >> 1}`));
    expect(accountEvidence([account('a1')], many(1_000)).get('c7')).toBe('a1~4');
    expect(accountEvidence([account('a1')], many(1_001)).size).toBe(0);
    const shared = contact('d', 'a2', 'c0');
    const both = [account('a1'), account('a2')];
    expect(contactEvidence(both, [...many(1_000), shared]).get('a1')).toBe('c0~0');
    expect(contactEvidence(both, [...many(1_001), shared]).has('a1')).toBe(false);
  });

  it('is, of an account’s contacts, those whom other accounts share, and not too many of these', () => {
    const contacts = [contact('c1', 'a1'), contact('c2', 'a1', 'c2'), contact('c3', 'a2', 'c2')];
    const told = contactEvidence([account('a1'), account('a2'), account('a3')], contacts);
    expect(told).toEqual(
      new Map([
        ['a1', 'c2~0'],
        ['a2', 'c2~0'],
      ]),
    );
    const everywhere = Array.from({ length: 65 }, (_, index) => contact(`d${index}`, `b${index}`, 'd0'));
    const accounts = everywhere.map((_, index) => account(`b${index}`));
    expect(contactEvidence(accounts, everywhere.slice(0, 64)).get('b0')).toBe('d0~3');
    expect(contactEvidence(accounts, everywhere).size).toBe(0);
  });
});
