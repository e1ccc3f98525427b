import { describe, expect, it } from 'vitest';
import {
  expectedPurchases,
  expectedPurchasesOfNew,
  fitBgNbd,
  probabilityAlive,
} from '#src/core/score/bg-nbd.ts';
import { discountedValue } from '#src/core/score/discounted-value.ts';
import { expectedOrderValue, fitGammaGamma } from '#src/core/score/gamma-gamma.ts';
import { readCdnow } from './cdnow.ts';

// Fader, Hardie, Lee (2005) for BG/NBD; Fader, Hardie (2013) for Gamma-Gamma; both on the CDNOW sample.
const customers = readCdnow();
const bgNbd = fitBgNbd(customers);
const gammaGamma = fitGammaGamma(customers);

describe('BG/NBD on CDNOW', () => {
  it('finds the published parameters and likelihood', () => {
    const { r, alpha, a, b } = bgNbd.parameters;
    expect(r).toBeCloseTo(0.243, 3);
    expect(alpha).toBeCloseTo(4.414, 3);
    expect(a).toBeCloseTo(0.793, 3);
    expect(b).toBeCloseTo(2.426, 3);
    expect(bgNbd.logLikelihood).toBeCloseTo(-9582.4256, 3);
  });

  it('gives the published figures of customer x = 2, t_x = 30.43, T = 38.86', () => {
    const customer = { frequency: 2, recency: 30.43, T: 38.86 };
    expect(probabilityAlive(bgNbd.parameters, customer)).toBeCloseTo(0.7266, 4);
    expect(expectedPurchases(bgNbd.parameters, customer, 39)).toBeCloseTo(1.226, 3);
  });

  it('expects of a new customer what the paper expects', () => {
    const found = [0.1429, 1, 3, 31.8571, 32, 78].map((t) => expectedPurchasesOfNew(bgNbd.parameters, t));
    const published = [0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.858];
    published.forEach((value, index) => expect(found[index]).toBeCloseTo(value, 4));
  });

  it('expects less of who bought more often and then fell silent', () => {
    const found = [10, 15, 20, 25].map((frequency) =>
      expectedPurchases(bgNbd.parameters, { frequency, recency: 20, T: 39 }, 52),
    );
    [0.3474606, 0.04283391, 0.004158973, 0.0003583685].forEach((value, index) =>
      expect(found[index]).toBeCloseTo(value, 4),
    );
  });

  it('stays finite for hundreds of purchases', () => {
    const parameters = { r: 0.5143, alpha: 2.8845, a: 0.8, b: 2.4 };
    for (const [frequency, recency, T] of [
      [221, 103.43, 103.57],
      [900, 97.14, 97.29],
    ] as const) {
      const expected = expectedPurchases(parameters, { frequency, recency, T }, 520);
      expect(Number.isFinite(expected)).toBe(true);
      expect(expected).toBeGreaterThan(frequency);
    }
  });

  it('stays sensible where all customers are alike', () => {
    const alike = Array.from({ length: 300 }, (_, i) => ({
      frequency: 20 + (i % 5),
      recency: 150 + (i % 6),
      T: 156,
    }));
    const { parameters } = fitBgNbd(alike);
    const expected = expectedPurchases(parameters, { frequency: 22, recency: 155, T: 156 }, 52);
    expect(expected).toBeGreaterThan(5);
    expect(expected).toBeLessThan(9);
  });

  it('gives the same parameters whatever the order of the customers', () => {
    expect(fitBgNbd([...customers].reverse())).toEqual(bgNbd);
  });
});

describe('Gamma-Gamma on CDNOW', () => {
  it('finds the published parameters and likelihood', () => {
    const { p, q, v } = gammaGamma.parameters;
    expect(p).toBeCloseTo(6.25, 2);
    expect(q).toBeCloseTo(3.74, 1);
    expect(v).toBeCloseTo(15.45, 2);
    expect(gammaGamma.logLikelihood).toBeCloseTo(-4055.923, 3);
  });

  it('draws the order value of a customer towards the mean', () => {
    const values = customers
      .slice(0, 3)
      .map((customer) => expectedOrderValue(gammaGamma.parameters, customer));
    [24.6586, 18.9115, 35.171].forEach((value, index) => expect(values[index]).toBeCloseTo(value, 3));
  });
});

describe('discounted value', () => {
  it('is the twelve-month value of CDNOW in weeks, not in days', () => {
    const [customer] = customers;
    if (customer === undefined) throw new Error('no customers');
    const orders = (t: number): number => expectedPurchases(bgNbd.parameters, customer, t);
    const plan = { horizon: 12 * 4.345, step: 4.345, ratePerStep: 0.01 };
    expect(discountedValue(orders, expectedOrderValue(gammaGamma.parameters, customer), plan)).toBeCloseTo(
      36.28,
      2,
    );
  });

  it('without interest is expected orders times value, whole steps or not', () => {
    expect(discountedValue((t) => 2 * t, 10, { horizon: 7.5, step: 2, ratePerStep: 0 })).toBeCloseTo(150, 10);
  });
});
