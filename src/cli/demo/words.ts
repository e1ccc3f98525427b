import { minorDigits } from '../../core/map/coerce/money.ts';

/** Figures and texts as a person reads them in a terminal. */
export function integer(value: number): string {
  return value.toLocaleString('en');
}

export function percent(value: unknown): string {
  return typeof value === 'number' ? `${Math.round(value * 100)} %` : '–';
}

/** Minor units as whole major units. */
export function money(minor: unknown, currency: unknown): string {
  if (typeof minor !== 'number') return '–';
  const name = typeof currency === 'string' ? currency : '';
  return `${Math.round(minor / 10 ** minorDigits(name)).toLocaleString('en')} ${name}`.trim();
}

/** Control characters of a record's text must not reach the terminal. */
export function shorten(text: string, length: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is meant
  const clean = text
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim();
  const characters = [...clean];
  return characters.length <= length ? clean : `${characters.slice(0, length - 1).join('')}…`;
}
