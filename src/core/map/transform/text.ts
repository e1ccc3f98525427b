import { z } from 'zod';
import { defineTransform } from './transform.ts';

const noOptions = z.strictObject({});

export const trim = defineTransform({
  summary: 'Collapses every run of white space to one blank and trims. (Ends are trimmed anyway.)',
  takes: 'value',
  options: noOptions,
  build: () => (value) => (typeof value === 'string' ? value.replace(/\s+/gu, ' ').trim() : value),
});

export const lower = defineTransform({
  summary: 'Lower case.',
  takes: 'value',
  options: noOptions,
  build: () => (value) => (typeof value === 'string' ? value.toLowerCase() : value),
});

export const upper = defineTransform({
  summary: 'Upper case.',
  takes: 'value',
  options: noOptions,
  build: () => (value) => (typeof value === 'string' ? value.toUpperCase() : value),
});

export const digits = defineTransform({
  summary: 'Keeps the digits 0–9 only.',
  takes: 'value',
  options: noOptions,
  build: () => (value) =>
    typeof value === 'string' || typeof value === 'number' ? String(value).replace(/[^0-9]/g, '') : value,
});

export const truncate = defineTransform({
  summary:
    'Cuts text to `length` characters, ending in … when something was cut. For push fields with a limit.',
  takes: 'value',
  options: z.strictObject({ length: z.int().min(1).max(131_072) }),
  build:
    ({ length }) =>
    (value) => {
      if (typeof value !== 'string' || value.length <= length) return value;
      // toWellFormed would leave U+FFFD where a pair was cut in two; a shorter text is better.
      const cut = value.slice(0, length - 1);
      return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`;
    },
});

export const decimalComma = defineTransform({
  summary: 'Reads 1.234,56 (also 1 234,56 and 1’234,56) as 1234.56.',
  takes: 'value',
  options: noOptions,
  build: () => (value) =>
    typeof value === 'string' ? value.replace(/[.\s'’\u00a0\u202f]/gu, '').replace(',', '.') : value,
});
