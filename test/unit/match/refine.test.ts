import { beforeAll, describe, expect, it } from 'vitest';
import { comparePair } from '#src/core/match/compare-pair.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import type { MatchModel } from '#src/core/match/model.ts';
import { type DecidedPair, LEAST_DECISIONS, refineModel } from '#src/core/match/refine.ts';
import { generatedRecords, type LabelledRecord } from '../../support/match-records.ts';

type Weighed = { left: LabelledRecord; right: LabelledRecord; weight: number };

let model: MatchModel;
/** Pairs of one company, and pairs of different ones that share a name, each by its weight. */
let same: Weighed[];
let different: Weighed[];

beforeAll(() => {
  const records = generatedRecords('account', 250);
  model = estimateModel('account', records);
  same = weighed(records, (record) => record.entity).filter(
    ({ left, right }) => left.standardised['lei'] === undefined || right.standardised['lei'] === undefined,
  );
  different = weighed(records, (record) => record.standardised['city'] ?? record.id).filter(
    ({ left, right }) => left.entity !== right.entity,
  );
});

function weighed(records: readonly LabelledRecord[], groupOf: (record: LabelledRecord) => string): Weighed[] {
  const found: Weighed[] = [];
  for (const group of Map.groupBy(records, groupOf).values()) {
    group.slice(0, 12).forEach((left, index) => {
      for (const right of group.slice(index + 1, 12)) {
        const { weight, linked, forbidden } = comparePair(model, left.standardised, right.standardised);
        if (linked === undefined && forbidden === undefined) found.push({ left, right, weight });
      }
    });
  }
  return found.sort((a, b) => a.weight - b.weight);
}

function decided(pairs: readonly Weighed[], verdict: DecidedPair['verdict']): DecidedPair[] {
  return pairs.map(({ left, right }) => ({ left: left.standardised, right: right.standardised, verdict }));
}

/** The greatest change of any parameter, in bits. */
function movement(refined: MatchModel): number {
  const bits = model.features.flatMap((feature, index) => {
    const other = refined.features[index];
    return [
      ...feature.m.map((m, level) => Math.log2((other?.m[level] ?? 0) / m)),
      ...feature.u.map((u, level) => Math.log2((other?.u[level] ?? 0) / u)),
    ];
  });
  const kin = model.kinships.map(({ odds }, index) => (refined.kinships[index]?.odds ?? 0) - odds);
  return Math.max(...[...bits, ...kin].map(Math.abs));
}

const meanWeight = (by: MatchModel, pairs: readonly Weighed[]): number =>
  pairs.reduce(
    (sum, { left, right }) => sum + comparePair(by, left.standardised, right.standardised).weight,
    0,
  ) / pairs.length;

describe('a model refined with decisions', () => {
  it('raises pairs like those that stewards joined against it', () => {
    const stern = { ...model, prior: model.prior - 6 };
    const missed = same.filter(({ weight }) => weight < 6);
    expect(missed.length).toBeGreaterThan(2 * LEAST_DECISIONS);
    const [told, untold] = [
      missed.filter((_, index) => index % 2 === 0),
      missed.filter((_, index) => index % 2 === 1),
    ];
    const refinement = refineModel(stern, decided(told, 'same'));
    expect(refinement).toMatchObject({ used: told.length, agreedBefore: 0 });
    expect(refinement.agreedAfter).toBeGreaterThan(0);
    expect(meanWeight(refinement.model, untold)).toBeGreaterThan(meanWeight(stern, untold) + 0.3);
  });

  it('lowers pairs like those that stewards parted against it', () => {
    const closest = different.slice(-30);
    const refinement = refineModel(model, decided(closest, 'different'));
    expect(meanWeight(refinement.model, closest)).toBeLessThan(meanWeight(model, closest));
  });

  it('does not move by decisions that it expected', () => {
    const expected = [...decided(same.slice(-200), 'same'), ...decided(different.slice(0, 200), 'different')];
    const refinement = refineModel(model, expected);
    expect(refinement.agreedBefore).toBe(400);
    expect(movement(refinement.model)).toBeLessThan(0.02);
  });

  it('moves little by few decisions, and never far by many', () => {
    const [against] = decided(same.slice(0, 1), 'same') as [DecidedPair];
    const few = refineModel(model, new Array<DecidedPair>(LEAST_DECISIONS).fill(against));
    expect(movement(few.model)).toBeGreaterThan(0.05);
    expect(movement(few.model)).toBeLessThan(2.5);
    const many = refineModel(model, new Array<DecidedPair>(5_000).fill(against));
    expect(movement(many.model)).toBeLessThan(5);
    const wrong = decided(same.slice(-300), 'different');
    for (const { m } of refineModel(model, wrong).model.features) {
      expect(m.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1);
      for (const each of m) expect(each).toBeGreaterThan(0);
    }
  });

  it('is left alone by too few decisions, and by those on pairs that an id decides', () => {
    const few = decided(same.slice(0, LEAST_DECISIONS - 1), 'same');
    expect(refineModel(model, few).model).toBe(model);
    const linked = { left: { lei: '5493001kjtiigc8y1r12' }, right: { lei: '5493001kjtiigc8y1r12' } };
    const ids = new Array<DecidedPair>(20).fill({ ...linked, verdict: 'different' });
    expect(refineModel(model, [...ids, ...few])).toMatchObject({ used: LEAST_DECISIONS - 1, model });
  });

  it('does not depend on the order of the decisions', () => {
    const pairs = [...decided(same.slice(0, 20), 'same'), ...decided(different.slice(-20), 'different')];
    const [forward, backward] = [
      refineModel(model, pairs).model,
      refineModel(model, pairs.toReversed()).model,
    ];
    forward.features.forEach(({ m }, index) =>
      m.forEach((each, level) => expect(backward.features[index]?.m[level]).toBeCloseTo(each, 12)),
    );
  });
});
