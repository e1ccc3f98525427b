import { beforeAll, describe, expect, it } from 'vitest';
import { alignModel } from '#src/core/match/align-model.ts';
import { comparePair } from '#src/core/match/compare-pair.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import type { MatchModel } from '#src/core/match/model.ts';
import { generatedRecords, type LabelledRecord } from '../../support/match-records.ts';

let model: MatchModel;
let records: LabelledRecord[];
beforeAll(() => {
  records = generatedRecords('account', 80);
  model = estimateModel('account', records);
});

const [LEFT, RIGHT] = [
  { name: 'zenith cartography', domain: 'zenith.com', city: 'leeds', phone: '+441134962222' },
  { name: 'zenith cartography', domain: 'zenith.com', city: 'york', phone: '+441134962223' },
];
const evidence = (by: MatchModel) =>
  new Map(comparePair(by, LEFT, RIGHT).features.map(({ feature, weight }) => [feature, weight]));

describe('a version that an earlier program stored', () => {
  it('is as it was, whatever the order of its features and kinships', () => {
    const moved = {
      ...model,
      features: model.features.toReversed(),
      kinships: model.kinships.toReversed(),
    };
    expect(alignModel(moved)).toEqual(model);
    for (let index = 0; index < 40; index += 2) {
      const [a, b] = [records[index]?.standardised ?? {}, records[index + 1]?.standardised ?? {}];
      expect(comparePair(alignModel(moved), a, b).weight).toBe(comparePair(model, a, b).weight);
    }
  });

  it('gives no weight to what it knows nothing of, and keeps its own for the rest', () => {
    const older = {
      ...model,
      features: model.features.filter(({ name }) => name !== 'phone' && name !== 'city'),
    };
    const aligned = alignModel(older);
    expect(aligned.features.filter(({ unknown }) => unknown).map(({ name }) => name)).toEqual([
      'phone',
      'city',
    ]);
    const [now, then] = [evidence(aligned), evidence(model)];
    expect(then.get('phone')).not.toBe(0);
    expect(now.get('phone')).toBe(0);
    expect(now.get('city')).toBe(0);
    expect(now.get('name')).toBe(then.get('name'));
    expect(now.get('domain')).toBe(then.get('domain'));
  });

  it('gives no weight to a feature that has other levels now, even in full agreement', () => {
    const older = {
      ...model,
      features: model.features.map((feature) =>
        feature.name === 'name' ? { ...feature, m: [0.1, 0.9], u: [0.9, 0.1], scale: [0, 1] } : feature,
      ),
    };
    expect(evidence(alignModel(older)).get('name')).toBe(0);
  });

  it('lets a kinship it knows nothing of explain nothing', () => {
    const aligned = alignModel({ ...model, kinships: [] });
    expect(aligned.kinships.map(({ name }) => name)).toEqual(model.kinships.map(({ name }) => name));
    const [weight, without] = [comparePair(aligned, LEFT, RIGHT), comparePair(model, LEFT, RIGHT)];
    expect(Number.isFinite(weight.weight)).toBe(true);
    expect(weight.weight).toBeGreaterThanOrEqual(without.weight);
  });
});
