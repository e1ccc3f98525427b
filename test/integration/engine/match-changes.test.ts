import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { matchRecords } from '#src/core/match/match-records.ts';
import type { MatchModel } from '#src/core/match/model.ts';
import { useDatabase } from '../../support/database.ts';
import { MatchHistory } from './match-history.ts';
import { companies, observe, pick, seeded } from './small-world.ts';

const database = useDatabase();
let history: MatchHistory;
let model: MatchModel;
beforeAll(() => {
  history = new MatchHistory(database.url, 'account');
  const random = seeded(5);
  const world = companies(150, random);
  const records = Array.from({ length: 400 }, (_, index) => ({
    id: index + 1,
    key: `k${index}`,
    record: observe(pick(random, world), random),
  }));
  ({ model } = matchRecords({ entity: 'account', records, model: null, decisions: [], thresholds: {} }));
});
afterAll(() => history.end());
beforeEach(async () => {
  await history.begin();
  await history.adopt(model);
});

const ZENITH = {
  name: 'Zenith Cartography Ltd',
  website: 'https://zenithcartography.com',
  phone: '+44 113 496 2222',
  street: '7 Mill Lane',
  city: 'Leeds',
  postal_code: 'LS1 4AP',
  country: 'GB',
};
const ZENITH_TOO = { ...ZENITH, name: 'Zenith Cartography Limited', phone: '+44 113 496 2223' };
const OTHER = { name: 'Obsidian Dental', website: 'https://obsidiandental.com', country: 'US' };
const THIRD = { name: 'Willow Robotics', website: 'https://willowrobotics.de', country: 'DE' };

describe('a change', () => {
  it('joins and leaves a cluster, which keeps its golden id', async () => {
    await history.put('a', ZENITH);
    await history.put('b', ZENITH_TOO);
    await history.match();
    const before = await history.goldenIds();
    expect(before.get('a')).toBe(before.get('b'));
    await history.put('c', ZENITH);
    await history.match();
    expect((await history.goldenIds()).get('c')).toBe(before.get('a'));
    await history.put('c', OTHER);
    await history.match();
    expect(await history.clusters()).toEqual(['a b', 'c']);
    expect((await history.goldenIds()).get('a')).toBe(before.get('a'));
  });

  it('hundreds of copies are one content, and all of them come and go', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `n${index}`);
    for (const name of names) await history.put(name, ZENITH);
    await history.put('z', ZENITH_TOO);
    await history.match();
    expect(await history.clusters()).toHaveLength(1);
    expect(await history.pairs()).toHaveLength(1);
    for (const name of names) await history.remove(name);
    await history.match();
    expect(await history.clusters()).toEqual(['z']);
    expect(await history.pairs()).toEqual([]);
  });

  it('a record that lost its mapped values leaves like a deleted one', async () => {
    await history.put('a', ZENITH);
    await history.put('b', ZENITH_TOO);
    await history.match();
    await history.unmap('b');
    await history.match();
    expect(await history.clusters()).toEqual(['a']);
  });

  it('a key that becomes too common finds no pairs, and finds them again when it is no more', async () => {
    await history.begin();
    const strict = { ...model, keys: { ...model.keys, limit: 2 } };
    await history.adopt(strict);
    const record = (index: number) => ({ ...ZENITH, phone: `+44 113 496 ${3000 + index}` });
    for (let index = 0; index < 4; index++) await history.put(`s${index}`, record(index));
    await history.match();
    expect(await history.pairs()).toHaveLength(6);
    await history.put('s4', record(4));
    await history.match();
    expect(await history.pairs()).toEqual([]);
    await history.remove('s0');
    await history.match();
    expect(await history.pairs()).toHaveLength(6);
  });
});

describe('a steward’s decision', () => {
  it('binds strangers and parts twins, until it is withdrawn', async () => {
    await history.put('a', ZENITH);
    await history.put('b', ZENITH);
    await history.put('c', OTHER);
    await history.match();
    expect(await history.clusters()).toEqual(['a b', 'c']);
    await history.decide('b', 'a', 'different');
    await history.decide('c', 'a', 'same');
    await history.match();
    expect(await history.clusters()).toEqual(['a c', 'b']);
    await history.withdraw('a', 'b');
    await history.withdraw('a', 'c');
    await history.match();
    expect(await history.clusters()).toEqual(['a b', 'c']);
  });

  it('waits for a record that is not there yet', async () => {
    await history.put('a', ZENITH);
    await history.match();
    await history.decide('a', 'later', 'same');
    await history.match();
    expect(await history.clusters()).toEqual(['a']);
    await history.put('later', OTHER);
    await history.match();
    expect(await history.clusters()).toEqual(['a later']);
  });

  it('same does not pass through a deleted record, and does again when it returns', async () => {
    await history.put('a', ZENITH);
    await history.put('b', OTHER);
    await history.put('c', THIRD);
    await history.decide('a', 'b', 'same');
    await history.decide('b', 'c', 'same');
    await history.match();
    expect(await history.clusters()).toEqual(['a b c']);
    await history.remove('b');
    await history.match();
    expect(await history.clusters()).toEqual(['a', 'c']);
    await history.put('b', OTHER);
    await history.match();
    expect(await history.clusters()).toEqual(['a b c']);
  });

  it('counts from the next match on when it comes while its records are matched for the first time', async () => {
    await history.put('a', ZENITH);
    await history.put('b', OTHER);
    await history.matchOneBatch(model, () => history.decide('a', 'b', 'same'));
    expect(await history.clusters()).toEqual(['a', 'b']);
    await history.match();
    expect(await history.clusters()).toEqual(['a b']);
  });

  it('counts at once when its records are taken just before it is committed', async () => {
    await history.put('a', ZENITH);
    await history.put('b', OTHER);
    await history.decideBefore(['a', 'b'], () => history.matchOneBatch(model, async () => {}));
    expect(await history.clusters()).toEqual(['a b']);
  });

  it('that contradicts an earlier one is refused, with the path, and changes nothing', async () => {
    await history.put('a', ZENITH);
    await history.put('b', OTHER);
    await history.put('c', THIRD);
    await history.match();
    await history.rule('a', 'b', 'same');
    await history.rule('b', 'c', 'same');
    await expect(history.rule('c', 'a', 'different')).rejects.toThrow(
      'crm/records/c = crm/records/b = crm/records/a',
    );
    await history.match();
    expect(await history.clusters()).toEqual(['a b c']);
  });
});
