import { describe, expect, it } from 'vitest';
import { normaliseDomain, normaliseName } from '#src/sandbox/world/baseline.ts';
import { pairScore } from '#src/sandbox/world/pair-score.ts';

describe('pairScore', () => {
  it('counts pairs, not records', () => {
    // Truth: {a,b,c} {d}. Claimed: {a,b} {c,d}. One of three true pairs found, one of two claims right.
    const { precision, recall, f1 } = pairScore(['x', 'x', 'x', 'y'], ['1', '1', '2', '2']);
    expect(precision).toBeCloseTo(1 / 2);
    expect(recall).toBeCloseTo(1 / 3);
    expect(f1).toBeCloseTo(0.4);
  });

  it('is perfect for the truth itself, and for nothing to be found', () => {
    expect(pairScore(['x', 'x', 'y'], ['1', '1', '2']).f1).toBe(1);
    expect(pairScore(['x', 'y'], ['1', '2']).f1).toBe(1);
  });

  it('refuses lists of unequal length', () => {
    expect(() => pairScore(['x'], [])).toThrow(RangeError);
  });
});

describe('the obvious rule', () => {
  it('sees through case, punctuation, umlauts and legal forms', () => {
    expect(normaliseName('Müller Maschinenbau GmbH & Co. KG')).toBe(normaliseName('MUELLER MASCHINENBAU'));
    expect(normaliseName('Acme, Inc.')).toBe('acme');
  });

  it('reads the domain out of web sites and e-mail addresses', () => {
    expect(['https://www.acme.com/home', 'ACME.COM', 'info@acme.com'].map(normaliseDomain)).toEqual([
      'acme.com',
      'acme.com',
      'acme.com',
    ]);
  });
});
