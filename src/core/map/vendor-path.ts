import type { Json, JsonObject } from '../../util/json.ts';

/** Names that would reach into JavaScript's own objects instead of the record's data. */
export const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * The value of a vendor field. A name with dots (`Account.Name`) is looked up as it is first, since a column
 * header may contain a dot, and then as a path through related records. Absent fields are null.
 */
export function readVendorField(payload: JsonObject, field: string): Json {
  if (Object.hasOwn(payload, field)) return payload[field] ?? null;
  if (!field.includes('.')) return null;
  let value: Json = payload;
  for (const segment of field.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
    if (!Object.hasOwn(value, segment)) return null;
    value = value[segment] ?? null;
  }
  return value;
}

/** Whether a vendor field name may stand in a mapping: text without control characters that names no internals. */
export function isVendorFieldName(field: string): boolean {
  if (field.trim() === '' || field.length > 255) return false;
  if (hasControlCharacter(field)) return false;
  return field.split('.').every((segment) => !FORBIDDEN_NAMES.has(segment));
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}
