/** ISO 8601 in UTC, without the fraction when it is zero: `2026-01-05T04:00:00Z`. */
export function shortInstant(instant: string | number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}
