import type { Json, JsonObject } from '../../util/json.ts';
import type { CanonicalRecord, CanonicalValue, FieldKind } from '../model/field.ts';
import { BadValue } from './bad-value.ts';
import { coerce } from './coerce/coerce.ts';
import type { Mapping } from './mapping.ts';
import type { Step } from './transform/transform.ts';
import { readVendorField } from './vendor-path.ts';

/** A field that is held back. `value` is what the vendor gave, shortened; `reason` completes "the value …". */
export type FieldProblem = {
  field: string;
  vendorFields: readonly string[];
  value: string;
  code: string;
  reason: string;
};

export type MappedRecord = { record: CanonicalRecord; problems: FieldProblem[] };

/**
 * One vendor record in canonical form. Fields without a value are left out. A value that does not fit holds
 * back its field only: it is listed in `problems`, and the record goes on.
 */
export function applyMapping(mapping: Mapping, payload: JsonObject): MappedRecord {
  const record: CanonicalRecord = {};
  const problems: FieldProblem[] = [];
  for (const rule of mapping.fields) {
    const input = readInput(payload, rule.from);
    const value = convert(input, rule.steps, rule.kind, currencyOf(record));
    if (value instanceof BadValue) {
      const { code, reason } = value;
      problems.push({ field: rule.field, vendorFields: rule.from, value: excerpt(input), code, reason });
    } else if (value !== null) {
      record[rule.field] = value;
    }
  }
  return { record, problems };
}

/** One field's value as a scalar, several fields' values as a list. */
export function readInput(payload: JsonObject, from: readonly string[]): Json {
  if (from.length === 1 && from[0] !== undefined) return readVendorField(payload, from[0]);
  return from.length === 0 ? null : from.map((field) => readVendorField(payload, field));
}

/** Runs the steps, then brings the result to the field's kind. */
export function convert(
  input: Json,
  steps: readonly Step[],
  kind: FieldKind,
  currency: string | null,
): CanonicalValue | BadValue {
  const value = runSteps(input, steps);
  return value instanceof BadValue ? value : coerce(kind, value, currency);
}

export function runSteps(input: Json, steps: readonly Step[]): Json | BadValue {
  let value = input;
  for (const step of steps) {
    const next = runStep(step, value);
    if (next instanceof BadValue) return next;
    value = next;
  }
  return value;
}

export function runStep(step: Step, value: Json): Json | BadValue {
  if (step.takes === 'list' || !Array.isArray(value)) return step.run(value);
  const results: Json[] = [];
  for (const item of value) {
    const result = step.run(item);
    if (result instanceof BadValue) return result;
    results.push(result);
  }
  return results;
}

export function currencyOf(record: CanonicalRecord): string | null {
  return typeof record['currency'] === 'string' ? record['currency'] : null;
}

const EXCERPT_LENGTH = 200;

/** What a quarantine row shows of a value: enough to recognise it, never ten megabytes. */
export function excerpt(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const clean = text.slice(0, EXCERPT_LENGTH).toWellFormed().replaceAll('\u0000', '�');
  return text.length > EXCERPT_LENGTH ? `${clean}…` : clean;
}
