/** Splits a data table written as plain words; `_` stands for a blank inside an entry. */
export function words(table: string): readonly string[] {
  return table
    .trim()
    .split(/\s+/u)
    .map((word) => word.replaceAll('_', ' '));
}
