/**
 * Values of one cell. They are separated by ` | `; but people and exports write several addresses, numbers or sites with
 * semicolons, commas, slashes and line ends between them, and read as one they are none.
 */

export function severalEmails(cell: string): string[] {
  if (cell.indexOf('@') === cell.lastIndexOf('@')) return [cell];
  const parts = cell.split(/[;,\s]+/).filter((part) => /[^@]@[^@]/.test(part));
  return parts.length > 1 ? parts : [cell];
}

export function severalSites(cell: string): string[] {
  if (!/[;,\s]/.test(cell)) return [cell];
  const parts = cell.split(/[;,\s]+/).filter((part) => /[^.]\.[^.]/.test(part));
  return parts.length > 1 ? parts : [cell];
}

/** A slash or comma may stand inside a number (030/66955800): every part has to be long enough for one. */
export function severalPhones(cell: string): string[] {
  if (cell.length < SHORTEST_TWO || !/[;,/\n]/.test(cell)) return [cell];
  const parts = cell.split(/[;,/\n]/);
  const areNumbers = parts.every((part) => part.replace(/\D/g, '').length >= SHORTEST);
  return areNumbers ? parts : [cell];
}
const SHORTEST = 7;
const SHORTEST_TWO = 2 * SHORTEST + 1;
