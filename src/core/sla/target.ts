/** A target as the policy writes it: real time, or whole business days. */
export type Target = { kind: 'duration'; ms: number } | { kind: 'business_days'; days: number };

const BUSINESS_DAYS = /^(\d{1,3})BD$/;
// Years and months have no fixed length and are refused.
const DURATION = /^P(?=[\dT])(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Null when the text is neither `PT4H30M`, `P2D` nor `2BD`. A `D` is 24 hours of the clock's kind of time. */
export function parseTarget(text: string): Target | null {
  const days = BUSINESS_DAYS.exec(text)?.[1];
  if (days !== undefined) return { kind: 'business_days', days: Number(days) };
  const parts = DURATION.exec(text);
  if (parts === null) return null;
  const [weeks, wholeDays, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  const totalDays = (weeks ?? 0) * 7 + (wholeDays ?? 0);
  const totalMinutes = (totalDays * 24 + (hours ?? 0)) * 60 + (minutes ?? 0);
  return { kind: 'duration', ms: (totalMinutes * 60 + (seconds ?? 0)) * 1000 };
}
