import type { ExtraFeature } from '../../core/match/extra-features.ts';
import type { MatchResult } from '../../core/match/match-all.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import { type CsvLayout, readCell } from '../../threads/csv-layout.ts';
import { areCopies, matchFiles } from '../../threads/match-files.ts';
import type { EncodeInput } from '../../threads/match-worker.ts';
import type { RecordLayout } from '../../threads/record-reader.ts';
import type { WorkerPool } from '../../threads/worker-pool.ts';
import { counted } from '../../util/counted.ts';
import { shownNames, typeOfValue, useHeader } from './header.ts';
import { misnamed, misnamedInWords } from './likely-type.ts';
import type { Input } from './read-input.ts';

export type MatchRowsOptions = {
  type: GoldenType;
  typeColumn: string | undefined;
  map: ReadonlyMap<string, string>;
  extras: readonly ExtraFeature[];
  linkOnly: boolean;
  pool: WorkerPool;
  /** Told what is being done now. */
  onPhase: (line: string) => void;
};

/** What was found for the rows of one type; `rows` are places in the input, in input order. */
export type TypeMatch = { type: GoldenType; rows: Int32Array; layouts: RecordLayout[]; result: MatchResult };
export type RowMatches = { perType: TypeMatch[]; notes: string[] };

/** Rows handed to a thread at once. */
const PIECE = 20_000;

/** Matches all rows, each type by itself. */
export async function matchRows(input: Input, options: MatchRowsOptions): Promise<RowMatches> {
  const perType: TypeMatch[] = [];
  const notes = notesOf(input, options);
  for (const [type, rows] of rowsByType(input, options, notes)) {
    if (rows.length === 0) continue;
    const layouts = input.files.map((file) => layoutOf(file, type, options));
    const pieces = piecesOf(input, rows, options.linkOnly);
    const { extras, linkOnly, pool } = options;
    const { files } = input;
    const result = await matchFiles({
      ...{ type, extras, linkOnly, pool, files, layouts, pieces },
      onPhase: options.onPhase,
    });
    const whose = options.typeColumn === undefined ? 'record' : type;
    notes.push(...notesOfResult(result, { whose, isOneSource: isToldOfOneSource(input, options) }));
    perType.push({ type, rows, layouts, result });
  }
  return { perType, notes };
}

/** Adds a note where rows do not tell their type. */
function rowsByType(input: Input, options: MatchRowsOptions, notes: string[]): [GoldenType, Int32Array][] {
  const all = firstNumbers(input.sources.length);
  const { typeColumn } = options;
  if (typeColumn === undefined) return [[options.type, all]];
  const columns = input.files.map((file) => file.header.indexOf(typeColumn));
  let untold = 0;
  const typeOf = (row: number): GoldenType => {
    const file = input.fileOf[row] as number;
    const cell = readCell(
      input.files[file] as CsvLayout,
      input.rowOf[row] as number,
      columns[file] as number,
    );
    const type = typeOfValue(cell);
    if (type === undefined) untold++;
    return type ?? options.type;
  };
  const types = Array.from(all, typeOf);
  if (untold > 0) {
    notes.push(
      `${untold.toLocaleString('en-GB')} of ${counted(all.length, 'row')} ${untold === 1 ? 'says' : 'say'} neither person nor organisation in ${shownNames([typeColumn])}; such rows are taken for type ${options.type}`,
    );
  }
  return [
    ['account', all.filter((row) => types[row] === 'account')],
    ['contact', all.filter((row) => types[row] === 'contact')],
  ];
}

function layoutOf(file: CsvLayout, type: GoldenType, options: MatchRowsOptions): RecordLayout {
  const special = new Set([options.typeColumn, ...options.extras.map((extra) => extra.column)]);
  const { fields } = useHeader(file.header, type, options.map);
  return {
    type,
    fields: fields.map((field, at) => (special.has(file.header[at]) ? undefined : field)),
    extras: options.extras,
    extraAt: options.extras.map((extra) => file.header.indexOf(extra.column)),
  };
}

function piecesOf(input: Input, rows: Int32Array, linkOnly: boolean): EncodeInput[] {
  const pieces: EncodeInput[] = [];
  let start = 0;
  for (let at = 1; at <= rows.length; at++) {
    const file = input.fileOf[rows[start] as number] as number;
    if (at < rows.length && at - start < PIECE && input.fileOf[rows[at] as number] === file) continue;
    const part = rows.subarray(start, at);
    pieces.push({
      file,
      at: start,
      rows: placesOf(part, input.rowOf),
      sources: linkOnly ? Array.from(part, (row) => input.sources[row] as string) : [],
    });
    start = at;
  }
  return pieces;
}

// Loops: `Int32Array.from` asks an iterator for each of a million.
function firstNumbers(count: number): Int32Array {
  const numbers = new Int32Array(count);
  for (let at = 0; at < count; at++) numbers[at] = at;
  return numbers;
}

function placesOf(rows: Int32Array, rowOf: Int32Array): Int32Array {
  const places = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at++) places[at] = rowOf[rows[at] as number] as number;
  return places;
}

/** `whose`: what the records are called. */
type NoteContext = { whose: 'record' | GoldenType; isOneSource: boolean };

/** What a reader of the bare numbers would not guess. */
function notesOfResult(
  { corpus, model, stats, copies }: MatchResult,
  { whose, isOneSource }: NoteContext,
): string[] {
  const { leftOut } = stats.keys;
  if (areCopies(corpus) && !model.linkOnly)
    return [
      `all ${whose === 'record' ? 'row' : whose}s hold the same values in the columns compared; they are taken for one`,
    ];
  const fellows = `${whose}s${model.linkOnly ? ' of different sources' : ''}`;
  return [
    ...(corpus.records > 1 && stats.comparisons === 0 && copies.length === 0 && !isOneSource
      ? [`no two ${fellows} share a value that few others hold, so none were compared`]
      : []),
    ...(leftOut.keys === 0
      ? []
      : [
          `${counted(leftOut.keys, 'value is', 'values are')} shared by so many ${whose}s that ${counted(leftOut.pairs, 'pair was', 'pairs were')} not compared for ${leftOut.keys === 1 ? 'it' : 'them'} (--report tells more)`,
        ]),
  ];
}

/** A column of the user's own is compared as such, and no longer as what its name says. */
function notesOnFeatures(
  { files }: Input,
  { extras, map }: MatchRowsOptions,
  types: readonly GoldenType[],
): string[] {
  return extras.flatMap(({ column, kind }) => {
    const fields = files.flatMap(({ header }) =>
      types.map((type) => useHeader(header, type, map).fields[header.indexOf(column)]),
    );
    const known = [...new Set(fields.filter((field) => field !== undefined))];
    if (known.length === 0) return [];
    return [
      `${shownNames([column])} is compared as ${kind} (--feature), and not as ${known.join(' or ')}; drop that --feature if it should be`,
    ];
  });
}

/** With one source there is nothing to link, whatever the records hold. */
function isToldOfOneSource({ sources }: Input, { linkOnly }: MatchRowsOptions): boolean {
  return linkOnly && sources.every((source) => source === sources[0]);
}

function notesOf(input: Input, options: MatchRowsOptions): string[] {
  const types: GoldenType[] = options.typeColumn === undefined ? [options.type] : ['account', 'contact'];
  const special = new Set([options.typeColumn, ...options.extras.map((extra) => extra.column)]);
  const ignored = new Set(
    input.files.flatMap(({ header }) => {
      const unused = types.map((type) => useHeader(header, type, options.map).ignored);
      return header.filter((name) => !special.has(name) && unused.every((names) => names.includes(name)));
    }),
  );
  const notes = input.files.flatMap(({ file, header }) => {
    const other = options.typeColumn === undefined ? misnamed(header, options.type, options.map) : undefined;
    return other === undefined ? [] : [misnamedInWords(file, options.type, other)];
  });
  notes.push(...notesOnFeatures(input, options, types));
  if (ignored.size > 0)
    notes.push(`columns not used: ${shownNames([...ignored])} (--map Column=field uses one)`);
  if (isToldOfOneSource(input, options))
    notes.push(
      `all records are of one source (${shownNames([input.sources[0] as string])}): with --link-only none of them belong together`,
    );
  return notes;
}
