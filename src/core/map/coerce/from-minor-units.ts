import { minorDigits } from './money.ts';

/** Whole minor units as the amount that people write: 123450 of USD is `1234.50`, of JPY `123450`. */
export function fromMinorUnits(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  if (digits === 0) return String(minor);
  // Of the decimal digits: a division would round what is past 2^53 / 10.
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  return `${minor < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
