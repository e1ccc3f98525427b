/** The world's records as flat rows, in the order of the truth: what any matcher gets to see. */
import type { World } from '#src/sandbox/seed.ts';
import { normaliseDomain, normaliseName } from '#src/sandbox/world/baseline.ts';
import { NICKNAMES } from '#src/sandbox/world/data/nicknames.ts';
import { parseCsv } from '#src/sandbox/world/parse-csv.ts';
import { nameWords, type Row } from './reference-matcher.ts';

type Raw = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
/** The last nine digits name a line, whatever stands before them. */
const line = (value: unknown): string => text(value).normalize('NFKC').replace(/\D/gu, '').slice(-9);
const house = (street: unknown, postal: unknown): string =>
  text(street) === '' ? '' : `${/\d+/u.exec(text(street).replace(/,.*/u, ''))?.[0]} ${zip(postal)}`;
const zip = (postal: unknown): string =>
  text(postal)
    .toUpperCase()
    .replace(/-.*|\s/gu, '');

/** Every record of the world, by `connection id`. */
function recordsOf(world: World): Map<string, Raw> {
  const records = new Map<string, Raw>();
  const { salesforce, hubspot, files } = world;
  for (const type of ['Account', 'Contact']) {
    for (const row of salesforce.objects[type] ?? []) records.set(`salesforce ${row['Id']}`, row);
  }
  for (const type of ['companies', 'contacts'] as const) {
    for (const row of hubspot.objects[type] ?? []) {
      records.set(`hubspot ${row.id}`, { ...row.properties, account: row.associations?.[0]?.id });
    }
  }
  const file = (name: string): Raw[] => parseCsv(files.find((each) => each.name === name)?.content ?? '');
  for (const row of file('erp_customers.csv')) records.set(`erp ${row['customer_no']}`, row);
  for (const row of file('firmographics.csv')) records.set(`firmographics ${row['provider_id']}`, row);
  return records;
}

export function accountRows(world: World): Row[] {
  const records = recordsOf(world);
  return world.truth.account.map(({ connection, externalId }): Row => {
    const raw = records.get(`${connection} ${externalId}`) ?? {};
    const name = normaliseName(text(raw['Name'] ?? raw['name']));
    return {
      name: nameWords(name),
      values: {
        domain: normaliseDomain(text(raw['Website'] ?? raw['domain'] ?? (raw['website'] || raw['email']))),
        phone: line(raw['Phone'] ?? raw['phone']),
        fax: line(raw['Fax'] ?? raw['fax']),
        house: house(
          raw['BillingStreet'] ?? raw['address'] ?? raw['street'],
          raw['BillingPostalCode'] ?? raw['zip'] ?? raw['postal_code'],
        ),
        zip: zip(raw['BillingPostalCode'] ?? raw['zip'] ?? raw['postal_code']),
        vat: text(raw['vat_id']),
        duns: text(raw['DunsNumber'] ?? raw['duns']),
        lei: text(raw['lei']),
      },
    };
  });
}

const FORMAL = new Map(
  [...NICKNAMES].flatMap(([name, nicks]) => nicks.map((nick) => [nick.toLowerCase(), name.toLowerCase()])),
);

export function contactRows(world: World): Row[] {
  const records = recordsOf(world);
  const companies = world.truth.account;
  const entityOf = new Map(
    companies.map(({ connection, externalId, entity }) => [`${connection} ${externalId}`, entity]),
  );
  return world.truth.contact.map(({ connection, externalId }): Row => {
    const raw = records.get(`${connection} ${externalId}`) ?? {};
    const first = text(raw['FirstName'] ?? raw['firstname'])
      .toLowerCase()
      .replace(/ \w\.$/u, '');
    const last = text(raw['LastName'] ?? raw['lastname']).replace(/ [JS]r\.$/u, '');
    const suffix = text(raw['Suffix']) || (/[JS]r\.$/u.exec(text(raw['lastname']))?.[0] ?? '');
    const account = raw['AccountId'] ?? raw['account'];
    const email = text(raw['Email'] ?? raw['email']).toLowerCase();
    return {
      name: [nameWords(FORMAL.get(first) ?? first).join('-'), nameWords(last).join('-')].filter(
        (word) => word !== '',
      ),
      values: {
        email: /^(info|sales|office|enquiries|kontakt|contact|contacto|commercial|ventas)@/u.test(email)
          ? ''
          : email,
        mobile: line(raw['MobilePhone'] ?? raw['mobilephone']),
        phone: line(raw['Phone'] ?? raw['phone']),
        linkedin: text(raw['LinkedIn__c'] ?? raw['hs_linkedin_url']),
        suffix,
        /** Accounts come first; how well they are matched is not this test's matter. */
        company: account === null ? '' : (entityOf.get(`${connection} ${String(account)}`) ?? ''),
      },
    };
  });
}
