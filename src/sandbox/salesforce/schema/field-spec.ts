/** One field of an sObject, as describe tells it and as a write is checked against. */
export const FIELD_TYPES = [
  'id',
  'string',
  'textarea',
  'picklist',
  'email',
  'phone',
  'url',
  'boolean',
  'int',
  'double',
  'currency',
  'percent',
  'date',
  'datetime',
  'reference',
  'address',
  'combobox',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

export type FieldSpec = {
  name: string;
  label: string;
  type: FieldType;
  /** Characters; 0 for types without a length. */
  length: number;
  /** Digits after the point of a number. */
  scale: number;
  required: boolean;
  createable: boolean;
  updateable: boolean;
  unique: boolean;
  externalId: boolean;
  custom: boolean;
  picklist: readonly string[];
  restricted: boolean;
  /** Types a reference may point at. */
  referenceTo: readonly string[];
  /** `Account` for AccountId: what SOQL writes before the point. */
  relationship: string | null;
};

export type ObjectSpec = {
  name: string;
  label: string;
  labelPlural: string;
  keyPrefix: string;
  fields: ReadonlyMap<string, FieldSpec>;
  /** Lower-case name → spec: SOQL and JSON names are case-insensitive. */
  byLowerName: ReadonlyMap<string, FieldSpec>;
  byRelationship: ReadonlyMap<string, FieldSpec>;
  /** Objects such as CaseHistory are written by the system only. */
  createable: boolean;
  hasSystemModstamp: boolean;
  mergeable: boolean;
};

/** SOQL can neither filter nor sort by a text of more than 255 characters. */
export function isLongText(field: FieldSpec): boolean {
  return field.type === 'textarea' && field.length > 255;
}
