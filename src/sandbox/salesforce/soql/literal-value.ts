import type { Json } from '../../../util/json.ts';
import { badRequest } from '../api-error.ts';
import type { FieldSpec, FieldType } from '../schema/field-spec.ts';
import type { Literal } from './ast.ts';

const DAY_MS = 86_400_000;
const NUMBERS: ReadonlySet<FieldType> = new Set(['int', 'double', 'currency', 'percent']);

/** The literal in the field's own stored format; a literal of the wrong type is refused as the API refuses it. */
export function literalValue(field: FieldSpec, literal: Literal, nowMs: number): Json {
  if (literal.kind === 'null') return null;
  switch (field.type) {
    case 'datetime':
      return instantLiteral(field, literal, nowMs);
    case 'date':
      if (literal.kind === 'date') return literal.value;
      if (literal.kind === 'dateWord')
        return new Date(dayOf(literal.value, nowMs)).toISOString().slice(0, 10);
      throw wrongType(field, 'date', false);
    case 'boolean':
      if (literal.kind === 'boolean') return literal.value;
      throw wrongType(field, 'boolean', false);
    default:
      if (NUMBERS.has(field.type)) {
        if (literal.kind === 'number') return literal.value;
        throw wrongType(field, field.type, false);
      }
      if (literal.kind === 'string') return literal.value;
      throw wrongType(field, field.type === 'id' || field.type === 'reference' ? 'id' : 'string', true);
  }
}

function instantLiteral(field: FieldSpec, literal: Literal, nowMs: number): string {
  if (literal.kind === 'dateWord') return apiInstant(dayOf(literal.value, nowMs));
  const ms = literal.kind === 'datetime' ? Date.parse(literal.value) : Number.NaN;
  if (Number.isNaN(ms)) throw wrongType(field, 'dateTime', false);
  return apiInstant(ms);
}

/** Keeps milliseconds: `> …01.500Z` must not find a row of second 01. */
function apiInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, -1)}+0000`;
}

/** Midnight (UTC) of the day, or of the first day of the range, that the word names. */
function dayOf(word: string, nowMs: number): number {
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const [name, days = '0'] = word.split(':');
  if (name === 'YESTERDAY') return today - DAY_MS;
  if (name === 'TOMORROW') return today + DAY_MS;
  if (name === 'LAST_N_DAYS') return today - Number(days) * DAY_MS;
  return name === 'NEXT_N_DAYS' ? today + Number(days) * DAY_MS : today;
}

function wrongType(field: FieldSpec, type: string, quoted: boolean): Error {
  const quoting = quoted ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
  return badRequest(
    'INVALID_FIELD',
    `value of filter criterion for field '${field.name}' must be of type ${type} and ${quoting}`,
  );
}
