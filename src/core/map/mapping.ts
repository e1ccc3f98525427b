import type { JsonObject } from '../../util/json.ts';
import type { FieldKind } from '../model/field.ts';
import type { MappedEntity } from './push-field.ts';
import type { Step } from './transform/transform.ts';

/** How one canonical field is made. */
export type FieldRule = { field: string; kind: FieldKind; from: readonly string[]; steps: readonly Step[] };

/** Where one of our values goes in the vendor's record. */
export type PushRule = { field: string; kind: FieldKind; to: string; steps: readonly Step[] };

/** A mapping file, checked and ready to be applied to millions of records. */
export type Mapping = {
  file: string;
  entity: MappedEntity;
  /** The vendor's name of the object: `Account`, `companies`. */
  object: string;
  /** Currency first, since amounts need it; otherwise in the file's order. */
  fields: readonly FieldRule[];
  push: readonly PushRule[];
  /** Vendor fields with fixed values, set on records that we create. */
  constants: Readonly<JsonObject>;
};

/**
 * The vendor fields that a read must fetch: those that canonical fields are made from, and those that we push,
 * since the plan compares with what the CRM holds. Sorted, so that requests are the same on every machine.
 */
export function vendorFields(mapping: Mapping): string[] {
  const names = new Set([
    ...mapping.fields.flatMap((rule) => rule.from),
    ...mapping.push.map((rule) => rule.to),
  ]);
  return [...names].sort();
}
