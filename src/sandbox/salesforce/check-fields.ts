/** The fields of one write: names, writability, values, required ones, references, unique values. */
import type { Json } from '../../util/json.ts';
import type { FieldProblem } from './api-error.ts';
import { checkValue } from './check-value.ts';
import type { Org } from './org.ts';
import { isDeleted, type Row, rowId } from './row.ts';
import type { FieldSpec, ObjectSpec } from './schema/field-spec.ts';

export type WriteFields = Readonly<Record<string, Json>>;
export type CheckedFields = { values: Record<string, Json>; problems: FieldProblem[] };
type Mode = 'create' | 'update';

/** Keys of a record that are not fields of it. */
const ENVELOPE = new Set(['attributes', 'id']);

export function checkFields(
  org: Org,
  spec: ObjectSpec,
  fields: WriteFields,
  { mode, current }: { mode: Mode; current: Row | undefined },
): CheckedFields {
  const values: Record<string, Json> = {};
  const problems: FieldProblem[] = [];
  const unwritable: string[] = [];
  for (const [name, given] of Object.entries(fields)) {
    if (ENVELOPE.has(name.toLowerCase())) continue;
    const field = spec.byLowerName.get(name.toLowerCase());
    // The API stops at the first unknown name, before it looks at any value.
    if (field === undefined) return { values, problems: [unknownField(spec, name)] };
    if (mode === 'create' ? !field.createable : !field.updateable) {
      unwritable.push(field.name);
      continue;
    }
    const checked = checkValue(field, given, spec.label);
    if ('problem' in checked) problems.push(checked.problem);
    else values[field.name] = checked.value;
  }
  if (unwritable.length > 0) return { values, problems: [notWritable(unwritable)] };
  if (problems.length === 0) problems.push(...requiredProblems(spec, values, mode));
  if (problems.length === 0) problems.push(...referenceProblems(org, spec, values));
  if (problems.length === 0) problems.push(...uniqueProblems(org, spec, values, current));
  return { values, problems };
}

function unknownField(spec: ObjectSpec, name: string): FieldProblem {
  return { code: 'INVALID_FIELD', message: `No such column '${name}' on sobject of type ${spec.name}` };
}

function notWritable(fields: string[]): FieldProblem {
  const message = `Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`;
  return { code: 'INVALID_FIELD_FOR_INSERT_UPDATE', message, fields };
}

function requiredProblems(spec: ObjectSpec, values: Record<string, Json>, mode: Mode): FieldProblem[] {
  const missing: string[] = [];
  for (const field of spec.fields.values()) {
    if (!field.required) continue;
    const value = values[field.name];
    if (value === null || (mode === 'create' && value === undefined)) missing.push(field.name);
  }
  if (missing.length === 0) return [];
  return [
    {
      code: 'REQUIRED_FIELD_MISSING',
      message: `Required fields are missing: [${missing.join(', ')}]`,
      fields: missing,
    },
  ];
}

function referenceProblems(org: Org, spec: ObjectSpec, values: Record<string, Json>): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const [name, value] of Object.entries(values)) {
    const field = spec.fields.get(name) as FieldSpec;
    if (field.type !== 'reference' || value === null) continue;
    const targets = field.referenceTo.map((type) => org.table(type));
    const table = targets.find((target) => String(value).startsWith(target.spec.keyPrefix));
    if (table === undefined) {
      problems.push({
        code: 'MALFORMED_ID',
        message: `${field.label}: id value of incorrect type: ${String(value)}`,
        fields: [name],
      });
      continue;
    }
    const target = table.get(String(value));
    if (target === undefined)
      problems.push({
        code: 'INVALID_CROSS_REFERENCE_KEY',
        message: 'invalid cross reference id',
        fields: [],
      });
    else if (isDeleted(target))
      problems.push({ code: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] });
  }
  return problems;
}

function uniqueProblems(
  org: Org,
  spec: ObjectSpec,
  values: Record<string, Json>,
  current: Row | undefined,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const field of spec.fields.values()) {
    const value = values[field.name];
    if (!field.unique || typeof value !== 'string') continue;
    const holders = org
      .table(spec.name)
      .lookUp(field, value)
      .filter((row) => !isDeleted(row) && row['Id'] !== current?.['Id']);
    const holder = holders[0];
    if (holder === undefined) continue;
    const message = `duplicate value found: ${field.name} duplicates value on record with id: ${rowId(holder).slice(0, 15)}`;
    problems.push({ code: 'DUPLICATE_VALUE', message, fields: [] });
  }
  return problems;
}
