import { expect, it } from 'vitest';
import { correctionInWords } from '#src/cli/correction-in-words.ts';
import { correctionsOf } from '#src/core/match/corrections.ts';
import { featuresOf } from '#src/core/match/features.ts';
import { kinshipsOf } from '#src/core/match/kinships.ts';
import type { MatchModel } from '#src/core/match/model.ts';
import { totalWeight, weightTables } from '#src/core/match/weights.ts';

const features = featuresOf('contact');
const names = features.map(({ name }) => name);
const model = {
  type: 'contact',
  records: 1000,
  prior: -10,
  features: features.map(({ comparator }) => {
    const flat = comparator.levels.map(() => 0.5);
    return { m: flat, u: flat, scale: flat, share: [1] };
  }),
  kinships: kinshipsOf('contact').map(({ name }) => ({ name, odds: name === 'same company' ? -4 : -8 })),
} as unknown as MatchModel;
const tables = weightTables(model, features);

function correct(weights: Readonly<Record<string, number>>) {
  const perFeature = Float64Array.from(names, (name) => weights[name] ?? 0);
  const sum = perFeature.reduce((total, each) => total + each, model.prior);
  return {
    steps: correctionsOf({ model, tables, names, perFeature }),
    whole: totalWeight(tables, perFeature) - sum,
  };
}

it('names the features that tell partly the same, and the kinship that explains what is shared', () => {
  const { steps, whole } = correct({ first: -4, phone: 10, city: 4, postal: 6, company: 7 });
  expect(steps.map(correctionInWords)).toEqual([
    'postal and city tell partly the same: counted in part',
    'may be two colleagues, who would share phone, postal, city and company as well',
    'may be relatives in one company, who would share phone, postal, city and company as well',
  ]);
  expect(steps.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(whole, 12);
});

it('shares out every bit, also where several kinships explain a little each', () => {
  const { steps, whole } = correct({ last: 5, phone: 2 });
  expect(steps.length).toBeGreaterThan(1);
  expect(steps.every(({ reason }) => reason === 'kin')).toBe(true);
  expect(steps.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(whole, 12);
});

it('knows a word for every kinship', () => {
  for (const type of ['account', 'contact'] as const)
    for (const { name } of kinshipsOf(type)) {
      const told = correctionInWords({ reason: 'kin', kinship: name, features: ['phone'], weight: -1 });
      expect(told).toMatch(/^may be .* who would share phone as well$/);
      if (name !== 'twins' && name !== 'sister companies')
        expect(told).not.toBe(`may be ${name}, who would share phone as well`);
    }
});
