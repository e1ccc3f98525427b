/** `Account.Owner.Name` → how to get its value from a row. Unknown names are INVALID_FIELD, in the API's own words. */
import type { Json } from '../../../util/json.ts';
import { badRequest } from '../api-error.ts';
import { compoundAddress } from '../derived.ts';
import type { Org } from '../org.ts';
import type { Row } from '../row.ts';
import type { FieldSpec, ObjectSpec } from '../schema/field-spec.ts';

/** SOQL follows at most five levels of child to parent. */
const MAX_LEVELS = 5;

export type Parent = { field: FieldSpec; target: ObjectSpec };
export type ResolvedPath = { parents: Parent[]; field: FieldSpec; read: (row: Row) => Json };

export function resolvePath(org: Org, spec: ObjectSpec, path: string): ResolvedPath {
  const names = path.split('.');
  // `Account.Name` in a query on Account may name its own object.
  if (names.length > 1 && names[0]?.toLowerCase() === spec.name.toLowerCase()) names.shift();
  if (names.length - 1 > MAX_LEVELS)
    throw badRequest('MALFORMED_QUERY', `${path}: more than ${MAX_LEVELS} levels`);
  const parents: Parent[] = [];
  let current = spec;
  for (const name of names.slice(0, -1)) {
    const parent = parentNamed(org, current, name);
    parents.push(parent);
    current = parent.target;
  }
  const field = fieldNamed(current, names.at(-1) as string);
  const readParent = parents.map((parent) => (row: Row) => parentRow(org, row, parent));
  return {
    parents,
    field,
    read: (row) => {
      let at: Row | undefined = row;
      for (const step of readParent) {
        at = step(at);
        if (at === undefined) return null;
      }
      return fieldValue(at, field);
    },
  };
}

export function fieldValue(row: Row, field: FieldSpec): Json {
  return field.type === 'address' ? compoundAddress(row, field.name) : (row[field.name] ?? null);
}

export function parentRow(org: Org, row: Row, { field, target }: Parent): Row | undefined {
  const id = row[field.name];
  return typeof id === 'string' ? org.table(target.name).get(id) : undefined;
}

export function fieldNamed(spec: ObjectSpec, name: string): FieldSpec {
  const field = spec.byLowerName.get(name.toLowerCase());
  if (field === undefined) throw badRequest('INVALID_FIELD', noSuchColumn(spec, name));
  return field;
}

function parentNamed(org: Org, spec: ObjectSpec, name: string): Parent {
  const field = spec.byRelationship.get(name.toLowerCase());
  const target = field?.referenceTo[0];
  if (field === undefined || target === undefined) {
    throw badRequest(
      'INVALID_FIELD',
      `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  }
  return { field, target: org.table(target).spec };
}

function noSuchColumn(spec: ObjectSpec, name: string): string {
  return `\nSELECT ${name} FROM ${spec.name}\n       ^\nERROR at Row:1:Column:8\nNo such column '${name}' on entity '${spec.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`;
}
