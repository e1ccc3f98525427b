/** The obvious rule that the product is measured against: same normalised name or same domain; same e-mail. */
import type { SObject, World } from '../seed.ts';
import { type PairScore, scoreOfCounts } from './pair-score.ts';
import { parseCsv } from './parse-csv.ts';
import { slugWords } from './truth/domain.ts';

const LEGAL_FORM = new Set(
  'inc incorporated llc corp corporation co company lp ltd limited plc llp gmbh ag kg ek ug mbh haftungsbeschrnkt sarl sas sa eurl sasu sl slu coop kk gk yk'.split(
    ' ',
  ),
);

/** Lower case, no accents, no punctuation, no legal form at the end: what a careful spreadsheet user would do. */
export function normaliseName(name: string): string {
  const words = slugWords(name);
  if (words.length === 0)
    return name.normalize('NFKC').replace(/株式会社|合同会社|有限会社|\([株同有カ]\)?|カ\)|\s/gu, '');
  while (words.length > 1 && LEGAL_FORM.has(words.at(-1) ?? '')) words.pop();
  return words.join(' ');
}

/** Host without `www.`; of an e-mail address what follows the `@`. */
export function normaliseDomain(text: string): string {
  return text
    .toLowerCase()
    .replace(/^.*@|^https?:\/\//gu, '')
    .replace(/^www\.|\/.*$/gu, '');
}

/** The keys under which the rule finds a record; two records that share one are the same to it. */
type Keys = Map<string, string[]>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function accountKeys(name: unknown, domain: unknown): string[] {
  const [n, d] = [normaliseName(text(name)), normaliseDomain(text(domain))];
  return [n === '' ? [] : [`name ${n}`], d === '' ? [] : [`domain ${d}`]].flat();
}

const emailKeys = (email: unknown): string[] =>
  text(email) === '' ? [] : [`email ${text(email).toLowerCase()}`];

function ruleKeys(world: World): Keys {
  const keys: Keys = new Map();
  const rows = (type: string): SObject[] => world.salesforce.objects[type] ?? [];
  for (const row of rows('Account'))
    keys.set(`salesforce ${row['Id']}`, accountKeys(row['Name'], row['Website']));
  for (const row of rows('Contact')) keys.set(`salesforce ${row['Id']}`, emailKeys(row['Email']));
  for (const { id, properties } of world.hubspot.objects.companies ?? []) {
    keys.set(`hubspot ${id}`, accountKeys(properties['name'], properties['domain']));
  }
  for (const { id, properties } of world.hubspot.objects.contacts ?? []) {
    keys.set(`hubspot ${id}`, emailKeys(properties['email']));
  }
  for (const row of fileRows(world, 'erp_customers.csv')) {
    keys.set(`erp ${row['customer_no']}`, accountKeys(row['name'], row['email']));
  }
  for (const row of fileRows(world, 'firmographics.csv')) {
    keys.set(`firmographics ${row['provider_id']}`, accountKeys(row['name'], row['website']));
  }
  return keys;
}

function fileRows(world: World, name: string): Record<string, string>[] {
  return parseCsv(world.files.find((file) => file.name === name)?.content ?? '');
}

/** Pairs that share at least one key, each counted once. */
function scoreRule(rows: World['truth']['account'], keys: Keys): PairScore {
  const entities = rows.map((row) => row.entity);
  const byKey = new Map<string, number[]>();
  for (const [i, row] of rows.entries()) {
    for (const key of keys.get(`${row.connection} ${row.externalId}`) ?? []) {
      byKey.set(key, [...(byKey.get(key) ?? []), i]);
    }
  }
  const claimed = new Set<number>();
  let both = 0;
  for (const group of byKey.values()) {
    for (const [k, a] of group.entries()) {
      for (const b of group.slice(k + 1)) {
        const pair = a * rows.length + b;
        if (!claimed.has(pair) && entities[a] === entities[b]) both++;
        claimed.add(pair);
      }
    }
  }
  let actual = 0;
  for (const group of Map.groupBy(entities, (entity) => entity).values())
    actual += (group.length * (group.length - 1)) / 2;
  return scoreOfCounts(both, claimed.size, actual);
}

/** Precision, recall and F1 of the rule over all pairs of records, per type. */
export function baselineF1(world: World): { account: PairScore; contact: PairScore } {
  const keys = ruleKeys(world);
  return { account: scoreRule(world.truth.account, keys), contact: scoreRule(world.truth.contact, keys) };
}
