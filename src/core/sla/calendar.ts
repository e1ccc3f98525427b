/**
 * When somebody is at work: an IANA zone, weekly windows, holidays and exceptions by date. Windows are half-open
 * `[open, close)`; one that closes at or before it opens runs over midnight and belongs to the day it opens on;
 * `24:00` is allowed. An override replaces a day's windows, also on a holiday.
 */
import { z } from 'zod';
import { temporal } from './temporal.ts';

const WallTime = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day is HH:MM, from 00:00 to 24:00');

/** `["09:00", "17:30"]` */
export const Window = z.tuple([WallTime, WallTime]);
export type Window = z.infer<typeof Window>;

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const ByDate = z.record(z.iso.date(), z.array(Window));

function isKnownZone(zone: string): boolean {
  try {
    temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

export const Calendar = z
  .strictObject({
    name: z.string().min(1),
    version: z.number().int().positive().default(1),
    /** From when this version holds; absent: it always has. */
    effectiveFrom: z.iso.datetime({ offset: true }).optional(),
    zone: z.string().refine(isKnownZone, 'an IANA time zone, as in Europe/Berlin'),
    week: z.partialRecord(z.enum(WEEKDAYS), z.array(Window)).default({}),
    /** Windows of single days, in place of the weekly ones; an empty list closes the day. */
    overrides: ByDate.default({}),
    holidays: z.array(z.iso.date()).default([]),
    /** Closed every year: `12-25`. */
    yearlyHolidays: z.array(z.string().regex(/^\d{2}-\d{2}$/, 'a yearly holiday is MM-DD')).default([]),
    /** Public holidays of a country (and state, region) out of the date-holidays library. */
    holidaySet: z
      .strictObject({
        country: z.string().length(2),
        state: z.string().optional(),
        region: z.string().optional(),
      })
      .optional(),
    /** Taken out of single days, whatever windows they have. */
    breaks: ByDate.default({}),
  })
  .refine(
    ({ week, overrides }) =>
      [...Object.values(week), ...Object.values(overrides)].some((day) => day.length > 0),
    { message: 'an empty calendar never opens: give at least one window under "week"', path: ['week'] },
  );
export type Calendar = z.infer<typeof Calendar>;
