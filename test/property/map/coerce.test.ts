import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyMapping } from '#src/core/map/apply.ts';
import { BadValue } from '#src/core/map/bad-value.ts';
import { coerce } from '#src/core/map/coerce/coerce.ts';
import { toMinorUnits } from '#src/core/map/coerce/money.ts';
import { parseMapping } from '#src/core/map/parse.ts';
import type { FieldKind } from '#src/core/model/field.ts';
import type { Json } from '#src/util/json.ts';

const KINDS: FieldKind[] = [
  'text',
  'texts',
  'number',
  'integer',
  'boolean',
  'date',
  'instant',
  'money',
  'reference',
];
const anyJson = fc.jsonValue({ noUnicodeString: false }) as fc.Arbitrary<Json>;

test('no value of any kind makes the mapping throw, and what it lets through is clean', () => {
  const mapping = parseMapping(
    'entity: account\nobject: X\nfields: {name: a, domains: b, latitude: c, employees: d, annual_revenue: e, created_at: f, currency: {transform: constant, with: {value: USD}}}',
    'm.yaml',
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), anyJson), (payload) => {
      const { record, problems } = applyMapping(mapping, payload);
      expect(Object.keys(record).length + problems.length).toBeLessThanOrEqual(7);
      const text = JSON.stringify(record);
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toContain('\\u0000');
    }),
  );
});

test('coercion is idempotent: a canonical value maps to itself', () => {
  fc.assert(
    fc.property(fc.constantFrom(...KINDS.filter((kind) => kind !== 'money')), anyJson, (kind, value) => {
      const once = coerce(kind, value, null);
      if (once instanceof BadValue) return;
      expect(coerce(kind, once, null)).toEqual(once);
    }),
  );
});

test('whole cents survive any notation', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (cents) => {
      const text = `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
      expect(toMinorUnits(text, 'EUR')).toBe(cents === 0 ? 0 : cents);
      expect(toMinorUnits(Number(text), 'EUR')).toBe(cents === 0 ? 0 : cents);
    }),
  );
});
