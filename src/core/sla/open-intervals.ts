/** The open time of a calendar over a range of days, as disjoint rising intervals `[open, close)` in ms. */
import { type Calendar, WEEKDAYS, type Window } from './calendar.ts';
import { civilDate, type DayClock, dayClock, minutesOf } from './civil-time.ts';
import { publicHolidays } from './holidays.ts';

export type Interval = readonly [open: number, close: number];

/** Windows that open on the days from `fromDay` to before `toDay`; one over midnight keeps its whole length. */
export function openIntervals(calendar: Calendar, fromDay: number, toDay: number): Interval[] {
  const closedOn = closedDays(calendar);
  const open: Interval[] = [];
  const breaks: Interval[] = [];
  for (let day = fromDay; day < toDay; day += 1) {
    const date = civilDate(day);
    const windows = calendar.overrides[date] ?? (closedOn(date) ? [] : (calendar.week[weekdayOf(day)] ?? []));
    const pauses = calendar.breaks[date] ?? [];
    if (windows.length === 0 && pauses.length === 0) continue;
    const clock = dayClock(day, calendar.zone);
    if (!clock.exists) continue;
    for (const window of windows) open.push(toInterval(window, clock));
    for (const pause of pauses) breaks.push(toInterval(pause, clock));
  }
  return subtract(union(open), union(breaks));
}

export function hasOpenTime(calendar: Calendar, day: number): boolean {
  return openIntervals(calendar, day, day + 1).length > 0;
}

function weekdayOf(day: number): (typeof WEEKDAYS)[number] {
  // 1970-01-01 was a Thursday.
  return WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? 'mon';
}

function closedDays({ holidays, yearlyHolidays, holidaySet }: Calendar): (date: string) => boolean {
  const single = new Set(holidays);
  const yearly = new Set(yearlyHolidays);
  return (date) =>
    single.has(date) ||
    yearly.has(date.slice(5)) ||
    (holidaySet !== undefined && publicHolidays(holidaySet, Number(date.slice(0, 4))).has(date));
}

function toInterval([from, to]: Window, clock: DayClock): Interval {
  const opens = minutesOf(from);
  const closes = minutesOf(to);
  return [clock.instantAt(opens), clock.instantAt(closes <= opens ? closes + 1440 : closes)];
}

/** Sorted and merged; empty ones (a window inside the gap of a clock change) dropped. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function subtract(intervals: readonly Interval[], holes: readonly Interval[]): Interval[] {
  if (holes.length === 0) return [...intervals];
  const left: Interval[] = [];
  for (const [from, to] of intervals) {
    let start = from;
    for (const [holeFrom, holeTo] of holes) {
      if (holeTo <= start || holeFrom >= to) continue;
      if (holeFrom > start) left.push([start, holeFrom]);
      start = Math.max(start, holeTo);
    }
    if (start < to) left.push([start, to]);
  }
  return left;
}
