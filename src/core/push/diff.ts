/** The plan's arithmetic: what must be written so that a CRM record holds the wanted values. */
import type { Json, JsonObject } from '../../util/json.ts';
import { type Lane, laneOf } from './lane.ts';
import { dropLoneCompanions, isMaterial, type Materiality } from './materiality.ts';

/** One canonical push field as the vendor would hold it. */
export type WantedField = { field: string; vendorField: string; wanted: Json; vendorValue: Json };

export type Known = {
  /** What the CRM holds, by vendor field, as far as we know. */
  ours: JsonObject;
  /** Values that the CRM refused before, by vendor field. */
  held: JsonObject;
  /** Vendor fields of writes whose outcome is unknown: they must be written whatever `ours` says. */
  uncertain: readonly string[];
};

export type FieldDiff = { fields: JsonObject; oldFields: JsonObject; lane: Lane };

/** Compares wanted fields with what is known. Null when nothing needs writing: no call is made for it. */
export function diffFields(
  wanted: readonly WantedField[],
  known: Known,
  materiality: Materiality = {},
): FieldDiff | null {
  const unknown = new Set(known.uncertain);
  const held: JsonObject = {};
  const changed: string[] = [];
  for (const { field, vendorField, wanted: value, vendorValue } of wanted) {
    const current = unknown.has(vendorField) ? null : (known.ours[vendorField] ?? null);
    held[field] = current;
    if (unknown.has(vendorField)) changed.push(field);
    else if (
      sameVendorValue(vendorValue, current) ||
      !isMaterial(field, { wanted: value, held: current }, materiality)
    )
      continue;
    else if (vendorField in known.held && sameVendorValue(known.held[vendorField] ?? null, vendorValue))
      continue;
    else changed.push(field);
  }
  const kept = new Set(dropLoneCompanions(changed, held));
  if (kept.size === 0) return null;
  const diff: FieldDiff = { fields: {}, oldFields: {}, lane: laneOf(kept) };
  for (const { field, vendorField, vendorValue } of wanted) {
    if (!kept.has(field)) continue;
    diff.fields[vendorField] = vendorValue;
    diff.oldFields[vendorField] = known.ours[vendorField] ?? null;
  }
  return diff;
}

/**
 * Whether two vendor values mean the same. CRMs give numbers back as text ("12.5", "12.50"), empty text as
 * null and instants in their own notation (`2026-09-30T12:00:00.000+0000`).
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
  if (instant === null) return value.normalize('NFC').replaceAll('\r\n', '\n');
  const [, base, fraction = '0', zone = 'Z'] = instant;
  const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return `instant ${Date.parse(`${base}.${fraction.padEnd(3, '0')}${offset}`)}`;
}
