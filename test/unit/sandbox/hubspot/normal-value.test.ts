import { expect, it } from 'vitest';
import { normalValue } from '#src/sandbox/hubspot/normal-value.ts';
import type { PropertySpec, PropertyType } from '#src/sandbox/hubspot/schema/property-spec.ts';

const property = (type: PropertyType): PropertySpec => ({
  name: 'x',
  label: 'X',
  type,
  fieldType: 'text',
  groupName: 'g',
  description: '',
  options: [],
  unique: false,
  readOnly: false,
  hubspotDefined: false,
  archived: false,
});

it.each([
  ['number', '12.50', '12.50'],
  ['number', '1e3x', undefined],
  ['bool', 'yes', undefined],
  ['date', '2026-02-28', '2026-02-28'],
  ['date', '2026-02-29', undefined],
  ['date', String(Date.UTC(2026, 1, 28)), '2026-02-28'],
  ['date', String(Date.UTC(2026, 1, 28, 5)), undefined],
  ['datetime', '2026-02-28T10:00:00+01:00', '2026-02-28T09:00:00.000Z'],
  ['datetime', String(Date.UTC(2026, 1, 28, 9)), '2026-02-28T09:00:00.000Z'],
  ['datetime', 'tomorrow', undefined],
  ['string', ' as it is ', ' as it is '],
] as const)('%s %j becomes %j', (type, value, expected) => {
  expect(normalValue(property(type), value)).toBe(expected);
});
