import type { Json } from '../../../util/json.ts';
import type { CanonicalValue, FieldKind } from '../../model/field.ts';
import type { BadValue } from '../bad-value.ts';
import { toBoolean } from './boolean.ts';
import { toMinorUnits } from './money.ts';
import { toInteger, toNumber } from './number.ts';
import { toText, toTexts } from './text.ts';
import { toDate, toInstant } from './time.ts';

/**
 * A vendor value as the canonical kind. A list for a field that holds one value gives its first non-empty
 * item. `currency` (ISO 4217) is only read for money.
 */
export function coerce(kind: FieldKind, value: Json, currency: string | null): CanonicalValue | BadValue {
  if (kind === 'texts') return toTexts(value);
  const single = Array.isArray(value) ? firstNonEmpty(value) : value;
  switch (kind) {
    case 'text':
    case 'reference':
      return toText(single);
    case 'number':
      return toNumber(single);
    case 'integer':
      return toInteger(single);
    case 'boolean':
      return toBoolean(single);
    case 'date':
      return toDate(single);
    case 'instant':
      return toInstant(single);
    case 'money':
      return toMinorUnits(single, currency);
  }
}

/** The first item that is neither null nor blank text. */
export function firstNonEmpty(items: readonly Json[]): Json {
  return items.find((item) => item !== null && !(typeof item === 'string' && item.trim() === '')) ?? null;
}
