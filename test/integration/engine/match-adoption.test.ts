import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchRecords } from '#src/core/match/match-records.ts';
import type { MatchModel } from '#src/core/match/model.ts';
import { useDatabase } from '../../support/database.ts';
import { MatchHistory, namedClusters, namedPairs } from './match-history.ts';
import { companies, observe, pick, type Random, seeded } from './small-world.ts';

const database = useDatabase();
let history: MatchHistory;
beforeAll(() => {
  history = new MatchHistory(database.url, 'account');
});
afterAll(() => history.end());

const HISTORIES = Number(process.env['GOLDENROD_HISTORIES'] ?? '4');
const NAMES = Array.from({ length: 80 }, (_, index) => `r${String(index).padStart(2, '0')}`);

function learn(seed: number): MatchModel {
  const random = seeded(seed);
  const world = companies(150, random);
  const records = Array.from({ length: 400 }, (_, index) => ({
    id: index + 1,
    key: `k${index}`,
    record: observe(pick(random, world), random),
  }));
  return matchRecords({ entity: 'account', records, model: null, decisions: [], thresholds: {} }).model;
}

/** Another version, which visibly decides otherwise. */
function another(seed: number): MatchModel {
  const model = learn(seed);
  return { ...model, prior: model.prior + (seed % 2 === 0 ? 4 : -4), keys: { ...model.keys, limit: 6 } };
}

async function live(random: Random, steps: number): Promise<void> {
  const world = companies(30, random);
  for (let step = 0; step < steps; step++) {
    const [name, other] = [pick(random, NAMES), pick(random, NAMES)];
    const dice = random();
    if (dice < 0.75) await history.put(name, observe(pick(random, world), random));
    else if (dice < 0.87) await history.remove(name);
    else if (name !== other) await history.decide(name, other, random() < 0.6 ? 'same' : 'different');
    if (random() < 0.15) await history.match();
  }
}

async function expectAsOneBatch(model: MatchModel): Promise<void> {
  const batch = await history.batch(model);
  expect(await history.clusters()).toEqual(namedClusters(batch));
  expect(await history.pairs()).toEqual(namedPairs(batch));
  expect(await history.keyCount()).toBe(batch.contents.reduce((sum, { keys }) => sum + keys.length, 0));
}

describe('a version that is adopted', () => {
  it.each(Array.from({ length: HISTORIES }, (_, seed) => seed + 1))(
    'leaves the clusters of one batch with it, in the middle of any history (seed %i)',
    async (seed) => {
      const random = seeded(seed * 104_729);
      await history.begin();
      await history.adopt(learn(seed));
      await live(random, 150);
      await history.match();
      const before = await history.clusters();
      const model = another(seed + 50);
      await history.adoptNext(model);
      await live(random, 20);
      await history.match();
      await expectAsOneBatch(model);
      expect(await history.clusters()).not.toEqual(before);
      await live(random, 60);
      await history.match();
      await expectAsOneBatch(model);
    },
  );

  it('leaves golden ids to the clusters that stay, and to the greatest part of those that do not', async () => {
    await history.begin();
    await history.adopt(learn(3));
    await live(seeded(31), 160);
    await history.match();
    const [before, idsBefore] = [await history.clusters(), await history.goldenIds()];
    await history.adoptNext(another(54));
    await history.match();
    const [after, idsAfter] = [await history.clusters(), await history.goldenIds()];
    const stayed = after.filter((cluster) => before.includes(cluster));
    expect(stayed.length).toBeGreaterThan(5);
    expect(stayed.length).toBeLessThan(after.length);
    for (const cluster of stayed) {
      const [name = ''] = cluster.split(' ');
      expect(idsAfter.get(name)).toBe(idsBefore.get(name));
    }
  });

  it('leaves the golden records as they were when it ends in the middle, and goes on the next time', async () => {
    await history.begin();
    await history.adopt(learn(4));
    await live(seeded(41), 150);
    await history.match();
    const before = await history.clusters();
    const model = another(57);
    const version = await history.adoptNext(model);
    await history.sabotage(`create function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'the disk is full'; end $$`);
    await history.sabotage(
      `create trigger refuse before insert on golden_member for each statement execute function refuse()`,
    );
    await expect(history.match()).rejects.toThrow('the disk is full');
    expect(await history.clusters()).toEqual(before);
    await history.sabotage('drop trigger refuse on golden_member');
    await history.match();
    expect(await history.store.match.modelVersion('account')).toBe(version);
    await expectAsOneBatch(model);
  });

  it('keeps a decision that comes while everything is matched', async () => {
    await history.begin();
    await history.adopt(learn(5));
    await live(seeded(51), 120);
    await history.match();
    const [together = ''] = (await history.clusters()).filter((cluster) => cluster.includes(' '));
    const [left = '', right = ''] = together.split(' ');
    const model = learn(5);
    await history.adoptNext(model);
    await history.match(() => history.decide(left, right, 'different'));
    await history.match();
    const ids = await history.goldenIds();
    expect(ids.get(left)).not.toBe(ids.get(right));
    await expectAsOneBatch(model);
  });

  it('is put in force without a change of any record, and once', async () => {
    await history.begin();
    await history.adopt(learn(6));
    await live(seeded(61), 60);
    await history.match();
    expect(await history.store.model.discard('account')).toBeNull();
    const version = await history.adoptNext(another(60));
    expect(await history.store.model.adopt('account', version, new Date())).toBe(false);
    await history.match();
    const states = (await history.store.model.versions('account')).map(({ state }) => state);
    expect(states).toEqual(['in_force', 'retired']);
    expect(await history.store.model.adopted('account')).toBeNull();
  });

  it.each(['match_content', 'match_variant'])(
    'does not keep the lease from being extended while %s is written',
    async (table) => {
      const random = seeded(72);
      const world = companies(30, random);
      await history.begin();
      for (const name of NAMES) await history.put(name, observe(pick(random, world), random));
      await history.sabotage(
        `create function take_long() returns trigger language plpgsql as
           $$ begin perform pg_sleep(2); return null; end $$;
         create trigger take_long after insert on ${table} for each statement execute function take_long()`,
      );
      try {
        const matching = history.match();
        await history.sleeping();
        const extending = history.extendLeases();
        const outcome = await Promise.race([extending.then(() => 'extended'), sleep(1_000, 'waits')]);
        await Promise.all([matching, extending]);
        expect(outcome).toBe('extended');
      } finally {
        await history.sabotage('drop function take_long cascade');
      }
    },
  );

  it('is not put in force when it is discarded meanwhile', async () => {
    await history.begin();
    await history.adopt(learn(7));
    await live(seeded(71), 60);
    await history.match();
    const before = await history.pairs();
    await history.adoptNext(another(62));
    const discard = async (): Promise<void> => void (await history.store.model.discard('account'));
    await expect(history.match(discard)).rejects.toThrow('was discarded while');
    await history.match();
    expect(await history.store.match.modelVersion('account')).toBe(1);
    expect(await history.pairs()).toEqual(before);
  });
});
