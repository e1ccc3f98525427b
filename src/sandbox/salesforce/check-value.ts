/** One value against its field, as Salesforce checks it: in order type, length, picklist, range. */
import type { Json } from '../../util/json.ts';
import type { FieldProblem } from './api-error.ts';
import { toId18 } from './record-id.ts';
import { apiDateTime } from './row.ts';
import type { FieldSpec } from './schema/field-spec.ts';

export type CheckedValue = { value: Json } | { problem: FieldProblem };

/** null and the empty text both clear a field. */
export function checkValue(field: FieldSpec, value: Json, objectLabel: string): CheckedValue {
  if (value === null || value === '') return { value: null };
  switch (field.type) {
    case 'boolean':
      return checkBoolean(field, value);
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return checkNumber(field, value);
    case 'date':
    case 'datetime':
      return checkStamp(field, value);
    case 'reference':
      return checkReference(field, value);
    default:
      return checkText(field, value, objectLabel);
  }
}

function checkBoolean(field: FieldSpec, value: Json): CheckedValue {
  const text = String(value).toLowerCase();
  return text === 'true' || text === 'false'
    ? { value: text === 'true' }
    : undeserialisable(field, 'boolean', value);
}

function checkNumber(field: FieldSpec, value: Json): CheckedValue {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number))
    return undeserialisable(field, field.type === 'int' ? 'int' : 'double', value);
  if (field.type === 'int' && !Number.isInteger(number)) return undeserialisable(field, 'int', value);
  const limit = field.type === 'int' ? 2 ** 31 : 10 ** (18 - field.scale);
  if (Math.abs(number) >= limit) {
    return refuse(
      'NUMBER_OUTSIDE_VALID_RANGE',
      `${field.label}: value outside of valid range on numeric field: ${number}`,
      field,
    );
  }
  return { value: Math.round(number * 10 ** field.scale) / 10 ** field.scale };
}

const DATE = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

function checkStamp(field: FieldSpec, value: Json): CheckedValue {
  const type = field.type === 'date' ? 'date' : 'datetime';
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value)))
    return undeserialisable(field, type, value);
  if (field.type === 'datetime') {
    return INSTANT.test(value) ? { value: apiDateTime(value) } : undeserialisable(field, type, value);
  }
  const isReal = DATE.test(value) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
  return isReal ? { value } : undeserialisable(field, type, value);
}

function checkReference(field: FieldSpec, value: Json): CheckedValue {
  const id = typeof value === 'string' ? toId18(value) : undefined;
  if (id !== undefined) return { value: id };
  return refuse('MALFORMED_ID', `${field.label}: id value of incorrect type: ${String(value)}`, field);
}

function checkText(field: FieldSpec, value: Json, objectLabel: string): CheckedValue {
  if (typeof value !== 'string') return undeserialisable(field, 'string', value);
  const text = value.trim();
  if (text === '') return { value: null };
  if (field.length > 0 && text.length > field.length) {
    const label = field.name === 'Name' ? `${objectLabel} Name` : field.label;
    return refuse(
      'STRING_TOO_LONG',
      `${label}: data value too large: ${text} (max length=${field.length})`,
      field,
    );
  }
  if (field.restricted && !field.picklist.includes(text)) {
    return refuse(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `${field.label}: bad value for restricted picklist field: ${text}`,
      field,
    );
  }
  if (field.type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
    return refuse('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${text}`, field);
  }
  return { value: text };
}

function undeserialisable(field: FieldSpec, type: string, value: Json): CheckedValue {
  const kind =
    typeof value === 'string'
      ? 'VALUE_STRING'
      : typeof value === 'number'
        ? 'VALUE_NUMBER'
        : typeof value === 'boolean'
          ? `VALUE_${String(value).toUpperCase()}`
          : 'START_OBJECT';
  const shown = typeof value === 'object' ? '' : ` value ${String(value)}`;
  return refuse(
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${type} from ${kind}${shown} or request may be missing a required field at [line:1, column:1]`,
    field,
  );
}

function refuse(code: string, message: string, field: FieldSpec): CheckedValue {
  return { problem: { code, message, fields: [field.name] } };
}
