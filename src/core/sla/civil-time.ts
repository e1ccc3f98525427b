/** From wall time to instants: a gap shifts forward by its length, an overlap means its first occurrence. */
import { temporal } from './temporal.ts';

const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of `YYYY-MM-DD`. */
export function civilDay(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

export function civilDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Minutes since midnight of `HH:MM`; `24:00` is 1440. */
export function minutesOf(wall: string): number {
  return Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3, 5));
}

/** The instant (ms) of a wall time in a zone; minutes may run into the next day. */
export function resolveWall(day: number, minutes: number, zone: string): number {
  const date = civilDate(day + Math.floor(minutes / 1440));
  const rest = minutes % 1440;
  const wall = `${date}T${two(Math.floor(rest / 60))}:${two(rest % 60)}:00`;
  return resolveWallText(wall, zone);
}

/** The instant (ms) of `YYYY-MM-DDTHH:MM:SS` in a zone. */
export function resolveWallText(wall: string, zone: string): number {
  return temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'compatible' })
    .epochMilliseconds;
}

/** The civil day on which an instant falls in a zone, and the milliseconds of wall time into it. */
export function civilOf(instant: number, zone: string): { day: number; wallMs: number } {
  const local = temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const wallMs = ((local.hour * 60 + local.minute) * 60 + local.second) * 1000 + local.millisecond;
  return { day: civilDay(local.toPlainDate().toString()), wallMs };
}

export type DayClock = {
  /** False where the zone skipped the whole day (Samoa, 2011-12-30). */
  exists: boolean;
  instantAt(minutes: number): number;
};

/**
 * The wall clock of one civil day and the next. On the many days without a shift of the clock an instant is plain
 * addition; only the few others ask the time zone for each one.
 */
export function dayClock(day: number, zone: string): DayClock {
  const midnight = midnightOf(day, zone);
  const next = midnightOf(day + 1, zone);
  const afterNext = midnightOf(day + 2, zone);
  if (next - midnight === DAY_MS && afterNext - next === DAY_MS) {
    return { exists: true, instantAt: (minutes) => midnight + minutes * MINUTE_MS };
  }
  const exists = civilOf(resolveWall(day, 720, zone), zone).day === day;
  return { exists, instantAt: (minutes) => resolveWall(day, minutes, zone) };
}

const midnights = new Map<string, Map<number, number>>();

/** Remembered: neighbouring days ask for the same ones, and every calendar of a zone does. */
function midnightOf(day: number, zone: string): number {
  let ofZone = midnights.get(zone);
  if (ofZone === undefined) {
    ofZone = new Map();
    midnights.set(zone, ofZone);
  }
  let midnight = ofZone.get(day);
  if (midnight === undefined) {
    midnight = resolveWall(day, 0, zone);
    ofZone.set(day, midnight);
  }
  return midnight;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
