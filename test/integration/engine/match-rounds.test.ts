import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountEvidence, contactEvidence } from '#src/core/match/collective.ts';
import { matchRecords } from '#src/core/match/match-records.ts';
import { propose } from '#src/core/match/propose.ts';
import { GOLDEN_TYPES, type GoldenType } from '#src/core/model/entity.ts';
import type { CanonicalRecord } from '#src/core/model/field.ts';
import { proposeModel } from '#src/engine/propose-model.ts';
import { useDatabase } from '../../support/database.ts';
import { firstClustersOf } from '../../support/first-clusters.ts';
import { observePerson, people } from './small-people.ts';
import { companies, observe, pick, type Random, seeded } from './small-world.ts';
import { CONNECTIONS, type Models, type RecordName, TwoTypes } from './two-types.ts';

const database = useDatabase();
let world: TwoTypes;
beforeAll(() => {
  world = new TwoTypes(database.url);
});
afterAll(() => world.end());

const HISTORIES = Number(process.env['GOLDENROD_HISTORIES'] ?? '5');
const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${String(index).padStart(2, '0')}`);
const NAMES = { account: numbered('a', 30), contact: numbered('c', 45) };

/** A world of companies and people whose records refer to records of their companies. */
function smallWorld(random: Random) {
  const firms = companies(18, random);
  const staff = people(30, firms.length, random);
  const records = (['crm', 'erp'] as const).flatMap((connection) =>
    NAMES.account.map((name) => ({ connection, name, firm: Math.floor(random() * firms.length) })),
  );
  const account = ({ firm }: { firm: number }): CanonicalRecord =>
    observe(firms[firm] as (typeof firms)[number], random);
  /** A contact record in a connection, at a record of one of the person's companies there, if there is any. */
  const contact = (connection: string): CanonicalRecord => {
    const person = pick(random, staff);
    const there = records.filter(
      (record) => record.connection === connection && person.companies.includes(record.firm),
    );
    const at = random() < 0.9 && there.length > 0 ? pick(random, there).name : pick(random, NAMES.account);
    return { ...observePerson(person, random), ...(random() < 0.9 ? { account: at } : {}) };
  };
  return { records, account, contact };
}

/** Models of a world like the one they are used on, with the second round's evidence; `limit` as low as a test needs. */
function learn(seed: number, limit?: number): Models {
  const random = seeded(seed);
  const { records, account, contact } = smallWorld(random);
  const accounts = Array.from({ length: 300 }, (_, index) => {
    const { connection, name, firm } = pick(random, records);
    return { id: index + 1, key: `${connection}/account/${name}${index}`, record: account({ firm }), name };
  });
  const contacts = Array.from({ length: 400 }, (_, index) => ({
    id: index + 1,
    key: `crm/contact/${index}`,
    record: contact('crm'),
  }));
  const matched = (entity: GoldenType) =>
    matchRecords({
      entity,
      records: entity === 'account' ? accounts : contacts,
      model: null,
      decisions: [],
      thresholds: {},
    });
  const [firstAccounts, firstContacts] = [matched('account'), matched('contact')];
  const clusters = { account: firstClustersOf(firstAccounts), contact: firstClustersOf(firstContacts) };
  const known = {
    account: accounts.map(({ key, name }) => ({
      key,
      account: name,
      cluster: clusters.account.get(key) ?? '',
    })),
    contact: contacts.map(({ key, record }) => ({
      key,
      account: String(record['account'] ?? ''),
      cluster: clusters.contact.get(key) ?? '',
    })),
  };
  const told = {
    account: contactEvidence(known.account, known.contact),
    contact: accountEvidence(known.account, known.contact),
  };
  const second = (entity: GoldenType, { model }: typeof firstAccounts) => {
    const own = entity === 'account' ? accounts : contacts;
    const collective = new Map(
      own.flatMap(({ id, key }) =>
        told[entity].has(key) ? [[id, told[entity].get(key) ?? ''] as const] : [],
      ),
    );
    const learned = matchRecords({
      entity,
      records: own,
      model,
      decisions: [],
      thresholds: {},
      collective,
    }).model;
    return limit === undefined ? learned : { ...learned, keys: { ...learned.keys, limit } };
  };
  return { account: second('account', firstAccounts), contact: second('contact', firstContacts) };
}

/**
 * Adds, changes, removals, decisions, contacts that change accounts, in batches of random size; `often` is how often a
 * batch ends.
 */
async function live(random: Random, steps: number, often = 0.12): Promise<void> {
  const { records, account, contact } = smallWorld(random);
  for (let step = 0; step < steps; step++) {
    const dice = random();
    const place = pick(random, records);
    const person: RecordName = { connection: pick(random, CONNECTIONS), name: pick(random, NAMES.contact) };
    if (dice < 0.3) await world.put('account', place, account(place));
    else if (dice < 0.78) await world.put('contact', person, contact(person.connection));
    else if (dice < 0.84) await world.remove('account', place);
    else if (dice < 0.92) await world.remove('contact', person);
    else {
      const entity = pick(random, GOLDEN_TYPES);
      const [left, right] =
        entity === 'account'
          ? [place, pick(random, records)]
          : [person, { ...person, name: pick(random, NAMES.contact) }];
      if (left.name === right.name && left.connection === right.connection) continue;
      await world.decide(entity, [left, right], random() < 0.6 ? 'same' : 'different');
    }
    if (random() < often) await world.match();
  }
  await world.match();
}

/** Records as first loads bring them, of these types. */
async function load(random: Random, types: readonly GoldenType[] = GOLDEN_TYPES): Promise<void> {
  const { records, account, contact } = smallWorld(random);
  for (const place of types.includes('account') ? records : [])
    await world.put('account', place, account(place));
  for (const connection of types.includes('contact') ? CONNECTIONS : []) {
    for (const name of NAMES.contact) await world.put('contact', { connection, name }, contact(connection));
  }
}

async function expectAsOneBatch(models: Models): Promise<void> {
  expect(await world.dueCount()).toBe(0);
  const batch = await world.batch(models);
  for (const entity of GOLDEN_TYPES) {
    const { told, variants, keys, ...outcome } = batch[entity];
    expect(await world.stored(entity)).toEqual(outcome);
    expect(await world.sizes(entity)).toEqual({ told, variants, keys });
  }
}

describe('with the models fixed, accounts and contacts that tell of each other', () => {
  it.each(Array.from({ length: HISTORIES }, (_, seed) => seed + 1))(
    'end in the clusters of one batch, whatever the history (seed %i)',
    async (seed) => {
      const models = learn(seed, seed % 2 === 0 ? 2 : undefined);
      expect(models).toMatchObject({ account: { collective: true }, contact: { collective: true } });
      await world.begin();
      await world.adopt(models);
      await live(seeded(seed * 7919), 260);
      await expectAsOneBatch(models);
      const [one, both] = [await world.stored('contact'), await world.sizes('contact')];
      expect(both.told).toBeGreaterThan(10);
      expect(one.clusters).not.toEqual(one.first);
    },
  );

  it('go on after a first load as one batch', async () => {
    const random = seeded(77);
    await world.begin();
    await live(random, 250, 0);
    const models = await world.models();
    expect(models).toMatchObject({ account: { collective: true }, contact: { collective: true } });
    await expectAsOneBatch(models);
    await live(random, 120);
    await expectAsOneBatch(models);
  });

  it.each([
    ['account', 'contact'],
    ['contact', 'account'],
  ] as const)('go on as one batch when %ss were there long before %ss', async (early, late) => {
    await world.begin();
    await load(seeded(81), [early]);
    await world.match();
    // Changes that are matched in between: a worker keeps the model that they were matched with.
    await load(seeded(87), [early]);
    await world.match();
    await load(seeded(81), [late]);
    await world.match();
    const models = await world.models();
    expect(models).toMatchObject({ account: { collective: true }, contact: { collective: true } });
    await expectAsOneBatch(models);
    await live(seeded(82), 100);
    await expectAsOneBatch(models);
  });

  it.each([[['account']], [['account', 'contact']]])(
    'begin again after a first load that died behind %j, whatever changed in between',
    async (parts) => {
      await world.begin();
      await load(seeded(83));
      await world.match(parts);
      const random = seeded(84);
      const { records, account, contact } = smallWorld(random);
      for (const place of records.slice(0, 10)) await world.put('account', place, account(place));
      for (const name of NAMES.contact.slice(0, 10))
        await world.put('contact', { connection: 'crm', name }, contact('crm'));
      await world.match();
      await expectAsOneBatch(await world.models());
    },
  );

  it('tell each other nothing while an account has too many contacts, and everything when it has one less', async () => {
    const models = learn(3);
    await world.begin();
    await world.adopt(models);
    await load(seeded(85));
    await world.put('account', { connection: 'erp', name: 'bin' }, { name: 'Private Customers' });
    const random = seeded(86);
    const [person] = people(1, 3, random);
    if (person === undefined) throw new Error('one was asked for');
    const record = { ...observePerson(person, random), account: 'bin' };
    await world.query(
      `insert into source_record (connection_id, stream, entity, external_id, payload, payload_hash, mapped,
         source_modified_at, map_due, match_due)
       select c.id, 'contact', 'contact', 'x' || n, '{}', '', $1, now(), false, true
       from connection c cross join generate_series(1, 1001) as n where c.name = 'erp'`,
      [JSON.stringify(record)],
    );
    await world.match();
    const { told } = await world.sizes('contact');
    await world.remove('contact', { connection: 'erp', name: 'x500' });
    await world.match();
    expect((await world.sizes('contact')).told).toBe(told + 1_000);
    await expectAsOneBatch(models);
  });

  it.each(GOLDEN_TYPES)('are adopted as their preview said, and end as one batch (%s)', async (entity) => {
    const random = seeded(78);
    await world.begin();
    await live(random, 200, 0);
    await live(random, 200);
    const before = sidesOf(await world.stored(entity));
    const { version, preview } = await world.betweenRuns(() =>
      proposeModel(entity, {
        store: world.store,
        run: async (input) => propose(input),
        thresholds: {},
        refine: false,
        now: () => new Date('2026-02-01T00:00:00Z'),
        onStep: () => undefined,
      }),
    );
    await world.store.model.adopt(entity, version, new Date('2026-02-02T00:00:00Z'));
    await world.match();
    expect(await world.store.match.modelVersion(entity)).toBe(version);
    const after = sidesOf(await world.stored(entity));
    const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((pair) => {
      const [from, to] = [before.get(pair) ?? 'no', after.get(pair) ?? 'no'];
      return from === to ? [] : [`${from} ${to}`];
    });
    expect(changes.length).toBeGreaterThan(0);
    expect(
      preview.pairs.flatMap(({ from, to, count }) => new Array(count).fill(`${from} ${to}`)).sort(),
    ).toEqual(changes.sort());
    const models = await world.models();
    expect(models[entity].collective).toBe(true);
    await expectAsOneBatch(models);
  });
});

/** The side of each pair of the second round. */
function sidesOf({ secondPairs }: { secondPairs: readonly string[] }): Map<string, string> {
  return new Map(
    secondPairs.map((text) => {
      const [left = '', right = '', weight] = text.split(' ');
      return [`${left} ${right}`, Number(weight) >= 2 ? 'match' : 'review'];
    }),
  );
}
