import { describe, expect, it } from 'vitest';
import { fitScoreModels } from '#src/core/score/fit-score-models.ts';
import type { PreviousScores, Score, ScoreKind } from '#src/core/score/score.ts';
import { scoreAccount } from '#src/core/score/score-account.ts';
import { AS_OF, account, invoice, invoices, manyAccounts } from './accounts.ts';

// One who bought once stands at an end, so that measures are missing first or last.
const accounts = [account('once', { transactions: [invoice('2026-08-01', 70_000)] }), ...manyAccounts(300)];
const models = fitScoreModels(accounts, { asOf: AS_OF });

function byKind(scores: readonly Score[]): Record<ScoreKind, Score> {
  return Object.fromEntries(scores.map((score) => [score.kind, score])) as Record<ScoreKind, Score>;
}

function scoresOf(
  facts: Parameters<typeof account>[1],
  previous: PreviousScores | null = null,
  asOf = AS_OF,
) {
  return byKind(scoreAccount(account('x', facts), models, previous, asOf));
}

describe('score models', () => {
  it('are fitted with enough repeat customers, whatever the order of accounts and transactions', () => {
    const shuffled = [...accounts]
      .reverse()
      .map((facts) => ({ ...facts, transactions: [...facts.transactions].reverse() }));
    expect(models.value.kind).toBe('bg_nbd+gamma_gamma');
    expect(fitScoreModels(shuffled, { asOf: AS_OF })).toEqual(models);
  });

  it('are plain JSON', () => {
    expect(JSON.parse(JSON.stringify(models))).toEqual(models);
  });

  it('fall back to the simple model under a hundred repeat customers, and the scores say so', () => {
    const few = fitScoreModels(accounts.slice(0, 61), { asOf: AS_OF });
    expect(few.value.kind).toBe('shrunk_simple');
    const [value] = scoreAccount(accounts[2] ?? account('x'), few, null, AS_OF);
    expect(value?.reasons.down.join()).toContain('Simple model: 60 repeat customers');
    expect(value?.value).toBeGreaterThan(0);
  });

  it('can be fitted on nothing', () => {
    const none = fitScoreModels([], { asOf: AS_OF });
    const scores = byKind(
      scoreAccount(
        account('x', { transactions: invoices('2026-01-01', '2026-09-01', 30) }),
        none,
        null,
        AS_OF,
      ),
    );
    expect(scores.value.status).toBe('scored');
  });
});

describe('scores of an account', () => {
  it('do not change on a second run at the same as-of', () => {
    for (const facts of accounts) {
      const first = scoreAccount(facts, models, null, AS_OF);
      const earlier = byKind(scoreAccount(facts, models, null, '2026-06-30T12:00:00.000Z'));
      const run = scoreAccount(facts, models, earlier, AS_OF);
      expect(scoreAccount(facts, models, byKind(first), AS_OF)).toEqual(first);
      expect(scoreAccount(facts, models, byKind(run), AS_OF)).toEqual(run);
    }
  });

  it('say "not enough data" of an account without purchases, never a neutral number', () => {
    const { value, trend, churn_risk } = scoresOf({});
    for (const score of [value, trend, churn_risk]) {
      expect(score).toMatchObject({ status: 'not_enough_data', value: null, band: null });
    }
  });

  it('do not call a customer of one purchase alive', () => {
    const { churn_risk, value } = scoresOf({ transactions: [invoice('2026-08-01', 50_000)] });
    expect(churn_risk.status).toBe('not_enough_data');
    expect(value.status).toBe('scored');
    expect(value.components.find(({ key }) => key === 'alive')?.measured).toBeNull();
  });

  it('see a customer who fell silent', () => {
    const silent = scoresOf({ transactions: invoices('2024-01-01', '2025-11-01', 15) });
    const faithful = scoresOf({ transactions: invoices('2024-01-01', '2026-09-25', 15) });
    expect(silent.churn_risk.band).toBe('critical');
    expect(silent.churn_risk.reasons.up[0]).toMatch(
      /^No order for \d+ days, \d+ times the usual gap of 15 days$/,
    );
    expect(faithful.churn_risk.band).toBe('low');
    expect(silent.value.value ?? 0).toBeLessThan(faithful.value.value ?? 0);
    expect(silent.health.value ?? 100).toBeLessThanOrEqual(39);
  });

  it('do not give up a customer who is not late by its own habit', () => {
    // Eight days of orders, then sixty of silence, again and again; the last ones 59 days ago.
    const dayOf = (day: number): string =>
      new Date(Date.parse('2026-08-02') - day * 86_400_000).toISOString().slice(0, 10);
    const bursts = Array.from({ length: 14 }, (_, burst) =>
      Array.from({ length: 8 }, (_, i) => burst * 67 + i),
    );
    const transactions = bursts.flat().map((day) => invoice(dayOf(day), 100_000));
    const { churn_risk } = scoresOf({ transactions });
    const measured = Object.fromEntries(
      churn_risk.components.map(({ key, measured: value }) => [key, value]),
    );
    expect(measured['alive']).toBeLessThan(0.5);
    expect(measured['overdue_ratio']).toBeLessThan(1);
    expect(churn_risk).toMatchObject({ value: 0.49, band: 'medium' });
  });

  it('call a year without revenue a decline, however little there was before', () => {
    const { trend } = scoresOf({
      transactions: [invoice('2024-09-05', 90_000), invoice('2025-03-05', 90_000)],
    });
    expect(trend.band).toBe('declining');
  });

  it('count credit notes against revenue', () => {
    const transactions = invoices('2024-01-01', '2026-09-25', 30);
    const credits = transactions.map((entry) => ({
      ...entry,
      kind: 'credit_note' as const,
      amountMinor: 50_000,
    }));
    const full = scoresOf({ transactions });
    const half = scoresOf({ transactions: [...transactions, ...credits] });
    expect(half.value.components[1]?.measured).toBeLessThan((full.value.components[1]?.measured ?? 0) * 0.7);
  });

  it('call a young customer new', () => {
    expect(scoresOf({ transactions: invoices('2026-06-01', '2026-09-20', 10) }).trend).toMatchObject({
      band: 'new',
      value: null,
    });
  });

  it('take a customer whose currency is unknown for partly covered', () => {
    const transactions = invoices('2024-01-01', '2026-09-25', 30);
    const foreign = transactions.map((entry, i) => (i % 2 === 0 ? entry : { ...entry, currency: 'XTS' }));
    expect(scoresOf({ transactions: foreign }).value.coverage).toBeCloseTo(0.5, 1);
  });
});

describe('health', () => {
  const transactions = invoices('2024-01-01', '2026-09-25', 15);
  const urgent = {
    openedAt: '2026-09-20T00:00:00.000Z',
    closedAt: null,
    priority: 'Urgent',
    state: 'open',
    breachedAt: [],
  };

  it('adds up', () => {
    const { health } = scoresOf({ transactions });
    const sum = health.components.reduce(
      (total, { contribution }) => total + Math.round((contribution ?? 0) * 100),
      0,
    );
    expect(sum).toBe(Math.round((health.value ?? 0) * 100));
  });

  it('is held under 40 by an urgent case open for more than five days', () => {
    expect(scoresOf({ transactions }).health.value ?? 0).toBeGreaterThan(40);
    const { health } = scoresOf({ transactions, cases: [urgent] });
    expect(health.value).toBeLessThan(40);
    expect(health.reasons.down[0]).toBe('Held down: an urgent case has been open for more than 5 days');
    const sum = health.components.reduce((total, { contribution }) => total + (contribution ?? 0), 0);
    expect(sum).toBeCloseTo(health.value ?? 0, 8);
  });

  it('does not take an unknown for a good sign', () => {
    const known = { transactions: true, opportunities: true, cases: false };
    const { health } = scoresOf({ transactions, known });
    expect(health.coverage).toBeLessThan(scoresOf({ transactions }).health.coverage);
    expect(health.components.some(({ key }) => key === 'open_cases')).toBe(false);
  });

  it('is not raised to a better band by a measure that vanished', () => {
    const breached = Array.from({ length: 6 }, () => ({
      openedAt: '2026-09-01T00:00:00.000Z',
      closedAt: '2026-09-28T00:00:00.000Z',
      priority: 'Low',
      state: 'solved',
      breachedAt: ['2026-09-25T00:00:00.000Z'],
    }));
    const before = scoresOf({ transactions, cases: breached });
    const known = { transactions: true, opportunities: true, cases: false };
    const later = '2026-10-01T12:00:00.000Z';
    const after = scoresOf({ transactions, cases: breached, known }, before, later);
    expect(after.health.value ?? 0).toBeGreaterThan(before.health.value ?? 0);
    expect(after.health.band).toBe(before.health.band);
    const again = scoresOf({ transactions, cases: breached, known }, after, later);
    expect(again.health).toEqual(after.health);
    const dayAfter = scoresOf({ transactions, cases: breached, known }, after, '2026-10-02T12:00:00.000Z');
    expect(dayAfter.health.band).toBe(before.health.band);
  });
});
