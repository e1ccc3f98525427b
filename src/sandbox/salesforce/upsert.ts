import { notFound } from './api-error.ts';
import type { WriteFields } from './check-fields.ts';
import { insertRecord, updateRecord, WriteRefused, type Writer } from './records.ts';
import { isDeleted, type Row, rowId } from './row.ts';
import type { FieldSpec, ObjectSpec } from './schema/field-spec.ts';

export type Upserted = { kind: 'done'; row: Row; created: boolean } | { kind: 'several'; ids: string[] };

/** Insert or update by external id. The key's value comes from the URL or, in collections, from the record. */
export function upsertRecord(
  writer: Writer,
  spec: ObjectSpec,
  { key, value, fields }: { key: FieldSpec; value: string; fields: WriteFields },
): Upserted {
  const found = writer.org
    .table(spec.name)
    .lookUp(key, value)
    .filter((row) => !isDeleted(row));
  if (found.length > 1) return { kind: 'several', ids: found.map(rowId) };
  const only = found[0];
  if (only !== undefined)
    return { kind: 'done', row: updateRecord(writer, spec, rowId(only), fields), created: false };
  return { kind: 'done', row: insertRecord(writer, spec, { ...fields, [key.name]: value }), created: true };
}

/** Throws NOT_FOUND when the field is no external id. */
export function externalIdField(spec: ObjectSpec, name: string): FieldSpec {
  const field = spec.byLowerName.get(name.toLowerCase());
  if (field?.externalId !== true)
    throw notFound(`Provided external ID field does not exist or is not accessible: ${name}`);
  return field;
}

export function severalFound(ids: readonly string[]): WriteRefused {
  const message = `Found ${ids.length} matching records: ${ids.join(', ')}`;
  return new WriteRefused([{ code: 'DUPLICATE_EXTERNAL_ID', message, fields: [] }]);
}
