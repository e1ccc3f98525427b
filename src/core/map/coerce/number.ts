import type { Json } from '../../../util/json.ts';
import { BadValue } from '../bad-value.ts';

const PLAIN = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/;
/** 1,234,567.89: commas only where thousands are, so that a decimal comma is never taken for one. */
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;

/** The number's decimal notation without grouping; null for an empty value. */
export function toDecimal(value: Json): string | null | BadValue {
  if (value === null) return null;
  if (typeof value === 'number') {
    return Number.isFinite(value) ? String(value) : new BadValue('NOT_A_NUMBER', 'is not a finite number');
  }
  if (typeof value !== 'string') return new BadValue('NOT_A_NUMBER', 'is not a number');
  const text = value.trim();
  if (text === '') return null;
  if (PLAIN.test(text)) return text;
  if (GROUPED.test(text)) return text.replaceAll(',', '');
  return new BadValue('NOT_A_NUMBER', 'is not a number');
}

export function toNumber(value: Json): number | null | BadValue {
  const decimal = toDecimal(value);
  if (decimal === null || decimal instanceof BadValue) return decimal;
  const number = Number(decimal);
  return Number.isFinite(number) ? number : new BadValue('NOT_A_NUMBER', 'is not a finite number');
}

export function toInteger(value: Json): number | null | BadValue {
  const number = toNumber(value);
  if (number === null || number instanceof BadValue) return number;
  if (!Number.isInteger(number)) return new BadValue('NOT_AN_INTEGER', 'is not a whole number');
  if (!Number.isSafeInteger(number)) return new BadValue('NUMBER_TOO_LARGE', 'is beyond 2^53');
  return number === 0 ? 0 : number;
}
