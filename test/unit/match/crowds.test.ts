import { beforeAll, describe, expect, it } from 'vitest';
import { alignModel } from '#src/core/match/align-model.ts';
import { comparePair } from '#src/core/match/compare-pair.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import { ratioOf, ratiosByCrowd } from '#src/core/match/kin-ratios.ts';
import { kinshipsOf } from '#src/core/match/kinships.ts';
import { matchAll } from '#src/core/match/match-all.ts';
import type { MatchModel } from '#src/core/match/model.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';

const SYLLABLES = ['ba', 'do', 'fe', 'gi', 'ku', 'la', 'mo', 'ne', 'pi', 'ru', 'sa', 'to'];
const syllable = (at: number) => SYLLABLES[at % SYLLABLES.length] as string;
const nameOf = (chain: number) =>
  `${syllable(chain)}${syllable(Math.floor(chain / 12))}${syllable(Math.floor(chain / 144) + 3 * chain)}n Bakery`;

type Shop = { chain: number; branch: number; bare?: boolean };
/** `bare`: a row that leaves the street out. */
const row = ({ chain, branch, bare = false }: Shop) => ({
  name: nameOf(chain),
  website: `${nameOf(chain).replace(' ', '').toLowerCase()}.com`,
  city: bare ? '' : `${nameOf(400 + ((chain * 7 + branch * 13) % 90)).split(' ')[0]}ton`,
  street: bare ? '' : `${1 + chain + 31 * branch} ${nameOf(500 + branch).split(' ')[0]} Street`,
});
/** Twelve chains of twenty branches, and a thousand companies of one house; every fifth is there twice. */
const branches = Array.from({ length: 240 }, (_, at) => ({
  chain: at % 12,
  branch: Math.floor(at / 12),
  bare: at % 7 === 0,
}));
const alone = Array.from({ length: 1_000 }, (_, at) => ({
  chain: 12 + at,
  branch: at % 20,
  bare: at % 7 === 0,
}));
const shops: Shop[] = [...branches, ...alone];
const rows = [...shops, ...shops.filter((_, at) => at % 5 === 0)];
const records = (of: readonly Record<string, string>[]) =>
  of.map((values, at) => ({ id: String(at), standardised: standardise('account', values) }));

const withoutCrowds = (model: MatchModel): MatchModel => ({
  ...model,
  kinships: model.kinships.map(({ name, odds }) => ({ name, odds })),
});
const weigh = (model: MatchModel, a: Shop, b: Shop) =>
  comparePair(model, standardise('account', row(a)), standardise('account', row(b))).weight;

describe('the ratio of kin to one entity', () => {
  const [group] = kinshipsOf('account').filter(({ name }) => name === 'same group');
  const sisters = kinshipsOf('account').find(({ name }) => name === 'sister companies');
  const ratios = (kin: number[], matched: number[]) =>
    ratiosByCrowd(group ?? expect.fail(), {
      kin: Float64Array.from(kin),
      matched: Float64Array.from(matched),
    });

  it('rises with the crowd, and no further than kin can', () => {
    const [few = 0, some = 0, many = 0] = ratios([1, 5_000, 5_000], [1_000, 1_000, 10]);
    expect(few).toBeLessThan(0.1);
    expect(some).toBe(2);
    expect(many).toBe(4);
  });

  it('never falls where a crowd holds less kin', () => {
    const [some, fewer] = ratios([800, 1], [1_000, 1_000]);
    expect(fewer).toBe(some);
  });

  it('is of one for each match until there are clearly more', () => {
    const [, , slightly] = ratios([0, 0, 2_500], [1_000, 1_000, 1_000]);
    expect(slightly).toBeCloseTo(1.02);
  });

  it('of sisters is that of pairs which share something rare', () => {
    const kin = Float64Array.of(400, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    const matched = Float64Array.of(500, 0, 0, 0, 9_000, 0, 0, 0, 0, 0);
    expect(ratioOf(sisters ?? expect.fail(), { kin, matched }, 0.3)).toBeGreaterThan(0.4);
  });
});

describe('branches of chains', () => {
  let model: MatchModel;
  beforeAll(() => {
    model = estimateModel('account', records(rows.map(row)));
  }, 60_000);
  const crowds = (of: MatchModel) => of.kinships.flatMap(({ crowd }) => (crowd ? [crowd] : []));

  it('are the more, the more records bear their name', () => {
    expect(crowds(model)).toHaveLength(2);
    for (const crowd of crowds(model)) {
      expect(crowd).toEqual([...crowd].sort((a, b) => a - b));
      expect(crowd.at(-1)).toBeGreaterThan(3);
    }
  });

  it('do not come together for a common name alone, and their copies do', () => {
    const { clusterOf } = matchAll('account', records(rows.map(row)));
    const of = [...clusterOf];
    let [wrong, right] = [0, 0];
    of.forEach((cluster, a) => {
      for (let b = a + 1; b < of.length; b++) {
        if (cluster !== of[b]) continue;
        if (b >= shops.length && a === (b - shops.length) * 5) right++;
        else wrong++;
      }
    });
    // Without crowds 15 pairs of branches, and 212 of the 248 copies.
    expect(wrong).toBe(0);
    expect(right).toBeGreaterThan(230);
  }, 60_000);

  it('of which nobody knows a place are no crowd', () => {
    const bare = rows.map(row).map(({ name, website }) => ({ name, website }));
    expect(crowds(estimateModel('account', records(bare)))).toEqual([]);
  }, 60_000);

  it('weigh as they did once the version is stored and read, and under versions that know no crowds', () => {
    const stored = alignModel(JSON.parse(JSON.stringify(model)) as MatchModel);
    expect(stored.kinships).toEqual(model.kinships);
    const [a, b] = [branches[0] as Shop, branches[12] as Shop];
    const older = alignModel(withoutCrowds(model));
    expect(weigh(older, a, b)).toBe(weigh(withoutCrowds(model), a, b));
    expect(weigh(stored, a, b)).toBeLessThan(weigh(older, a, b));
  });

  it('weigh the same in either order', () => {
    const [a, b] = [branches[0] as Shop, branches[12] as Shop];
    expect(weigh(model, a, b)).toBe(weigh(model, b, a));
  });
});
