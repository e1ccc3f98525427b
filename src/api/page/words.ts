/** Numbers and instants as the page writes them. */
export function count(value: number): string {
  return value.toLocaleString('en-GB');
}

/** `2026-03-01 09:30:05 UTC` */
export function instant(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `12 s ago`, `3 min ago`, `2 h ago`, `5 d ago`. */
export function ago(at: Date, now: Date): string {
  return `${duration(Math.max(0, now.getTime() - at.getTime()))} ago`;
}

export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3_600)} h` : `${Math.floor(seconds / 86_400)} d`;
}
