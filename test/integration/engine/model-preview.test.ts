import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { matchRecords } from '#src/core/match/match-records.ts';
import type { MatchModel } from '#src/core/match/model.ts';
import { propose } from '#src/core/match/propose.ts';
import type { ModelPreview } from '#src/engine/ports/model.ts';
import { proposeModel } from '#src/engine/propose-model.ts';
import { useDatabase } from '../../support/database.ts';
import { MatchHistory } from './match-history.ts';
import { companies, observe, pick, seeded } from './small-world.ts';

const database = useDatabase();
let history: MatchHistory;
beforeAll(() => {
  history = new MatchHistory(database.url, 'account');
});
afterAll(() => history.end());

const NOW = new Date('2026-02-01T00:00:00Z');
const SHOWN = { asOf: NOW.toISOString() } as ModelPreview;

/** Estimated on another world, and made to decide otherwise, so that a re-estimate has something to change. */
function stale(): MatchModel {
  const random = seeded(9);
  const world = companies(150, random);
  const records = Array.from({ length: 400 }, (_, index) => ({
    id: index + 1,
    key: `k${index}`,
    record: observe(pick(random, world), random),
  }));
  const { model } = matchRecords({ entity: 'account', records, model: null, decisions: [], thresholds: {} });
  return { ...model, prior: model.prior - 5, keys: { ...model.keys, limit: 8 } };
}

/** `meanwhile`: what somebody else does while the model is estimated. */
const preview = (refine = false, meanwhile?: () => Promise<void>) =>
  proposeModel('account', {
    store: history.store,
    run: async (input) => {
      await meanwhile?.();
      return propose(input);
    },
    thresholds: {},
    refine,
    now: () => NOW,
    onStep: () => undefined,
  });

/** As `sync` does it: no run is under way while a model is estimated. */
async function betweenRuns<T>(work: () => Promise<T>): Promise<T> {
  await history.sabotage(`update run set state = 'done'`);
  try {
    return await work();
  } finally {
    await history.sabotage(`update run set state = 'active'`);
  }
}

beforeEach(async () => {
  const random = seeded(23);
  const world = companies(60, random);
  await history.begin();
  await history.adopt(stale());
  for (let index = 0; index < 220; index++)
    await history.put(`r${String(index).padStart(3, '0')}`, observe(pick(random, world), random));
  await history.match();
});

type Sides = Map<string, string>;

async function sides(): Promise<Sides> {
  return new Map((await history.judged()).map(({ pair, decision }) => [pair, decision]));
}

function changesOf(before: Sides, after: Sides): Map<string, number> {
  const found = new Map<string, number>();
  for (const pair of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(pair) ?? 'no', after.get(pair) ?? 'no'];
    if (from !== to) found.set(`${from} ${to}`, (found.get(`${from} ${to}`) ?? 0) + 1);
  }
  return found;
}

describe('the preview of a re-estimate', () => {
  it('changes nothing, and is what adopting then does', async () => {
    const [sidesBefore, before] = [await sides(), await history.goldenIds()];
    const { version, preview: shown } = await betweenRuns(() => preview());
    expect(await sides()).toEqual(sidesBefore);
    expect(await history.store.match.modelVersion('account')).toBe(1);
    expect(shown).toMatchObject({ base: 1, records: 220, waiting: 0, asOf: NOW.toISOString() });
    await history.store.model.adopt('account', version, NOW);
    await history.match();
    const [sidesAfter, after] = [await sides(), await history.goldenIds()];
    expect(new Map(shown.pairs.map(({ from, to, count }) => [`${from} ${to}`, count]))).toEqual(
      changesOf(sidesBefore, sidesAfter),
    );
    expect(shown.pairs.length).toBeGreaterThan(1);
    const groups = (ids: Map<string, string>) => [
      ...Map.groupBy(ids.keys(), (name) => ids.get(name)).values(),
    ];
    const countDistinct = (ids: Map<string, string>, names: string[]) =>
      new Set(names.map((name) => ids.get(name))).size;
    const split = groups(before).filter((names) => countDistinct(after, names) > 1);
    const joined = groups(after).filter((names) => countDistinct(before, names) > 1);
    expect(shown.golden).toMatchObject({
      split: split.length,
      joined: joined.length,
      records: new Set([...split, ...joined].flat()).size,
    });
    expect(joined.length).toBeGreaterThan(0);
  });

  it('tells both weights of its examples, which lie on the sides that it says', async () => {
    const { preview: shown } = await betweenRuns(() => preview());
    const side = (weight: number) => (weight >= 2 ? 'match' : weight >= 0 ? 'review' : 'no');
    for (const { from, to, count, examples } of shown.pairs) {
      expect(examples).toHaveLength(Math.min(count, 5));
      for (const { before, after, left, right } of examples) {
        expect(side(after)).toBe(to);
        // A pair that no key finds under a version is nothing there, whatever it would weigh.
        if (from !== 'no') expect(side(before)).toBe(from);
        expect(left.key).toMatch(/^crm\/records\/r\d+$/);
        expect(right.name).not.toBe('');
      }
    }
  });

  it('leaves out what was not matched yet, and says how much', async () => {
    const { preview: whole } = await betweenRuns(() => preview());
    await history.put('late', { name: 'Late Arrivals Ltd', country: 'GB' });
    await history.put('late too', { name: 'Late Arrivals Ltd', country: 'GB', city: 'Leeds' });
    const { preview: shown } = await betweenRuns(() => preview());
    expect(shown).toMatchObject({ waiting: 2, records: 222 });
    const total = ({ pairs }: typeof shown) => pairs.reduce((sum, { count }) => sum + count, 0);
    expect(Math.abs(total(shown) - total(whole))).toBeLessThan(total(whole) / 4);
    expect(JSON.stringify(shown.pairs)).not.toContain('late');
  });

  it('notices what changed since', async () => {
    const { preview: shown } = await betweenRuns(() => preview());
    expect(await history.store.model.fingerprint('account')).toEqual(shown.fingerprint);
    await history.decide('r001', 'r002', 'different');
    expect(await history.store.model.fingerprint('account')).toMatchObject({
      contents: shown.fingerprint.contents,
    });
    expect(await history.store.model.fingerprint('account')).not.toEqual(shown.fingerprint);
    await history.withdraw('r001', 'r002');
    expect(await history.store.model.fingerprint('account')).toEqual(shown.fingerprint);
    await history.put('r001', { name: 'Renamed Ltd' });
    await history.match();
    expect((await history.store.model.fingerprint('account')).contents).not.toBe(shown.fingerprint.contents);
  });

  it('says when it was disturbed', async () => {
    expect((await betweenRuns(() => preview())).preview.disturbed).toBe(false);
    const decideSomething = () => history.decide('r003', 'r004', 'different');
    expect((await betweenRuns(() => preview(false, decideSomething))).preview.disturbed).toBe(true);
  });

  it('takes the place of an earlier candidate, whose number is not given again', async () => {
    expect(await betweenRuns(() => preview())).toMatchObject({ version: 2 });
    expect(await betweenRuns(() => preview())).toMatchObject({ version: 3 });
    expect(await history.store.model.discard('account')).toBe(3);
    expect(await betweenRuns(() => preview())).toMatchObject({ version: 4 });
    expect(await history.store.model.adopt('account', 3, NOW)).toBe(false);
    expect(await history.store.model.adopt('account', 4, NOW)).toBe(true);
    await expect(betweenRuns(() => preview())).rejects.toThrow('version 4 is adopted and waits');
  });

  it('is dropped in words when an earlier candidate was adopted meanwhile', async () => {
    await betweenRuns(() => preview());
    const adopt = async () => void (await history.store.model.adopt('account', 2, NOW));
    await expect(betweenRuns(() => preview(false, adopt))).rejects.toThrow('version 2 is adopted and waits');
    expect(await history.store.model.adopted('account')).toMatchObject({ version: 2 });
  });

  it('is dropped in words when another one is kept at the same moment', async () => {
    let second: Promise<unknown> = Promise.resolve();
    await history.store.transaction(async (tx) => {
      await tx.model.propose('account', stale(), SHOWN, NOW);
      second = betweenRuns(() => preview()).catch((error: unknown) => error);
      await Promise.race([second, sleep(4_000)]);
    });
    expect(await second).toMatchObject({ code: 'MODEL_PROPOSED' });
  });

  it('is refused while a run is under way, and without a model', async () => {
    await expect(preview()).rejects.toThrow('is under way');
    await history.begin();
    await expect(betweenRuns(() => preview())).rejects.toThrow(
      'the first model is estimated by goldenrod sync',
    );
  });

  it('refined with decisions says how many count, and is refused with too few', async () => {
    await expect(betweenRuns(() => preview(true))).rejects.toThrow('needs 10 decisions or more');
    expect(await history.store.model.adopted('account')).toBeNull();
    for (let index = 0; index < 24; index += 2)
      await history.decide(`r${100 + index}`, `r${101 + index}`, index % 4 === 0 ? 'same' : 'different');
    await history.match();
    const refined = await betweenRuns(() => preview(true));
    expect(refined.preview.refinement?.used).toBeGreaterThanOrEqual(10);
    const featuresOf = async (version: number) =>
      (await history.store.model.read('account', version))?.features;
    const features = await featuresOf(refined.version);
    const bare = await betweenRuns(() => preview());
    expect(await featuresOf(refined.version)).toBeUndefined();
    expect(features).toHaveLength((await featuresOf(bare.version))?.length ?? 0);
    expect(features).not.toEqual(await featuresOf(bare.version));
  });
});
