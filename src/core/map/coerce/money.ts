import type { Json } from '../../../util/json.ts';
import { BadValue } from '../bad-value.ts';
import { toDecimal } from './number.ts';

/** Currencies whose minor unit is not a hundredth. Source: ISO 4217 list one. */
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** Decimal places of a currency's minor unit: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  return Object.hasOwn(MINOR_DIGITS, currency) ? (MINOR_DIGITS[currency] ?? 2) : 2;
}

/**
 * An amount in major units as whole minor units of its currency, rounded half away from zero. Works on the
 * decimal digits: 1.005 EUR is 101 cents, which binary fractions would make 100.
 */
export function toMinorUnits(value: Json, currency: string | null): number | null | BadValue {
  const decimal = toDecimal(value);
  if (decimal === null || decimal instanceof BadValue) return decimal;
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) {
    return new BadValue('NO_CURRENCY', 'is an amount without a currency; map the field currency');
  }
  const minor = shiftAndRound(decimal, minorDigits(currency));
  if (!Number.isSafeInteger(minor)) return new BadValue('NUMBER_TOO_LARGE', 'is beyond 2^53 minor units');
  return minor;
}

function shiftAndRound(decimal: string, digits: number): number {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(decimal);
  if (match === null) return Number.NaN;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const point = whole.length + Number(exponent) + digits;
  const all = whole + fraction;
  // 16 digits before the point are already past the safe integers; below, nothing but zeros is left to round.
  if (point > 400) return Number.NaN;
  const integer = point > 0 ? all.slice(0, point).padEnd(point, '0') : '0';
  const next = point >= 0 ? (all[point] ?? '0') : '0';
  const minor = Number(integer) + (next >= '5' ? 1 : 0);
  return sign === '-' && minor !== 0 ? -minor : minor;
}
