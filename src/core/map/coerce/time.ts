/** Dates and instants as CRMs and files write them. No time zone is ever guessed. */
import type { Json } from '../../../util/json.ts';
import { BadValue } from '../bad-value.ts';

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
/** Salesforce writes the offset without a colon (`+0000`), HubSpot `Z`. */
const INSTANT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:[.,](\d{1,9}))?\s*(Z|[+-]\d\d:?\d\d)$/i;
const EPOCH_MS = /^-?\d{9,14}$/;
const FIRST_MS = Date.parse('0001-01-01T00:00:00Z');
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Whether year, month and day name a day of the calendar. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return (
    day <= new Date(Date.UTC(2000, month, 0)).getUTCDate() && (month !== 2 || day < 29 || isLeapYear(year))
  );
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** `YYYY-MM-DD`; of an instant its day in UTC (HubSpot's dates are midnight UTC in epoch milliseconds). */
export function toDate(value: Json): string | null | BadValue {
  if (value === null || value === '') return null;
  if (typeof value === 'string') {
    const match = DATE.exec(value.trim());
    if (match !== null) {
      const [, year = '', month = '', day = ''] = match;
      if (isCalendarDay(Number(year), Number(month), Number(day))) return `${year}-${month}-${day}`;
      return new BadValue('NOT_A_DATE', 'is not a day of the calendar');
    }
  }
  const instant = toInstant(value);
  if (instant instanceof BadValue) return new BadValue('NOT_A_DATE', 'is not a date (YYYY-MM-DD)');
  return instant === null ? null : instant.slice(0, 10);
}

/** ISO 8601 in UTC with milliseconds. Takes ISO 8601 with an offset, or epoch milliseconds. */
export function toInstant(value: Json): string | null | BadValue {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string') return notAnInstant();
  const text = value.trim();
  if (text === '') return null;
  if (EPOCH_MS.test(text)) return fromEpoch(Number(text));
  const match = INSTANT.exec(text);
  if (match === null) return notAnInstant();
  const [, date = '', minutes = '', seconds = ':00', fraction = '', zone = 'Z'] = match;
  if (toDate(date) instanceof BadValue) return new BadValue('NOT_AN_INSTANT', 'is not a day of the calendar');
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  return fromEpoch(
    Date.parse(`${date}T${minutes}${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`),
  );
}

function fromEpoch(ms: number): string | BadValue {
  if (!Number.isFinite(ms) || ms < FIRST_MS || ms > LAST_MS) return notAnInstant();
  return new Date(ms).toISOString();
}

function notAnInstant(): BadValue {
  return new BadValue('NOT_AN_INSTANT', 'is not an instant (ISO 8601 with an offset, or epoch milliseconds)');
}
