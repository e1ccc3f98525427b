import { beforeAll, expect, it } from 'vitest';
import { comparePair } from '#src/core/match/compare-pair.ts';
import { edgesOf } from '#src/core/match/components.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import { matchAll } from '#src/core/match/match-all.ts';
import type { MatchModel } from '#src/core/match/model.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';
import { generatedRecords } from '../../support/match-records.ts';

/** Companies, forty of which are in one city, and eight of these say so. */
function inOneCity(entities: number) {
  return generatedRecords('account', entities).map((record, at) => {
    if (at >= 40) return record;
    const { standardised } = record;
    const name = at < 8 ? `${standardised['name']} leeds` : standardised['name'];
    return { ...record, standardised: { ...standardised, name, city: 'leeds' } as typeof standardised };
  });
}

let model: MatchModel;
beforeAll(() => {
  model = estimateModel('account', inOneCity(300));
}, 60_000);

const weigh = (left: Record<string, string>, right: Record<string, string>) =>
  comparePair(model, standardise('account', left), standardise('account', right));
const twice = (record: Record<string, string>) => weigh(record, record).weight;

it('the city says nothing more of companies that are named after it', () => {
  expect(twice({ name: 'Leeds Law Chambers', city: 'Leeds' })).toBeCloseTo(
    twice({ name: 'Leeds Law Chambers' }),
    9,
  );
  expect(twice({ name: 'Ordane Law Chambers', city: 'Leeds' })).toBeGreaterThan(
    twice({ name: 'Ordane Law Chambers' }) + 1,
  );
});

it('whichever of the two names is written apart', () => {
  const [left, right] = [
    { name: 'Leeds Law Chambers', city: 'Leeds' },
    { name: 'LeedsLaw Chambers', city: 'Leeds' },
  ];
  expect(weigh(left, right).weight).toBe(weigh(right, left).weight);
  expect(weigh(left, right).features.map(({ feature }) => feature)).not.toContain('city');
});

/** By how much the weight of two names grows with a city that both are in. */
const worthOfCity = (left: string, right: string) =>
  weigh({ name: left, city: 'Leeds' }, { name: right, city: 'Leeds' }).weight -
  weigh({ name: left }, { name: right }).weight;

it.each([
  ['Leeds Chambers', 'Leeds Brokers'],
  ['Leeds Engineering Chambers', 'Leeds Engineering Brokers'],
])('nor of %s and %s, which share nothing rarer', (left, right) => {
  expect(worthOfCity(left, right)).toBeCloseTo(0, 9);
  expect(worthOfCity(right, left)).toBeCloseTo(0, 9);
});

it.each([
  ['Leeds Ordane Chambers', 'Ordane Chambers'],
  ['Leeds Ordane Chambers', 'Leeds Ordane'],
])('but it counts as ever for %s and %s', (left, right) => {
  expect(worthOfCity(left, right)).toBeGreaterThan(1);
  expect(worthOfCity(right, left)).toBe(worthOfCity(left, right));
});

it('nor does a file of a few companies say more of the city', () => {
  const rows = [
    { name: 'Omaha Pizza', city: 'Omaha', phone: '402-555-0101' },
    { name: 'Omaha Roofing', city: 'Omaha', phone: '402-555-0102' },
    { name: 'Omaha Piza', city: 'Omaha', phone: '(402) 555-0101' },
    { name: 'Denver Law Group', city: 'Denver' },
    { name: 'Denver Dental', city: 'Denver' },
    { name: 'Jarrow Plastics Ltd', city: 'Leeds', phone: '0113 4960000' },
    { name: 'Jarrow Group Ltd', city: 'Leeds', phone: '0113 4960000' },
  ];
  const { clusterOf } = matchAll(
    'account',
    rows.map((row, at) => ({ id: String(at), standardised: standardise('account', row) })),
  );
  expect(clusterOf[2]).toBe(clusterOf[0]);
  expect(clusterOf[1]).not.toBe(clusterOf[0]);
});

it('another city counts as ever', () => {
  const left = { name: 'Leeds Law Chambers', city: 'Leeds' };
  expect(weigh(left, { ...left, city: 'Hull' }).weight).toBeLessThan(
    twice({ name: 'Leeds Law Chambers' }) - 2,
  );
});

it('a whole load weighs them as the pair by itself', () => {
  const named = Array.from({ length: 6 }, (_, at) => ({
    id: `named${at}`,
    standardised: standardise('account', {
      name: 'Leeds Law Chambers',
      city: 'Leeds',
      phone: '0113 496 0017',
      postal_code: at % 2 === 0 ? 'LS1 4DY' : 'LS1 4DX',
    }),
  }));
  const records = [...inOneCity(150), ...named];
  const { model: learned, corpus, pairs } = matchAll('account', records);
  const [a, b] = [corpus.nodeOfRecord[records.length - 2], corpus.nodeOfRecord[records.length - 1]];
  const found = edgesOf(pairs).find(
    ({ left, right }) => left === Math.min(a ?? 0, b ?? 0) && right === Math.max(a ?? 0, b ?? 0),
  );
  const [left, right] = [named[4]?.standardised ?? {}, named[5]?.standardised ?? {}];
  expect(found?.weight).toBe(comparePair(learned, left, right).weight);
});
