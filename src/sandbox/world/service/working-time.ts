/**
 * Office hours of the customer's country, good enough to place replies before and after their targets. Everything lies
 * between April and September 2026, all of it summer time where there is any, so each country has one offset; holidays are left out, and
 * make a few outcomes differ from what was meant, as they do in life.
 */
import { DAY, HOUR } from '../instant.ts';
import type { Country } from '../truth/country.ts';

const OFFICE: Readonly<Record<Country, { offset: number; open: number; close: number }>> = {
  US: { offset: -4 * HOUR, open: 9 * HOUR, close: 17 * HOUR },
  GB: { offset: 1 * HOUR, open: 9 * HOUR, close: 17.5 * HOUR },
  DE: { offset: 2 * HOUR, open: 9 * HOUR, close: 17 * HOUR },
  FR: { offset: 2 * HOUR, open: 9 * HOUR, close: 17.5 * HOUR },
  ES: { offset: 2 * HOUR, open: 9 * HOUR, close: 18 * HOUR },
  JP: { offset: 9 * HOUR, open: 9 * HOUR, close: 18 * HOUR },
};

/** 1970-01-01 was a Thursday. */
const isWeekend = (day: number): boolean => [2, 3].includes(((day % 7) + 7) % 7);

/** The instant at which `duration` of open time has passed since `from` (milliseconds). */
export function workingAfter(country: Country, from: number, duration: number): number {
  const { offset, open, close } = OFFICE[country];
  let rest = duration;
  for (let local = from + offset; ; ) {
    const day = Math.floor(local / DAY);
    const start = Math.max(local, day * DAY + open);
    const end = day * DAY + close;
    if (!isWeekend(day) && start < end) {
      if (start + rest <= end) return start + rest - offset;
      rest -= end - start;
    }
    local = (day + 1) * DAY;
  }
}

/** The instant since which `duration` of open time has passed until `until`. */
export function workingBefore(country: Country, until: number, duration: number): number {
  const { offset, open, close } = OFFICE[country];
  let rest = duration;
  for (let local = until + offset; ; ) {
    const day = Math.floor((local - 1) / DAY);
    const start = day * DAY + open;
    const end = Math.min(local, day * DAY + close);
    if (!isWeekend(day) && start < end) {
      if (end - rest >= start) return end - rest - offset;
      rest -= end - start;
    }
    local = day * DAY;
  }
}
