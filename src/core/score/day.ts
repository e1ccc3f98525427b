/** Civil days as whole numbers (days since 1970-01-01), so that differences are plain subtraction. */
const DAY_MS = 86_400_000;

/** Day number of `YYYY-MM-DD` (or of the date part of an instant in UTC). NaN when it is no date. */
export function dayNumber(date: string): number {
  return Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY_MS;
}

export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Months since January of year 0: `2026-03-…` → 2026 × 12 + 2. */
export function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}
