/** RFC 4180: commas, quotes where they are needed, doubled inside; lines end with CR LF. */
export type CsvCell = string | number | null;

const cell = (value: CsvCell): string => {
  const text = value === null ? '' : String(value);
  return /[",\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export function toCsv(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  const lines = [header as readonly CsvCell[], ...rows].map((row) => row.map(cell).join(','));
  return `${lines.join('\r\n')}\r\n`;
}
