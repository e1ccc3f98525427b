import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchRecords } from '#src/core/match/match-records.ts';
import type { MatchModel } from '#src/core/match/model.ts';
import type { CanonicalRecord } from '#src/core/model/field.ts';
import { useDatabase } from '../../support/database.ts';
import { MatchHistory, namedClusters, namedPairs } from './match-history.ts';
import { companies, observe, pick, type Random, seeded } from './small-world.ts';

const database = useDatabase();
let history: MatchHistory;
beforeAll(() => {
  history = new MatchHistory(database.url, 'account');
});
afterAll(() => history.end());

const HISTORIES = Number(process.env['GOLDENROD_HISTORIES'] ?? '6');
const NAMES = Array.from({ length: 90 }, (_, index) => `r${String(index).padStart(2, '0')}`);

/** Estimated on a world like the one it is used on; `limit` as low as a test needs it. */
function learn(seed: number, limit?: number): MatchModel {
  const random = seeded(seed);
  const world = companies(150, random);
  const records = Array.from({ length: 400 }, (_, index) => ({
    id: index + 1,
    key: `k${index}`,
    record: observe(pick(random, world), random),
  }));
  const { model } = matchRecords({ entity: 'account', records, model: null, decisions: [], thresholds: {} });
  return limit === undefined ? model : { ...model, keys: { ...model.keys, limit } };
}

/** Adds, changes, removals, decisions, in batches of random size; ends with everything matched. */
async function live(random: Random, steps: number): Promise<void> {
  const world = companies(30, random);
  const observed = (): CanonicalRecord => observe(pick(random, world), random);
  const pool = Array.from({ length: 60 }, observed);
  const decided: [string, string][] = [];
  for (let step = 0; step < steps; step++) {
    const [name, other] = [pick(random, NAMES), pick(random, NAMES)];
    const dice = random();
    if (dice < 0.72) await history.put(name, random() < 0.5 ? pick(random, pool) : observed());
    else if (dice < 0.84) await history.remove(name);
    else if (dice < 0.96 && name !== other) {
      await history.decide(name, other, random() < 0.6 ? 'same' : 'different');
      decided.push([name, other]);
    } else if (decided.length > 0) await history.withdraw(...pick(random, decided));
    if (random() < 0.2) await history.match();
  }
  await history.match();
}

async function expectAsOneBatch(model: MatchModel): Promise<void> {
  const batch = await history.batch(model);
  expect(await history.pairs()).toEqual(namedPairs(batch));
  expect(await history.clusters()).toEqual(namedClusters(batch));
  expect(await history.keyCount()).toBe(batch.contents.reduce((sum, { keys }) => sum + keys.length, 0));
}

describe('with the model fixed', () => {
  it.each(Array.from({ length: HISTORIES }, (_, seed) => seed + 1))(
    'any history ends in the clusters of one batch (seed %i)',
    async (seed) => {
      const model = learn(seed, seed % 2 === 0 ? 2 : undefined);
      await history.begin();
      await history.adopt(model);
      await live(seeded(seed * 7919), 260);
      await expectAsOneBatch(model);
    },
  );

  it('a first load goes on as one batch', async () => {
    const random = seeded(77);
    const world = companies(30, random);
    await history.begin();
    for (const name of NAMES.slice(0, 60)) await history.put(name, observe(pick(random, world), random));
    await history.decide('r01', 'r02', 'same');
    await history.decide('r03', 'r80', 'same');
    await history.match();
    const stored = await history.store.match.model('account');
    if (stored === null) throw new Error('the first load should have left a model');
    await expectAsOneBatch(stored.model);
    await live(random, 150);
    await expectAsOneBatch(stored.model);
  });
});
