/** The plan's arithmetic: what must be written so that a CRM record holds the wanted values. */
import type { Json, JsonObject } from '../../util/json.ts';

export type FieldDiff = { fields: JsonObject; oldFields: JsonObject };

/**
 * Compares wanted vendor fields with what the CRM is known to hold. A field that was never seen counts as
 * empty. Returns null when nothing needs writing: no call is made for it.
 */
export function diffFields(wanted: JsonObject, known: JsonObject): FieldDiff | null {
  const fields: JsonObject = {};
  const oldFields: JsonObject = {};
  for (const [name, value] of Object.entries(wanted)) {
    const held = known[name] ?? null;
    if (sameVendorValue(value, held)) continue;
    fields[name] = value;
    oldFields[name] = held;
  }
  return Object.keys(fields).length === 0 ? null : { fields, oldFields };
}

/**
 * Whether two vendor values mean the same. CRMs give numbers back as text ("12.5", "12.50"), empty text as
 * null and instants in their own notation (`2026-09-30T12:00:00.000+0000`, epoch milliseconds).
 */
export function sameVendorValue(a: Json, b: Json): boolean {
  return normalise(a) === normalise(b);
}

const NUMBER = /^-?\d{1,15}(\.\d{1,10})?$/;
const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3})\d*)?(Z|[+-]\d\d:?\d\d)$/;

function normalise(value: Json): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return JSON.stringify(value);
  if (NUMBER.test(value)) return String(Number(value));
  const instant = INSTANT.exec(value);
  if (instant === null) return value.normalize('NFC');
  const [, base, fraction = '0', zone = 'Z'] = instant;
  const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return String(Date.parse(`${base}.${fraction.padEnd(3, '0')}${offset}`));
}
