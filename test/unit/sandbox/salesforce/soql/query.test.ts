/** SOQL over a few rows, without HTTP. */
import { describe, expect, it } from 'vitest';
import { SandboxClock } from '#src/sandbox/clock.ts';
import { Org } from '#src/sandbox/salesforce/org.ts';
import { withSuffix } from '#src/sandbox/salesforce/record-id.ts';
import { execute } from '#src/sandbox/salesforce/soql/execute.ts';
import { parseSoql } from '#src/sandbox/salesforce/soql/parse.ts';
import type { JsonObject } from '#src/util/json.ts';

const id = (prefix: string, n: number) => withSuffix(`${prefix}gSB0${String(n).padStart(8, '0')}`);
const born = { CreatedDate: '2026-01-01T00:00:00Z' };
const accounts = [
  {
    Id: id('001', 1),
    Name: 'Alpha',
    BillingCity: 'Bonn',
    AnnualRevenue: 10,
    SystemModstamp: '2026-02-01T00:00:01Z',
    ...born,
  },
  { Id: id('001', 2), Name: 'beta 100%', AnnualRevenue: 30, SystemModstamp: '2026-02-01T00:00:02Z', ...born },
  {
    Id: id('001', 3),
    Name: "O'Hara \\ Sons",
    BillingCity: 'Aachen',
    SystemModstamp: '2026-02-01T00:00:02Z',
    ...born,
  },
  {
    Id: id('001', 4),
    Name: 'Delta_4',
    BillingCity: 'Bonn',
    AnnualRevenue: 20,
    SystemModstamp: '2026-02-01T00:00:03Z',
    ...born,
  },
];
const contacts = [
  {
    Id: id('003', 1),
    LastName: 'One',
    AccountId: id('001', 1),
    SystemModstamp: '2026-02-01T00:00:00Z',
    ...born,
  },
  {
    Id: id('003', 2),
    LastName: 'Two',
    AccountId: id('001', 1),
    SystemModstamp: '2026-02-01T00:00:00Z',
    ...born,
  },
  { Id: id('003', 3), LastName: 'Three', SystemModstamp: '2026-02-01T00:00:00Z', ...born },
];
const org = new Org(
  { objects: { Account: accounts, Contact: contacts } },
  new SandboxClock('2026-03-01T00:00:00Z'),
);

function query(soql: string): JsonObject[] {
  const result = execute(org, parseSoql(soql), { includeDeleted: false, version: '68.0' });
  return result.kind === 'rows' ? result.rows.map(result.project) : result.records;
}
const names = (where: string, rest = 'ORDER BY Id') =>
  query(`SELECT Name FROM Account WHERE ${where} ${rest}`).map((record) => String(record['Name'])[0]);
const numbers = (soql: string) => query(soql).map((record) => Number(String(record['Id']).slice(7, 15)));

describe('WHERE', () => {
  it.each([
    ["Name = 'ALPHA'", 'A'],
    ["Name LIKE '%a'", 'A'],
    ["Name LIKE 'beta 100\\%'", 'b'],
    ["Name LIKE 'Delta\\_%'", 'D'],
    ["Name = 'O\\'Hara \\\\ Sons'", 'O'],
    ['BillingCity = null', 'b'],
    ["BillingCity != 'Bonn'", 'bO'],
    ["BillingCity IN ('bonn', 'x')", 'AD'],
    ["BillingCity NOT IN ('Bonn')", 'bO'],
    ["NOT BillingCity = 'Bonn'", 'bO'],
    ["(BillingCity = 'Bonn' AND AnnualRevenue > 15) OR AnnualRevenue >= 30", 'bD'],
    ['AnnualRevenue < 15', 'A'],
    [`Id = '${accounts[1]?.Id.slice(0, 15)}'`, 'b'],
    ['SystemModstamp > 2026-02-01T01:00:01+01:00', 'bOD'],
    ['SystemModstamp >= 2026-02-01T00:00:01.500Z', 'bOD'],
    ['SystemModstamp = LAST_N_DAYS:1', ''],
    ["SystemModstamp > 2026-02-01T00:00:02Z OR Name = 'Alpha'", 'AD'],
    ['SystemModstamp > 2026-02-01T00:00:00Z AND SystemModstamp > 2026-02-01T00:00:02Z', 'D'],
    ['Id IN (SELECT AccountId FROM Contact)', 'A'],
  ])('%s', (where, expected) => {
    expect(names(where).join('')).toBe(expected);
  });

  it('goes on after one of several records of the same second', () => {
    const after = `(SystemModstamp = 2026-02-01T00:00:02Z AND Id > '${id('001', 2)}') OR SystemModstamp > 2026-02-01T00:00:02Z`;
    expect(names(after, 'ORDER BY SystemModstamp, Id LIMIT 2')).toEqual(['O', 'D']);
  });

  it('reads from the lowest bound only where every alternative has one', () => {
    const inOrder = 'ORDER BY SystemModstamp, Id';
    expect(names("SystemModstamp > 2026-02-01T00:00:02Z OR Name = 'Alpha'", inOrder)).toEqual(['A', 'D']);
    expect(
      names('SystemModstamp > 2026-02-01T00:00:02Z OR SystemModstamp = 2026-02-01T00:00:01Z', inOrder),
    ).toEqual(['A', 'D']);
  });
});

describe('ORDER BY', () => {
  it.each([
    ['BillingCity, Name DESC', [2, 3, 4, 1]],
    ['BillingCity NULLS LAST, Id', [3, 1, 4, 2]],
    ['AnnualRevenue DESC', [2, 4, 1, 3]],
    ['SystemModstamp DESC, Id DESC', [4, 3, 2, 1]],
  ])('%s', (order, expected) => {
    expect(numbers(`SELECT Id FROM Account ORDER BY ${order}`)).toEqual(expected);
  });

  it('skips and stops', () => {
    expect(numbers('SELECT Id FROM Account ORDER BY Id LIMIT 2 OFFSET 1')).toEqual([2, 3]);
  });
});

it('aggregates, with groups and without', () => {
  const [total] = query('SELECT COUNT(Id) n, SUM(AnnualRevenue), MAX(Name) last FROM Account');
  expect(total).toMatchObject({ n: 4, expr0: 60, last: 'beta 100%' });
  const groups = query('SELECT BillingCity, COUNT(Id) n FROM Account GROUP BY BillingCity');
  expect(Object.fromEntries(groups.map((group) => [String(group['BillingCity']), group['n']]))).toEqual({
    Bonn: 2,
    null: 1,
    Aachen: 1,
  });
});

it('gives children, and null where there are none', () => {
  const records = query(
    'SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName) FROM Account ORDER BY Id LIMIT 2',
  );
  expect(records[0]?.['Contacts']).toMatchObject({
    totalSize: 2,
    done: true,
    records: [{ LastName: 'One' }, { LastName: 'Two' }],
  });
  expect(records[1]?.['Contacts']).toBeNull();
});

it.each([
  'SELECT FROM Account',
  'SELECT Id FROM Account WHERE',
  "SELECT Id FROM Account WHERE Name = 'open",
  "SELECT Id FROM Account WHERE Name = 'a\\q'",
  'SELECT Id FROM Account LIMIT x',
  'SELECT Id FROM Account ORDER BY Id LIMIT 1 nonsense',
])('refuses %s', (soql) => {
  expect(() => query(soql)).toThrow(expect.objectContaining({ status: 400 }));
});
