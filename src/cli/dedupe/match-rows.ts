import type { MatchRecord } from '../../core/match/corpus.ts';
import type { ExtraFeature } from '../../core/match/features.ts';
import { type MatchResult, matchAll } from '../../core/match/match-all.ts';
import { fold, words } from '../../core/match/standardise/fold.ts';
import { standardise } from '../../core/match/standardise/standardise.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { CanonicalRecord } from '../../core/model/field.ts';
import { readRow } from '../../threads/csv-layout.ts';
import { typeOfValue, useHeader } from './header.ts';
import type { Input } from './read-input.ts';

export type MatchRowsOptions = {
  type: GoldenType;
  typeColumn: string | undefined;
  map: ReadonlyMap<string, string>;
  extras: readonly ExtraFeature[];
  linkOnly: boolean;
};

/** What was found for the rows of one type. */
export type TypeMatch = { type: GoldenType; rows: number[]; records: MatchRecord[]; result: MatchResult };
export type RowMatches = { perType: TypeMatch[]; notes: string[] };

/** Matches all rows, each type by itself. */
export function matchRows(input: Input, options: MatchRowsOptions): RowMatches {
  const notes = new Set<string>();
  const byType: Record<GoldenType, { rows: number[]; records: MatchRecord[] }> = {
    account: { rows: [], records: [] },
    contact: { rows: [], records: [] },
  };
  const readers = input.files.map((file) => rowReader(file.header, options, notes));
  for (let row = 0; row < input.ids.length; row++) {
    const file = input.fileOf[row] as number;
    const cells = readRow(input.files[file] as Input['files'][number], input.rowOf[row] as number);
    const { type, standardised } = (readers[file] as RowReader)(cells);
    byType[type].rows.push(row);
    byType[type].records.push({
      id: input.ids[row] as string,
      source: input.sources[row] as string,
      standardised,
    });
  }
  const perType = (['account', 'contact'] as const)
    .filter((type) => byType[type].rows.length > 0)
    .map((type) => ({
      type,
      ...byType[type],
      result: matchAll(type, byType[type].records, { linkOnly: options.linkOnly, extras: options.extras }),
    }));
  return { perType, notes: [...notes] };
}

type RowReader = (cells: readonly string[]) => { type: GoldenType; standardised: Record<string, string> };

function rowReader(header: readonly string[], options: MatchRowsOptions, notes: Set<string>): RowReader {
  const typeAt = options.typeColumn === undefined ? -1 : header.indexOf(options.typeColumn);
  const uses = {
    account: useHeader(header, 'account', options.map),
    contact: useHeader(header, 'contact', options.map),
  };
  const extraAt = options.extras.map((extra) => header.indexOf(extra.column));
  const special = new Set([options.typeColumn, ...options.extras.map((extra) => extra.column)]);
  const types: GoldenType[] = typeAt < 0 ? [options.type] : ['account', 'contact'];
  const ignored = header.filter(
    (name) => !special.has(name) && types.every((type) => uses[type].ignored.includes(name)),
  );
  if (ignored.length > 0) notes.add(`columns not used: ${ignored.join(', ')} (--map Column=field uses one)`);
  return (cells) => {
    const type = (typeAt < 0 ? undefined : typeOfValue(cells[typeAt] ?? '')) ?? options.type;
    const record: CanonicalRecord = {};
    uses[type].fields.forEach((field, at) => {
      const cell = cells[at];
      if (field === undefined || cell === undefined || cell === '') return;
      const value = cell.trim();
      if (value === '') return;
      const before = record[field];
      record[field] = typeof before === 'string' && before !== value ? `${before} | ${value}` : value;
    });
    const standardised: Record<string, string> = { ...standardise(type, record) };
    options.extras.forEach((extra, index) => {
      const value = extraValue(extra.kind, cells[extraAt[index] as number] ?? '');
      if (value !== '') standardised[`x:${extra.column}`] = value;
    });
    return { type, standardised };
  };
}

function extraValue(kind: ExtraFeature['kind'], cell: string): string {
  const text = cell.trim();
  if (kind === 'number') return text !== '' && Number.isFinite(Number(text)) ? String(Number(text)) : '';
  if (kind === 'date') return standardise('contact', { date_of_birth: text })['birth'] ?? '';
  if (kind === 'id') return standardise('contact', { national_id: text })['national_id'] ?? '';
  return words(fold(text.slice(0, 2000))).join(' ');
}
