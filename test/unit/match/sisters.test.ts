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

it.each([
  ['that lack something', { postal_code: '' }],
  ['that are equal', {}],
])(
  'companies of a group that differ in a word of their own stay apart, and copies %s come together',
  (_, lacks) => {
    const companies = Array.from({ length: 480 }, (_each, at) => sister(at));
    const copies = companies.filter((_each, at) => at % 10 === 0).map((each) => ({ ...each, ...lacks }));
    const rows = [...companies, ...copies];
    const clusterOf = [
      ...matchAll(
        'account',
        rows.map((row, at) => ({ id: String(at), standardised: standardise('account', row) })),
      ).clusterOf,
    ];
    expect(new Set(clusterOf.slice(0, 480)).size).toBe(480);
    expect(clusterOf.slice(480)).toEqual(clusterOf.slice(0, 480).filter((_each, at) => at % 10 === 0));
  },
  60_000,
);
