import type { ExtraFeature } from '../core/match/extra-features.ts';
import { fold, words } from '../core/match/standardise/fold.ts';
import { standardise } from '../core/match/standardise/standardise.ts';
import type { GoldenType } from '../core/model/entity.ts';
import type { CanonicalRecord } from '../core/model/field.ts';

/** How the cells of a file's rows become records: plain data, for threads. */
export type RecordLayout = {
  type: GoldenType;
  /** Canonical field of every column; undefined is not used. */
  fields: readonly (string | undefined)[];
  extras: readonly ExtraFeature[];
  /** Column of every extra, −1 where the file lacks it. */
  extraAt: readonly number[];
};

/** Cells of a row → its comparable form. */
export function recordReader(layout: RecordLayout): (cells: readonly string[]) => Record<string, string> {
  const used = layout.fields.flatMap((field, at) =>
    field === undefined || field === 'id' || field === 'source' ? [] : [{ field, at }],
  );
  return (cells) => {
    const record: CanonicalRecord = {};
    for (const { field, at } of used) {
      const value = cells[at]?.trim();
      if (value === undefined || value === '') continue;
      const before = record[field];
      record[field] = typeof before === 'string' && before !== value ? `${before} | ${value}` : value;
    }
    const standardised: Record<string, string> = standardise(layout.type, record);
    layout.extras.forEach((extra, index) => {
      const value = extraValue(extra.kind, cells[layout.extraAt[index] as number] ?? '');
      if (value !== '') standardised[`x:${extra.column}`] = value;
    });
    return standardised;
  };
}

/** The comparable form of a column of the user's own. */
export function extraValue(kind: ExtraFeature['kind'], cell: string): string {
  const text = cell.trim();
  if (kind === 'number') return numberIn(text);
  if (kind === 'date') return standardise('contact', { date_of_birth: text })['birth'] ?? '';
  if (kind === 'id') return standardise('contact', { national_id: text })['national_id'] ?? '';
  return words(fold(text.slice(0, 2000))).join(' ');
}

/** `1,234.5` and `1.5` as in English, `1,5` as in most of Europe; a single comma before three digits parts thousands. */
function numberIn(text: string): string {
  const plain = /^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)
    ? text.replaceAll(',', '')
    : text.replace(/^([-+]?\d+),(\d+)$/, '$1.$2');
  return plain !== '' && Number.isFinite(Number(plain)) ? String(Number(plain)) : '';
}
