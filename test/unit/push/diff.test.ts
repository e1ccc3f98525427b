import { describe, expect, it } from 'vitest';
import { diffFields, type Known, sameVendorValue, type WantedField } from '#src/core/push/diff.ts';
import { LANES } from '#src/core/push/lane.ts';
import type { Json } from '#src/util/json.ts';

const nothing: Known = { ours: {}, held: {}, uncertain: [] };

function wanted(field: string, value: Json): WantedField {
  return { field, vendorField: `X_${field}`, wanted: value, vendorValue: value };
}

describe('sameVendorValue', () => {
  it.each([
    ['12.50', 12.5],
    ['', null],
    ['2026-09-30T12:00:00.000+0000', '2026-09-30T12:00:00Z'],
    ['2026-09-30T14:00:00+02:00', '2026-09-30T12:00:00.000Z'],
    ['a\r\nb', 'a\nb'],
    ['true', true],
  ])('%j and %j are the same', (a, b) => {
    expect(sameVendorValue(a, b)).toBe(true);
  });

  it.each([
    ['12.5', '12.6'],
    ['a', 'A'],
    ['0', null],
    ['2026-09-30T12:00:00Z', '2026-09-30T12:00:01Z'],
  ])('%j and %j are not', (a, b) => {
    expect(sameVendorValue(a, b)).toBe(false);
  });
});

describe('diffFields', () => {
  it('writes only what differs, and remembers what was there', () => {
    const known = { ...nothing, ours: { X_health: '70', X_health_band: 'good' } };
    expect(diffFields([wanted('health', 80), wanted('health_band', 'good')], known)).toEqual({
      fields: { X_health: 80 },
      oldFields: { X_health: '70' },
      lane: LANES.score,
    });
  });

  it('makes no write where nothing differs', () => {
    expect(diffFields([wanted('health', 80)], { ...nothing, ours: { X_health: '80' } })).toBeNull();
  });

  it('leaves alone a score that moved less than its step', () => {
    expect(diffFields([wanted('churn_risk', 0.305)], { ...nothing, ours: { X_churn_risk: 0.3 } })).toBeNull();
    expect(
      diffFields([wanted('churn_risk', 0.31)], { ...nothing, ours: { X_churn_risk: 0.3 } }),
    ).not.toBeNull();
    expect(diffFields([wanted('clv', 100_500)], { ...nothing, ours: { X_clv: '100000' } })).toBeNull();
  });

  it('writes reasons and date only along with another change', () => {
    const ours = { X_health: 70, X_reasons: 'old', X_scored_on: '2026-01-01' };
    const fields = [wanted('reasons', 'new'), wanted('scored_on', '2026-01-02')];
    expect(diffFields([wanted('health', 70), ...fields], { ...nothing, ours })).toBeNull();
    expect(
      Object.keys(diffFields([wanted('health', 75), ...fields], { ...nothing, ours })?.fields ?? {}),
    ).toEqual(['X_health', 'X_reasons', 'X_scored_on']);
  });

  it('does not offer again what the CRM refused, until the value changes', () => {
    const known = { ...nothing, held: { X_trend: 'volatile' } };
    expect(diffFields([wanted('trend', 'volatile')], known)).toBeNull();
    expect(diffFields([wanted('trend', 'growing')], known)).not.toBeNull();
  });

  it('writes a field of unknown outcome whatever is believed to stand there', () => {
    const known = { ours: { X_health: 80 }, held: {}, uncertain: ['X_health'] };
    expect(diffFields([wanted('health', 80)], known)?.fields).toEqual({ X_health: 80 });
  });

  it('an SLA field makes the whole write urgent', () => {
    expect(
      diffFields([wanted('goldenrod_id', 'ga_1'), wanted('sla_status', 'breached')], nothing)?.lane,
    ).toBe(LANES.sla);
    expect(diffFields([wanted('goldenrod_id', 'ga_1')], nothing)?.lane).toBe(LANES.id);
  });
});
