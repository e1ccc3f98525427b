import type { Json, JsonObject } from '../../util/json.ts';
import type { CanonicalRecord } from '../model/field.ts';
import { excerpt, type FieldProblem, runSteps } from './apply.ts';
import { BadValue } from './bad-value.ts';
import { coerce } from './coerce/coerce.ts';
import type { Mapping } from './mapping.ts';
import { readVendorField } from './vendor-path.ts';

export type ReversedRecord = { fields: JsonObject; problems: FieldProblem[] };

/**
 * Our values as vendor fields: numbers and booleans as such, dates `YYYY-MM-DD`, instants ISO 8601 in UTC, null
 * to clear. Values without a `push:` entry are left out; one that does not fit its kind is listed, not written.
 * The connector turns them into the vendor's wire form (HubSpot takes text only).
 */
export function reverseMapping(mapping: Mapping, values: CanonicalRecord): ReversedRecord {
  const fields: JsonObject = {};
  const problems: FieldProblem[] = [];
  for (const rule of mapping.push) {
    const value = Object.hasOwn(values, rule.field) ? values[rule.field] : undefined;
    if (value === undefined) continue;
    const coerced = coerce(rule.kind, value, null);
    const result = coerced instanceof BadValue ? coerced : runSteps(coerced, rule.steps);
    if (result instanceof BadValue) {
      const { code, reason } = result;
      problems.push({ field: rule.field, vendorFields: [rule.to], value: excerpt(value), code, reason });
    } else {
      fields[rule.to] = result;
    }
  }
  return { fields, problems };
}

/** The vendor fields of a record to be created: our values and the mapping's constants. */
export function reverseForCreate(mapping: Mapping, values: CanonicalRecord): ReversedRecord {
  const { fields, problems } = reverseMapping(mapping, values);
  return { fields: { ...mapping.constants, ...fields }, problems };
}

/** What the CRM holds in the fields that we push, as the vendor gave it; null where it holds nothing. */
export function heldFields(mapping: Mapping, payload: JsonObject): JsonObject {
  const held: Record<string, Json> = {};
  for (const rule of mapping.push) held[rule.to] = readVendorField(payload, rule.to);
  return held;
}
