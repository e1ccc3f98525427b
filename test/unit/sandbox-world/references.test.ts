import { describe, expect, it } from 'vitest';
import { generateWorld } from '#src/sandbox/world/generate.ts';
import { parseCsv } from '#src/sandbox/world/parse-csv.ts';
import { idSuffix, KEY_PREFIXES } from '#src/sandbox/world/systems/salesforce-id.ts';

const world = generateWorld({ seed: 3, accounts: 300 });
const { objects } = world.salesforce;
const portal = world.hubspot.objects;
const idsOf = (type: string): Set<string> => new Set((objects[type] ?? []).map((row) => String(row['Id'])));
const file = (name: string): Record<string, string>[] =>
  parseCsv(world.files.find((each) => each.name === name)?.content ?? '');

describe('Salesforce records', () => {
  it.each(Object.entries(KEY_PREFIXES))(
    '%s ids begin with %s, end in their checksum, and are unique',
    (type, prefix) => {
      const rows = objects[type] ?? [];
      expect(rows.length).toBeGreaterThan(0);
      expect(idsOf(type).size).toBe(rows.length);
      for (const id of idsOf(type)) {
        expect(id).toMatch(new RegExp(`^${prefix}[0-9A-Za-z]{12}[A-Z0-5]{3}$`, 'u'));
        expect(id.slice(15)).toBe(idSuffix(id.slice(0, 15)));
      }
    },
  );

  it('has the checksum of a published example', () => {
    expect(idSuffix('001A0000006Vm9r')).toBe('IAC');
  });

  it.each([
    ['Account', 'ParentId', 'Account'],
    ['Account', 'OwnerId', 'User'],
    ['Contact', 'AccountId', 'Account'],
    ['Opportunity', 'AccountId', 'Account'],
    ['Case', 'AccountId', 'Account'],
    ['Case', 'ContactId', 'Contact'],
    ['Case', 'OwnerId', 'User'],
    ['CaseHistory', 'CaseId', 'Case'],
    ['CaseHistory', 'CreatedById', 'User'],
    ['CaseComment', 'ParentId', 'Case'],
    ['EmailMessage', 'ParentId', 'Case'],
  ])('%s.%s points at an existing %s', (type, field, target) => {
    const known = idsOf(target);
    const pointing = (objects[type] ?? []).map((row) => row[field]).filter((id) => typeof id === 'string');
    expect(pointing.length).toBeGreaterThan(0);
    expect(pointing.filter((id) => !known.has(id))).toEqual([]);
  });
});

describe('HubSpot objects', () => {
  it('point at existing objects', () => {
    const known = new Set(
      Object.entries(portal).flatMap(([type, rows]) => rows.map((row) => `${type} ${row.id}`)),
    );
    const pointing = Object.values(portal).flatMap((rows) => rows.flatMap((row) => row.associations ?? []));
    expect(pointing.length).toBeGreaterThan(0);
    expect(pointing.filter(({ to, id }) => !known.has(`${to} ${id}`))).toEqual([]);
  });

  it('hold an e-mail address only once among contacts, as the portal demands', () => {
    const emails = (portal.contacts ?? []).flatMap((row) => row.properties['email'] ?? []);
    expect(new Set(emails).size).toBe(emails.length);
  });

  it('show the present value first in every history', () => {
    for (const ticket of portal.tickets ?? []) {
      for (const [property, entries] of Object.entries(ticket.history ?? {})) {
        expect(entries[0]?.value).toBe(ticket.properties[property]);
        const times = entries.map((entry) => entry.timestamp);
        expect(times).toEqual(times.toSorted().toReversed());
      }
    }
  });
});

describe('the truth', () => {
  it('names every account and contact record exactly once', () => {
    const truth = [...world.truth.account, ...world.truth.contact].map(
      (row) => `${row.connection} ${row.externalId}`,
    );
    const records = [
      ...['Account', 'Contact'].flatMap((type) => [...idsOf(type)].map((id) => `salesforce ${id}`)),
      ...[...(portal.companies ?? []), ...(portal.contacts ?? [])].map((row) => `hubspot ${row.id}`),
      ...file('erp_customers.csv').map((row) => `erp ${row['customer_no']}`),
      ...file('firmographics.csv').map((row) => `firmographics ${row['provider_id']}`),
    ];
    expect(truth.toSorted()).toEqual(records.toSorted());
    expect(new Set(truth).size).toBe(truth.length);
  });
});

describe('ERP files', () => {
  it('invoice only known customers, and add up to what each of them owes', () => {
    const owed = new Map(
      file('erp_customers.csv').map((row) => [row['customer_no'], Number(row['open_amount'])]),
    );
    const sums = new Map([...owed.keys()].map((key) => [key, 0]));
    for (const row of file('erp_invoices.csv')) {
      expect(owed.has(row['customer_no'])).toBe(true);
      sums.set(row['customer_no'], (sums.get(row['customer_no']) ?? 0) + Number(row['open_amount']));
    }
    for (const [customer, sum] of sums) expect(sum).toBeCloseTo(owed.get(customer) ?? Number.NaN, 2);
  });

  it('have customers with and without a limit, in the currency of their country', () => {
    const rows = file('erp_customers.csv');
    expect(rows.some((row) => row['credit_limit'] === '')).toBe(true);
    expect(rows.some((row) => Number(row['credit_limit']) > 0)).toBe(true);
    for (const row of rows) {
      expect(`${row['country']} ${row['currency']}`).toMatch(/^(US USD|GB GBP|(DE|FR|ES) EUR|JP JPY)$/u);
    }
  });
});
