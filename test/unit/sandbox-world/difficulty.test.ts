import { describe, expect, it } from 'vitest';
import { baselineF1 } from '#src/sandbox/world/baseline.ts';
import { generateWorld } from '#src/sandbox/world/generate.ts';
import { pairScore } from '#src/sandbox/world/pair-score.ts';
import { clusterRows } from './reference-matcher.ts';
import { ACCOUNT_MATCHER, CONTACT_MATCHER } from './reference-models.ts';
import { accountRows, contactRows } from './world-rows.ts';

const WORLDS = [
  [150, 1],
  [150, 2],
  [150, 11],
  [500, 1],
  [500, 5],
  [2000, 1],
  [2000, 9],
] as const;

describe.each(WORLDS)('a world of %i companies, seed %i', (accounts, seed) => {
  const world = generateWorld({ seed, accounts });
  const entities = (type: 'account' | 'contact'): string[] => world.truth[type].map((row) => row.entity);

  it('defeats the obvious rule', () => {
    const { account, contact } = baselineF1(world);
    expect(account.f1).toBeLessThanOrEqual(0.75);
    expect(contact.f1).toBeLessThanOrEqual(0.75);
    expect(Math.min(account.f1, contact.f1)).toBeGreaterThan(0.3);
  });

  it('yields to a matcher that weighs all fields', () => {
    const accountScore = pairScore(entities('account'), clusterRows(accountRows(world), ACCOUNT_MATCHER));
    const contactScore = pairScore(entities('contact'), clusterRows(contactRows(world), CONTACT_MATCHER));
    for (const score of [accountScore, contactScore]) {
      expect(score.f1).toBeGreaterThanOrEqual(0.96);
      expect(score.precision).toBeGreaterThanOrEqual(0.99);
    }
  });
});
