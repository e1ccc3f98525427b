import type { Json, JsonObject } from '../../util/json.ts';
import type { CanonicalRecord, CanonicalValue } from '../model/field.ts';
import { currencyOf, readInput, runStep } from './apply.ts';
import { BadValue } from './bad-value.ts';
import { coerce } from './coerce/coerce.ts';
import type { FieldRule, Mapping } from './mapping.ts';
import { readVendorField } from './vendor-path.ts';

export type FieldExplanation = {
  field: string;
  from: { vendorField: string; value: Json }[];
  /** The value after each transform; the conversion to the field's kind comes last. */
  steps: { name: string; value: Json }[];
  value: CanonicalValue;
  /** Why the field is held back; null when it is not. */
  problem: string | null;
};

/** How each canonical field of a record came about, step by step, in the mapping's order. */
export function explainMapping(mapping: Mapping, payload: JsonObject): FieldExplanation[] {
  const record: CanonicalRecord = {};
  return mapping.fields.map((rule) => {
    const explanation = explainField(rule, payload, currencyOf(record));
    record[rule.field] = explanation.value;
    return explanation;
  });
}

function explainField(rule: FieldRule, payload: JsonObject, currency: string | null): FieldExplanation {
  const explanation: FieldExplanation = {
    field: rule.field,
    from: rule.from.map((vendorField) => ({ vendorField, value: readVendorField(payload, vendorField) })),
    steps: [],
    value: null,
    problem: null,
  };
  let value = readInput(payload, rule.from);
  for (const step of rule.steps) {
    const next = runStep(step, value);
    if (next instanceof BadValue)
      return { ...explanation, problem: `${step.name}: the value ${next.reason}` };
    value = next;
    explanation.steps.push({ name: step.name, value });
  }
  const result = coerce(rule.kind, value, currency);
  if (result instanceof BadValue)
    return { ...explanation, problem: `${rule.kind}: the value ${result.reason}` };
  explanation.steps.push({ name: rule.kind, value: result });
  return { ...explanation, value: result };
}
