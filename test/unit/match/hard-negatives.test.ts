import { beforeAll, describe, expect, it } from 'vitest';
import { comparePair } from '#src/core/match/compare-pair.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import type { MatchModel } from '#src/core/match/model.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';
import { generatedRecords } from '../../support/match-records.ts';

let accounts: MatchModel;
let contacts: MatchModel;
beforeAll(() => {
  accounts = estimateModel('account', generatedRecords('account', 300));
  contacts = estimateModel('contact', generatedRecords('contact', 300));
});

type Values = Record<string, string>;
const account = (left: Values, right: Values) =>
  comparePair(accounts, standardise('account', left), standardise('account', right));
const contact = (left: Values, right: Values) =>
  comparePair(contacts, standardise('contact', left), standardise('contact', right));
const office = { street: '12 Ferry Road', city: 'Leeds', postal_code: 'LS1 4DY', country: 'GB' };

describe('never merged', () => {
  it('a branch in another city', () => {
    const firm = { name: 'Kestrelway Tiles Ltd', website: 'kestrelwaytiles.co.uk' };
    const branch = {
      ...firm,
      phone: '0131 496 0000',
      street: '3 Mound Place',
      city: 'Edinburgh',
      postal_code: 'EH1 2LX',
      country: 'GB',
    };
    expect(account({ ...firm, ...office, phone: '0113 496 0000' }, branch).decision).not.toBe('match');
  });

  it('a branch, whose relation is told', () => {
    const firm = { name: 'Kestrelway Tiles Ltd', website: 'kestrelwaytiles.co.uk' };
    const branch = {
      ...firm,
      street: '3 Mound Place',
      city: 'Edinburgh',
      postal_code: 'EH1 2LX',
      country: 'GB',
    };
    expect(account({ ...firm, ...office }, branch).relation?.kind).toMatch(/branch|same-group/);
  });

  it('sister companies in one building', () => {
    const left = {
      name: 'Ordane Group plc',
      website: 'ordane-group.co.uk',
      phone: '0113 496 0001',
      ...office,
    };
    const right = {
      name: 'Ordane Clinics Ltd',
      website: 'ordaneclinics.com',
      phone: '0113 496 0777',
      ...office,
    };
    expect(account(left, right).decision).not.toBe('match');
  });

  it('a company and its leasing company, whose relation is told', () => {
    const firm = { name: 'Kestrelway Tiles Ltd', website: 'kestrelwaytiles.co.uk', ...office };
    const pair = account(firm, { ...firm, name: 'Kestrelway Tiles Leasing Ltd' });
    expect(pair.decision).not.toBe('match');
    expect(pair.relation?.kind).toBe('subsidiary');
  });

  it('two houses of one chain that only a number tells apart', () => {
    const chain = { website: 'kestrelwaytiles.co.uk', city: 'Leeds', country: 'GB' };
    const pair = account(
      { ...chain, name: 'Kestrelway Tiles 12' },
      { ...chain, name: 'Kestrelway Tiles 14' },
    );
    expect(pair.decision).not.toBe('match');
  });

  it('two companies with different registration ids, however alike', () => {
    const firm = { name: 'Kestrelway Tiles Ltd', website: 'kestrelwaytiles.co.uk', ...office };
    const pair = account({ ...firm, company_number: '01234567' }, { ...firm, company_number: '07654321' });
    expect(pair).toMatchObject({ decision: 'no', forbidden: expect.any(String) });
  });

  it('father and son', () => {
    const smith = { first_name: 'Robert', last_name: 'Smithers', phone: '0113 496 0002', ...office };
    expect(contact({ ...smith, suffix: 'Sr' }, { ...smith, suffix: 'Jr' }).decision).toBe('no');
  });

  it('a couple in one household', () => {
    const home = { last_name: 'Smithers', phone: '0113 496 0002', ...office };
    expect(contact({ ...home, first_name: 'Robert' }, { ...home, first_name: 'Agnes' }).decision).not.toBe(
      'match',
    );
  });

  it('two people who share a role address and a switchboard', () => {
    const desk = { email: 'info@kestrelwaytiles.co.uk', phone: '0113 496 0000', company: 'Kestrelway Tiles' };
    expect(
      contact({ ...desk, name: 'Robert Smithers' }, { ...desk, name: 'Agnes Whitlock' }).decision,
    ).not.toBe('match');
  });
});

describe('merged', () => {
  it('one company, its name and address written differently', () => {
    const left = {
      name: 'Kestrelway Tiles Limited',
      website: 'www.kestrelwaytiles.co.uk',
      phone: '+44 113 496 0000',
      ...office,
    };
    const right = {
      name: 'KESTRELWAY TILES LTD.',
      email: 'hello@kestrelwaytiles.co.uk',
      phone: '0113 496 0000',
      street: '12 Ferry Rd.',
      city: 'Leeds',
    };
    expect(account(left, right).decision).toBe('match');
  });

  it('companies with the same registration id', () => {
    const left = { name: 'Kestrelway Tiles', country: 'GB', company_number: '01234567' };
    expect(account(left, { name: 'KWT Holdings', country: 'UK', company_number: '01234567' })).toMatchObject({
      decision: 'match',
      linked: expect.any(String),
    });
  });

  it('one person by nickname, at the same desk', () => {
    const left = {
      name: 'Robert Smithers',
      email: 'r.smithers@kestrelwaytiles.co.uk',
      phone: '0113 496 0002',
    };
    const right = {
      name: 'Smithers, Bob',
      email: 'r.smithers@kestrelwaytiles.co.uk',
      company: 'Kestrelway Tiles',
    };
    expect(contact(left, right).decision).toBe('match');
  });
});

it('explains a weight: prior, features and correction make the total', () => {
  const pair = account({ name: 'Kestrelway Tiles', ...office }, { name: 'Kestrelway Tile', ...office });
  const sum = pair.features.reduce((total, each) => total + each.weight, pair.prior) + pair.correction;
  expect(sum).toBeCloseTo(pair.weight, 9);
  for (const each of pair.features) expect(Math.log2(each.m / each.u)).toBeGreaterThan(-40);
});
