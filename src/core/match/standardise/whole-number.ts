/** A whole number as tables with gaps write it: `60612.0`. Read digit by digit it would be ten times as much. */
export function withoutFraction(text: string): string {
  return text.endsWith('.0') && /^\s*\d{3,}\.0$/.test(text) ? text.slice(0, -2) : text;
}
