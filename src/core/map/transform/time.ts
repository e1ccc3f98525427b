import { z } from 'zod';
import { BadValue } from '../bad-value.ts';
import { isCalendarDay, toDate, toInstant } from '../coerce/time.ts';
import { defineTransform } from './transform.ts';

const ORDERS = {
  ymd: ['year', 'month', 'day'],
  dmy: ['day', 'month', 'year'],
  mdy: ['month', 'day', 'year'],
} as const;

export const date = defineTransform({
  summary: 'Reads a date written in the `order` ymd, dmy or mdy, with any of . / - between (31.12.2026).',
  takes: 'value',
  options: z.strictObject({ order: z.enum(['ymd', 'dmy', 'mdy']).default('ymd') }),
  build:
    ({ order }) =>
    (value) => {
      if (typeof value !== 'string' || value.trim() === '') return value;
      const parts = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})$/.exec(value.trim());
      if (parts === null) return new BadValue('NOT_A_DATE', `is not a date in the order ${order}`);
      const named = { year: 0, month: 0, day: 0 };
      for (const [index, name] of ORDERS[order].entries()) named[name] = Number(parts[index + 1]);
      // Two digits leave the century open, and guessing it would date an invoice by a hundred years wrong.
      if (named.year < 1000) return new BadValue('NOT_A_DATE', 'needs a year of four digits');
      if (!isCalendarDay(named.year, named.month, named.day)) {
        return new BadValue('NOT_A_DATE', 'is not a day of the calendar');
      }
      const pad = (number: number) => String(number).padStart(2, '0');
      return `${named.year}-${pad(named.month)}-${pad(named.day)}`;
    },
});

export const assumeUtc = defineTransform({
  summary: 'Reads a date and time without an offset (2026-09-30 12:00:00) as UTC.',
  takes: 'value',
  options: z.strictObject({}),
  build: () => (value) =>
    typeof value === 'string' &&
    /\d\d:\d\d(:\d\d)?([.,]\d+)?$/.test(value.trim()) &&
    !/[+-]\d\d:?\d\d$/.test(value.trim())
      ? `${value.trim()}Z`
      : value,
});

export const startOfDay = defineTransform({
  summary: 'The first instant (UTC) of a date, for vendor fields that want a date and time.',
  takes: 'value',
  options: z.strictObject({}),
  build: () => (value) => {
    const day = toDate(value);
    return day === null || day instanceof BadValue ? day : `${day}T00:00:00.000Z`;
  },
});

export const epochMs = defineTransform({
  summary: 'An instant as epoch milliseconds, for vendor fields that want those.',
  takes: 'value',
  options: z.strictObject({}),
  build: () => (value) => {
    const instant = toInstant(value);
    return instant === null || instant instanceof BadValue ? instant : Date.parse(instant);
  },
});
