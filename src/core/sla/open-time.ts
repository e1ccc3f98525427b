/**
 * Arithmetic with open time. The intervals of a calendar are laid out once, with running totals, and grow on
 * demand; after that every question is a binary search.
 */
import { ConfigError } from '../errors.ts';
import type { Calendar } from './calendar.ts';
import { civilDate, civilOf, DAY_MS, dayClock } from './civil-time.ts';
import { hasOpenTime, openIntervals } from './open-intervals.ts';

/** All instants and durations in ms. */
export interface OpenTime {
  readonly zone: string;
  /** Open time in `[from, to)`; 0 for a reversed range. */
  elapsed(from: number, to: number): number;
  /**
   * The smallest instant at or after `from` at which so much open time has passed; for 0, the first open instant.
   * @throws ConfigError CALENDAR_NEVER_OPENS when nothing opens within 400 days
   */
  advance(from: number, openMs: number): number;
  /**
   * The same wall time so many open days later, moved into that day's open time; counted from the first open
   * instant at or after `from`.
   */
  addBusinessDays(from: number, days: number): number;
}

/** Days without any open time after which a calendar counts as one that never opens. */
const LONGEST_CLOSURE_DAYS = 400;
/** A window may open the day before and, with the zone, be two dates away. */
const EDGE_DAYS = 3;

export const ALL_TIME: OpenTime = {
  zone: 'UTC',
  elapsed: (from, to) => Math.max(0, to - from),
  advance: (from, openMs) => from + openMs,
  addBusinessDays: (from, days) => from + days * DAY_MS,
};

type Layout = {
  fromDay: number;
  toDay: number;
  opens: Float64Array;
  closes: Float64Array;
  /** Open time before each interval, counted from the first one. */
  before: Float64Array;
};

export function compileCalendar(calendar: Calendar): OpenTime {
  let layout: Layout | null = null;
  /** The layout, grown so that it holds both instants. */
  const covering = (from: number, to: number): Layout => {
    const fromDay = Math.floor(from / DAY_MS) - EDGE_DAYS;
    const toDay = Math.floor(to / DAY_MS) + EDGE_DAYS;
    if (layout !== null && fromDay >= layout.fromDay && toDay <= layout.toDay) return layout;
    layout = grow(calendar, layout, { fromDay, toDay });
    return layout;
  };
  const elapsed = (from: number, to: number): number => {
    if (to <= from) return 0;
    const held = covering(from, to);
    return openBefore(held, to) - openBefore(held, from);
  };
  const advance = (from: number, openMs: number): number => {
    let held = covering(from, from);
    const target = openBefore(held, from) + openMs;
    let offset = 0;
    for (;;) {
      const found = instantOf(held, target + offset, from);
      if (found !== null) return found;
      const total = totalOf(held);
      const last = held.closes.at(-1) ?? from;
      const end = Math.max(from, last) + LONGEST_CLOSURE_DAYS * DAY_MS;
      const grown = covering(from, end);
      // Totals count from the layout's first interval, which may be another one now.
      const shift = openBefore(grown, from) - openBefore(held, from);
      offset += shift;
      if (totalOf(grown) - shift <= total) throw neverOpens(calendar, from);
      held = grown;
    }
  };
  return {
    zone: calendar.zone,
    elapsed,
    advance,
    addBusinessDays: (from, days) => addBusinessDays(calendar, advance(from, 0), days),
  };
}

function grow(calendar: Calendar, old: Layout | null, wanted: { fromDay: number; toDay: number }): Layout {
  const fromDay = Math.min(old?.fromDay ?? Number.POSITIVE_INFINITY, wanted.fromDay - 60);
  const toDay = Math.max(old?.toDay ?? Number.NEGATIVE_INFINITY, wanted.toDay + 400);
  const intervals = openIntervals(calendar, fromDay, toDay);
  const before = new Float64Array(intervals.length);
  let total = 0;
  for (const [index, [open, close]] of intervals.entries()) {
    before[index] = total;
    total += close - open;
  }
  return {
    fromDay,
    toDay,
    opens: Float64Array.from(intervals, ([open]) => open),
    closes: Float64Array.from(intervals, ([, close]) => close),
    before,
  };
}

/** Index of the last interval that opens at or before the instant; -1 before the first. */
function lastAt(values: Float64Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function openBefore({ opens, closes, before }: Layout, instant: number): number {
  const index = lastAt(opens, instant);
  if (index < 0) return 0;
  return (before[index] ?? 0) + Math.min(instant, closes[index] ?? 0) - (opens[index] ?? 0);
}

function totalOf({ opens, closes, before }: Layout): number {
  const last = opens.length - 1;
  return last < 0 ? 0 : (before[last] ?? 0) + (closes[last] ?? 0) - (opens[last] ?? 0);
}

/** The smallest instant, not before `from`, with so much open time before it; null when the layout ends earlier. */
function instantOf(layout: Layout, openMs: number, from: number): number | null {
  const { opens, closes, before } = layout;
  const already = openBefore(layout, from);
  if (openMs === already) {
    const index = lastAt(opens, from);
    if (index >= 0 && from < (closes[index] ?? 0)) return from;
    return opens[index + 1] ?? null;
  }
  if (openMs > totalOf(layout)) return null;
  // The last interval with less before it: at a closing time exactly, it is that one and not the next opening.
  let index = lastAt(before, openMs);
  while (index > 0 && before[index] === openMs) index -= 1;
  return (opens[index] ?? 0) + openMs - (before[index] ?? 0);
}

function addBusinessDays(calendar: Calendar, start: number, days: number): number {
  const { day: startDay, wallMs } = civilOf(start, calendar.zone);
  let day = startDay;
  let left = days;
  let closed = 0;
  while (left > 0) {
    day += 1;
    if (hasOpenTime(calendar, day)) {
      left -= 1;
      closed = 0;
    } else {
      closed += 1;
      if (closed > LONGEST_CLOSURE_DAYS) throw neverOpens(calendar, start);
    }
  }
  if (days === 0) return start;
  const intervals = openIntervals(calendar, day, day + 1);
  const restMs = wallMs % 60_000;
  const wanted = dayClock(day, calendar.zone).instantAt((wallMs - restMs) / 60_000) + restMs;
  for (const [open, close] of intervals) {
    if (wanted < open) return open;
    if (wanted <= close) return wanted;
  }
  return intervals.at(-1)?.[1] ?? wanted;
}

function neverOpens({ name }: Calendar, from: number): ConfigError {
  const day = civilDate(Math.floor(from / DAY_MS));
  return new ConfigError({
    code: 'CALENDAR_NEVER_OPENS',
    message: `calendar "${name}" has no open time within ${LONGEST_CLOSURE_DAYS} days after ${day}; give it weekly windows under "week"`,
    context: { calendar: name, from: day },
  });
}
