import { beforeAll, describe, expect, it } from 'vitest';
import { comparePair } from '#src/core/match/compare-pair.ts';
import { emptyKinSums, improveKinships } from '#src/core/match/estimate-kin.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import { kinshipsOf } from '#src/core/match/kinships.ts';
import type { MatchModel } from '#src/core/match/model.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';

const FIRST = [
  'Ada',
  'Bruno',
  'Celia',
  'Dario',
  'Edith',
  'Fabian',
  'Greta',
  'Hector',
  'Irene',
  'Jonas',
  'Karla',
];
const LAST = [
  'Abel',
  'Brook',
  'Carver',
  'Dyson',
  'Ember',
  'Foster',
  'Garner',
  'Hobart',
  'Ingram',
  'Jessop',
  'Keeler',
  'Lomax',
  'Mercer',
];
const FIRMS = 20;
const STAFF = 24;

const own = (first: string, last: string, firm: number) => `${first}.${last}@firm${firm}.com`.toLowerCase();
/** Somebody of a firm, whose one telephone all have; a third writes from its mailbox. */
function colleague(firm: number, number: number): Record<string, string> {
  const first_name = FIRST[(number * 5 + firm) % FIRST.length] as string;
  const last_name = LAST[(number * 7 + firm * 3) % LAST.length] as string;
  const email = number % 3 === 0 ? `info@firm${firm}.com` : own(first_name, last_name, firm);
  return { first_name, last_name, email, phone: `0113 496 ${1000 + firm}`, company: `Firm${firm} Tiles` };
}

let model: MatchModel;
beforeAll(() => {
  const staff = Array.from({ length: FIRMS * STAFF }, (_, at) =>
    colleague(at % FIRMS, Math.floor(at / FIRMS)),
  );
  // One in twelve is there twice.
  const rows = [...staff, ...staff.filter((_, at) => at % 12 === 0).map((each) => ({ ...each, phone: '' }))];
  model = estimateModel(
    'contact',
    rows.map((row, at) => ({ id: String(at), standardised: standardise('contact', row) })),
  );
}, 60_000);

const weigh = (left: Record<string, string>, right: Record<string, string>) =>
  comparePair(model, standardise('contact', left), standardise('contact', right));
const office = { phone: '0113 496 1003', company: 'Firm3 Tiles' };

describe('colleagues', () => {
  it('are not one person because they have a given name in common', () => {
    const left = { ...office, first_name: 'Ada', last_name: 'Brook', email: own('Ada', 'Brook', 3) };
    expect(weigh(left, { ...office, first_name: 'Ada', last_name: 'Mercer' }).decision).toBe('no');
  });

  it('are not one person because they write from the mailbox of the company', () => {
    const email = 'info@firm3.com';
    const found = weigh(
      { ...office, email, first_name: 'Ada', last_name: 'Brook' },
      { ...office, email, first_name: 'Greta', last_name: 'Mercer' },
    );
    expect(found).toMatchObject({ decision: 'no', relation: { kind: 'colleagues' } });
    expect(
      weigh({ ...office, email, last_name: 'Brook' }, { ...office, email, last_name: 'Mercer' }).decision,
    ).toBe('no');
  });

  it('are one where both names agree', () => {
    const person = { ...office, email: own('Ada', 'Brook', 3), first_name: 'Ada', last_name: 'Brook' };
    expect(weigh(person, { ...person, phone: '' }).decision).toBe('match');
  });

  it('may be met far more often than duplicates', () => {
    const sums = emptyKinSums(kinshipsOf('contact').length);
    sums.kin.fill(900);
    sums.matched.fill(10);
    const given = { sums, matches: -10, records: 1_000, isKnown: () => true };
    const odds = (linkOnly: boolean) =>
      Object.fromEntries(
        improveKinships({ type: 'contact', linkOnly }, given).map((kin) => [kin.name, kin.odds]),
      );
    expect(odds(false)['same company']).toBeGreaterThan(-6);
    expect(odds(true)['same company']).toBeLessThan(-10);
  });
});

it.each([
  ['info@acme.com', 'mailbox'],
  ['sales-uk@acme.co.uk', 'mailbox'],
  ['office2@acme.de', 'mailbox'],
  ['Vertrieb@Acme.de', 'mailbox'],
  ['info@gmail.com', 'email'],
  ['sales.jones@acme.com', 'email'],
  ['salesmith@acme.com', 'email'],
  ['ada.brook@acme.com', 'email'],
])('%s is kept as %s', (email, column) => {
  expect(standardise('contact', { email })).toEqual({ [column]: email.toLowerCase() });
});
