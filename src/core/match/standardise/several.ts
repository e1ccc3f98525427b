/**
 * Values of one cell. They are separated by ` | `; but people and exports write several addresses, numbers or sites with
 * semicolons, commas, slashes and line ends between them, and read as one they are none.
 */

/** The values themselves where none is several: next to all records, at the cost of a look. */
function parted(
  values: readonly string[],
  mayBeSeveral: (cell: string) => boolean,
  part: (cell: string) => string[],
): readonly string[] {
  for (const value of values) if (mayBeSeveral(value)) return values.flatMap(part);
  return values;
}

export function partedEmails(cells: readonly string[]): readonly string[] {
  return parted(cells, (cell) => cell.indexOf('@') !== cell.lastIndexOf('@'), emailsIn);
}

/** A slash parts two addresses only behind a domain: the name of a mailbox may hold one. */
const BETWEEN_EMAILS = /[;,|\s]+|(?<=@[^@/;,|\s]+)\/+/;

function emailsIn(cell: string): string[] {
  const parts = cell.split(BETWEEN_EMAILS).filter((part) => /[^@]@[^@]/.test(part));
  return parts.length > 1 ? parts : [cell];
}

export function partedSites(cells: readonly string[]): readonly string[] {
  return parted(cells, (cell) => /[;,\s]/.test(cell), sitesIn);
}

function sitesIn(cell: string): string[] {
  const parts = cell.split(/[;,\s]+/).filter((part) => /[^.]\.[^.]/.test(part));
  return parts.length > 1 ? parts : [cell];
}

export function partedPhones(cells: readonly string[]): readonly string[] {
  return parted(cells, (cell) => cell.length >= SHORTEST_TWO_PHONES && /[;,/\n]/.test(cell), phonesIn);
}

/** A slash or comma may stand inside a number (030/66955800): every part has to be long enough for one. */
function phonesIn(cell: string): string[] {
  const parts = cell.split(/[;,/\n]/);
  const areNumbers = parts.every((part) => part.replace(/\D/g, '').length >= SHORTEST);
  return areNumbers ? parts : [cell];
}
const SHORTEST = 7;
/** A shorter cell holds one number at most. */
export const SHORTEST_TWO_PHONES = 2 * SHORTEST + 1;
