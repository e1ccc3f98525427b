import { isNoDay } from './placeholder.ts';

const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
  mrz: 3,
  mai: 5,
  okt: 10,
  dez: 12,
};

/**
 * `YYYYMMDD` with zeros for what is not known; empty when nothing is. Which of day and month comes first cannot be
 * known of `1/7/80`: month first is assumed, and the comparison takes swapped day and month for nearly equal.
 */
export function standardiseDate(value: string): string {
  const day = dayOf(value.trim().toLowerCase());
  return isNoDay(day) ? '' : day;
}

function dayOf(text: string): string {
  const iso = /^(\d{4})[-/.]?(\d{2})?(?:[-/.]?(\d{2}))?(?:t.*)?$/.exec(text);
  if (iso?.[1]) return compose(Number(iso[1]), Number(iso[2] ?? 0), Number(iso[3] ?? 0));
  const numeric = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(text);
  if (numeric) {
    const [a, b] = [Number(numeric[1]), Number(numeric[2])];
    const dayFirst = a > 12 || /\d\.\d/.test(text);
    return compose(fullYear(numeric[3] ?? ''), dayFirst ? b : a, dayFirst ? a : b);
  }
  const monthly = /^(\d{1,2})[-/.](\d{4})$/.exec(text);
  if (monthly) return compose(Number(monthly[2]), Number(monthly[1]), 0);
  const named =
    /^(?:(\d{1,2})[-/. ]+)?([a-z]{3})[a-z]*[-/. ]+(?:(\d{1,2})(?:st|nd|rd|th)?,?[-/. ]+)?(\d{4}|\d{2})$/.exec(
      text,
    );
  const month = MONTHS[named?.[2] ?? ''];
  if (named && month !== undefined)
    return compose(fullYear(named[4] ?? ''), month, Number(named[1] ?? named[3] ?? 0));
  return /^\d{6,8}$/.test(text) ? text : '';
}

/** Two digits are a year of the hundred years before 2030. */
function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length === 4 ? year : year < 30 ? 2000 + year : 1900 + year;
}

function compose(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
}
