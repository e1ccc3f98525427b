import { describe, expect, it } from 'vitest';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import { levelTable } from '#src/core/match/level-table.ts';
import { groupWeight } from '#src/core/match/weights.ts';

/** Address, postal code, city, state: what the group is about comes first. */
const PLACE = Int32Array.of(0, 1, 2, 3);
const place = (...bits: number[]) => groupWeight(Float64Array.from(bits), PLACE);

describe('a group that agrees and disagrees at once', () => {
  it('counts in full where nothing differs, the strongest in full and the others one fifth', () => {
    expect(place(12, 10, 9, 2)).toBeCloseTo(12 + 0.2 * 21);
    expect(place(0, 0, 0, 0)).toBe(0);
  });

  it('counts half where its first feature differs: a postal code says little of two addresses', () => {
    expect(place(-4, 10, 9, 2)).toBeCloseTo(0.5 * (10 + 0.2 * 11) - 4);
  });

  it('is doubted by so much as differs where its first feature agrees: the state may be wrong', () => {
    expect(place(12, 10, 9, -4)).toBeCloseTo((1 - 0.5 / 3) * (12 + 0.2 * 19) - 4);
    expect(place(12, 10, -3, -4)).toBeCloseTo(0.5 * (12 + 0.2 * 10) - 4 - 0.2 * 3);
    expect(place(12, -5, -3, -4)).toBeCloseTo(0.5 * 12 - 5 - 0.2 * 7);
  });

  it('never weighs less for more agreement', () => {
    for (const bits of [-4, -1, 0, 1, 6]) {
      for (let at = 0; at < 4; at++) {
        const before = [3, -2, 5, -4];
        const after = before.with(at, Math.max(before[at] as number, bits));
        expect(place(...after)).toBeGreaterThanOrEqual(place(...before));
      }
    }
  });
});

describe('a level that strangers were hardly ever seen at', () => {
  it('does not lift the better ones, which nearly all of them reach', () => {
    // Any two of these dates are equal or one slip apart: no pair is ever seen at a worse level.
    const records = Array.from({ length: 96 }, (_, at) => ({
      id: String(at),
      standardised: { name: `ordane ${at.toString(36)}`, 'x:made': `20230${1 + (at % 9)}11` },
    }));
    const model = estimateModel('account', records, { extras: [{ column: 'made', kind: 'date' }] });
    const slip = levelTable(model).find(({ feature, level }) => feature === 'made' && level === 'one slip');
    expect(slip?.weight).toBeLessThan(1);
  });
});
