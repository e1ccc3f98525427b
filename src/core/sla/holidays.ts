/** Public holidays of a country out of date-holidays (its data: CC BY 3.0). Bank and optional days are work days. */
import Holidays from 'date-holidays';
import type { Calendar } from './calendar.ts';

type HolidaySet = NonNullable<Calendar['holidaySet']>;

const cache = new Map<string, ReadonlySet<string>>();

/** Dates (`YYYY-MM-DD`) on which the country is closed in a year; none for a country the library does not know. */
export function publicHolidays(set: HolidaySet, year: number): ReadonlySet<string> {
  const key = `${set.country}|${set.state ?? ''}|${set.region ?? ''}|${year}`;
  let dates = cache.get(key);
  if (dates === undefined) {
    dates = new Set(listHolidays(set, year));
    cache.set(key, dates);
  }
  return dates;
}

function listHolidays({ country, state, region }: HolidaySet, year: number): string[] {
  const options = { types: ['public' as const] };
  const source =
    state === undefined
      ? new Holidays(country, options)
      : region === undefined
        ? new Holidays(country, state, options)
        : new Holidays(country, state, region, options);
  return source.getHolidays(year).flatMap(({ type, date }) => (type === 'public' ? [date.slice(0, 10)] : []));
}
