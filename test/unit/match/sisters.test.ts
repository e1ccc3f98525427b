import { expect, it } from 'vitest';
import { matchAll } from '#src/core/match/match-all.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';

const TRADES = ['Foods', 'Travel', 'Dental', 'Logistics', 'Bakery', 'Realty'];
const stem = (group: number) =>
  `${'BDFGKLMNPRST'[group % 12]}${'aeiou'[group % 5]}${'lmnrst'[group % 6]}${'aeiou'[(group * 3) % 5]}${'dgkvz'[Math.floor(group / 7) % 5]}${'aeio'[Math.floor(group / 35) % 4]}n`;

/** One of four companies of a group, in its building, on its site and telephone. */
function sister(at: number): Record<string, string> {
  const group = Math.floor(at / 4);
  return {
    name: `${stem(group)} ${TRADES[((at % 4) + group) % TRADES.length]}`,
    website: `${stem(group)}${group}.com`.toLowerCase(),
    phone: `0113 49${String(60_000 + group * 37)}`,
    street: `${1 + group} Mill Lane`,
    city: 'Leeds',
    postal_code: `LS${1 + (group % 9)} ${1 + (group % 9)}AB`,
  };
}

const clusters = (rows: readonly Record<string, string>[]): number[] => [
  ...matchAll(
    'account',
    rows.map((row, at) => ({ id: String(at), standardised: standardise('account', row) })),
  ).clusterOf,
];

it.each([
  ['that lack something', { postal_code: '' }],
  ['that are equal', {}],
])(
  'companies of a group that differ in a word of their own stay apart, and copies %s come together',
  (_, lacks) => {
    const companies = Array.from({ length: 480 }, (_each, at) => sister(at));
    const copies = companies.filter((_each, at) => at % 10 === 0).map((each) => ({ ...each, ...lacks }));
    const clusterOf = clusters([...companies, ...copies]);
    expect(new Set(clusterOf.slice(0, 480)).size).toBe(480);
    expect(clusterOf.slice(480)).toEqual(clusterOf.slice(0, 480).filter((_each, at) => at % 10 === 0));
  },
  60_000,
);

/** A company in a building of its own. */
function alone(at: number): Record<string, string> {
  return {
    name: `${stem(at)}${'bdgkz'[at % 5]} ${TRADES[at % TRADES.length]}`,
    phone: `0117 49${String(60_000 + at * 37)}`,
    street: `${1 + at} Station Road`,
    city: 'Derby',
    postal_code: `DE${1 + (at % 9)} ${1 + (at % 9)}QT`,
  };
}

/** The same under a name that has its first word and another one. */
const withOwnWord = (company: Record<string, string>, at: number): Record<string, string> => ({
  ...company,
  name: `${company['name']?.split(' ')[0]} ${TRADES[(at + 1) % TRADES.length]}`,
});

const COMPANIES = Array.from({ length: 300 }, (_each, at) => alone(at));

it('a few sisters stay apart where the names of one company hardly vary', () => {
  const copies = COMPANIES.slice(0, 150).map((each, at) => (at % 2 === 0 ? each : { ...each, phone: '' }));
  const sisters = COMPANIES.slice(150, 180).map((each, at) => ({
    ...withOwnWord(each, 150 + at),
    phone: '',
  }));
  const found = clusters([...COMPANIES, ...copies, ...sisters]);
  expect(found.slice(300, 450)).toEqual(found.slice(0, 150));
  expect(new Set([...found.slice(0, 300), ...found.slice(450)]).size).toBe(330);
}, 60_000);

it('names with words of their own are of one company where its names vary as much otherwise', () => {
  const copies = COMPANIES.slice(0, 150).map((each, at) => {
    if (at % 5 === 0) return withOwnWord(each, at);
    return at % 5 < 3 ? { ...each, name: `${each['name']} Centre` } : each;
  });
  const found = clusters([...COMPANIES, ...copies]);
  const isFound = (at: number) => found[300 + at] === found[at];
  const [further, near] = [0, 1].map((own) => [...copies.keys()].filter((at) => Math.sign(at % 5) === own));
  expect(near?.every(isFound)).toBe(true);
  // Some share too little with what they are spellings of.
  expect(further?.filter(isFound).length).toBeGreaterThan(15);
}, 60_000);
