import { readFileSync, statSync } from 'node:fs';
import { ConfigError } from '../../core/errors.ts';
import type { ExtraFeature } from '../../core/match/extra-features.ts';
import type { MatchModel } from '../../core/match/model.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { CsvLayout } from '../../threads/csv-layout.ts';
import { startMatchers } from '../../threads/match-files.ts';
import type { WorkerPool } from '../../threads/worker-pool.ts';
import { counted } from '../../util/counted.ts';
import { assertWritable } from './assert-writable.ts';
import { DEDUPE_FIELDS, shownNames, useHeader } from './header.ts';
import { misnamed, misnamedInWords } from './likely-type.ts';
import { matchRows } from './match-rows.ts';
import { notesOnIds, readIds, readInput } from './read-input.ts';
import { writeReport } from './report.ts';
import { reviewCount } from './review-count.ts';
import { scorePairs, type WeighedPairs } from './score-pairs.ts';
import { slowProgress } from './slow-progress.ts';
import { clusterRows, writeClusters, writePairs } from './write-results.ts';

export type DedupeOptions = {
  files: readonly string[];
  type: GoldenType;
  out?: string | undefined;
  pairs?: string | undefined;
  scorePairs?: string | undefined;
  report?: string | undefined;
  map: ReadonlyMap<string, string>;
  typeColumn?: string | undefined;
  extras: readonly ExtraFeature[];
  linkOnly: boolean;
  threads: number;
  /** Told what is being done, where that takes some seconds. */
  onProgress?: (line: string) => void;
};

export type DedupeResult = {
  records: number;
  clusters: number;
  duplicates: number;
  /** Pairs that wait for a person: likely, but neither sure nor in one cluster. */
  review: number;
  pairs_compared: number;
  /** Of the pairs that `--score-pairs` asks for. */
  pairs_weighed?: WeighedPairs;
  seconds: number;
  peak_rss_mb: number;
  threads: number;
  model: Record<string, ModelSummary>;
  notes: string[];
};
type ModelSummary = Omit<MatchModel, 'frequencies' | 'keys'> & {
  narrowed: { limit: number; common_keys: number; left_out_plans: string[] };
};

/** De-duplicates CSV files without any connection. Files are written before it returns. */
export async function runDedupe(options: DedupeOptions): Promise<DedupeResult> {
  const progress = slowProgress(options.onProgress ?? (() => {}), process.uptime() * 1000);
  try {
    return await dedupeFiles(options, progress.tell);
  } finally {
    progress.done();
  }
}

async function dedupeFiles(options: DedupeOptions, tell: (line: string) => void): Promise<DedupeResult> {
  assertWritable(
    [...options.files, ...(options.scorePairs === undefined ? [] : [options.scorePairs])],
    [options.out, options.pairs, options.report],
  );
  const pool = startMatchers(threadsFor(options));
  try {
    return await dedupeOn(pool, options, tell);
  } finally {
    await pool.close();
  }
}

async function dedupeOn(
  pool: WorkerPool,
  options: DedupeOptions,
  tell: (line: string) => void,
): Promise<DedupeResult> {
  const rows = await readInput(options.files, idColumns(options));
  rows.notes.push(...notesOnIds(rows, idColumns(options)));
  const records = rows.sources.length;
  if (records === 0) {
    throw new ConfigError({
      code: 'CSV_EMPTY',
      message: `${options.files.join(', ')}: a header but no record; nothing to de-duplicate.`,
    });
  }
  checkColumns(options, rows.files);
  tell(`${counted(records, 'record')} read; finding duplicates …`);
  const matching = matchRows(rows, { ...options, typeColumn: options.typeColumn, pool, onPhase: tell });
  // It may fail while ids are read: it is waited for below, and what is wrong with ids comes first.
  matching.catch(() => {});
  // Ids are no evidence: they are read while the threads are at work already.
  const input = { ...rows, ids: await readIds(rows, idColumns(options)) };
  const matches = await matching;
  // The threads end while this one writes.
  const ended = pool.close();
  const clusters = clusterRows(input, matches);
  const count = clusters.reduce((sum, first, row) => sum + Number(first === row), 0);
  tell(`${counted(count, 'entity', 'entities')} found; writing …`);
  const names = ownColumns(options, input.files);
  if (options.out !== undefined) writeClusters(options.out, input, clusters, names);
  const weighed =
    options.scorePairs === undefined
      ? undefined
      : await scorePairs(options.scorePairs, options.pairs as string, input, matches);
  if (weighed === undefined && options.pairs !== undefined) writePairs(options.pairs, input, matches);
  if (options.report !== undefined) writeReport(options.report, { input, matches, clusters, names });
  await ended;
  return {
    records,
    clusters: count,
    duplicates: records - count,
    review: matches.perType.reduce((sum, match) => sum + reviewCount(match.result), 0),
    pairs_compared: matches.perType.reduce((sum, match) => sum + match.result.stats.comparisons, 0),
    ...(weighed === undefined ? {} : { pairs_weighed: weighed }),
    seconds: Math.round(process.uptime() * 1000) / 1000,
    peak_rss_mb: peakRssMb(),
    threads: options.threads,
    model: Object.fromEntries(matches.perType.map((match) => [match.type, summary(match.result.model)])),
    notes: [...input.notes, ...matches.notes],
  };
}

/** A thread more costs a tenth of a second to start and saves 20 µs a row: it is worth its while from so much text on. */
const BYTES_PER_THREAD = 2_000_000;

/** How many threads the files are worth; all where a file does not tell its size before it is read. */
function threadsFor({ files, threads }: DedupeOptions): number {
  const bytes = files.reduce((sum, path) => sum + sizeOf(path), 0);
  return Math.max(1, Math.min(threads, Math.ceil(bytes / BYTES_PER_THREAD)));
}

function sizeOf(path: string): number {
  try {
    const stats = statSync(path);
    return stats.isFile() ? stats.size : Number.POSITIVE_INFINITY;
  } catch {
    // Whoever reads the file says what is wrong with it.
    return 0;
  }
}

/** The columns that name a record: never evidence, and written first. */
function idColumns(options: DedupeOptions) {
  const at = (header: readonly string[], field: string) =>
    useHeader(header, options.type, options.map).fields.indexOf(field);
  return {
    idColumn: (header: readonly string[]) => at(header, 'id'),
    sourceColumn: (header: readonly string[]) => at(header, 'source'),
  };
}

function ownColumns(options: DedupeOptions, files: readonly { header: string[] }[]): Set<string> {
  const columns = idColumns(options);
  const names = files.flatMap(({ header }) => [
    header[columns.idColumn(header)],
    header[columns.sourceColumn(header)],
  ]);
  return new Set(names.filter((name) => name !== undefined));
}

function checkColumns(options: DedupeOptions, files: readonly CsvLayout[]): void {
  const wanted = [
    ...[...options.map.keys()].map((column) => ['--map', column]),
    ...options.extras.map((extra) => ['--feature', extra.column]),
    ...(options.typeColumn === undefined ? [] : [['--type-column', options.typeColumn]]),
  ] as [string, string][];
  for (const [option, column] of wanted) {
    if (files.some((file) => file.header.includes(column))) continue;
    throw new ConfigError({
      code: 'COLUMN_UNKNOWN',
      message: `${option}: no file has a column ${JSON.stringify(column)}; there are ${shownNames(files[0]?.header ?? [])}.`,
    });
  }
  checkFeatures(options, files);
  for (const file of files) checkKnown(options, file);
}

/** A column has one use: names are no evidence, and what --map names is compared as that. */
function checkFeatures({ extras, map, type }: DedupeOptions, files: readonly CsvLayout[]): void {
  extras.forEach(({ column }, index) => {
    const naming = files
      .map(({ header }) => useHeader(header, type, map).fields[header.indexOf(column)])
      .find((field) => field === 'id' || field === 'source');
    const why = map.has(column)
      ? `is taken by --map as ${map.get(column)}`
      : naming !== undefined
        ? `is the records' ${naming}, which is never compared; --map gives that to another column`
        : extras.findIndex((other) => other.column === column) < index
          ? 'is named twice'
          : undefined;
    if (why === undefined) return;
    throw new ConfigError({
      code: 'FEATURE_TAKEN',
      message: `--feature: the column ${JSON.stringify(column)} ${why}. Give it one use.`,
    });
  });
}

/** Rows of which nothing is known would silently be entities of their own. */
function checkKnown(options: DedupeOptions, { file, header, headerLine }: CsvLayout): void {
  const types = options.typeColumn === undefined ? [options.type] : (['account', 'contact'] as const);
  const isKnown =
    options.extras.some(({ column }) => header.includes(column)) ||
    types.some((type) =>
      useHeader(header, type, options.map).fields.some(
        (field) => field !== undefined && field !== 'id' && field !== 'source',
      ),
    );
  if (isKnown) return;
  const other = misnamed(header, options.type, options.map);
  if (other !== undefined) {
    throw new ConfigError({
      code: 'TYPE_WRONG',
      message: `${misnamedInWords(`${file} line ${headerLine}`, options.type, other)}.`,
    });
  }
  throw new ConfigError({
    code: 'COLUMNS_UNKNOWN',
    message: `${file} line ${headerLine}: none of the columns ${shownNames(header)} is known; tell what they hold with --map Column=field, of the fields ${[...DEDUPE_FIELDS[options.type]].join(', ')}. If that line is no header, put one there.`,
  });
}

function summary({ frequencies: _, keys, ...model }: MatchModel): ModelSummary {
  return {
    ...model,
    narrowed: { limit: keys.limit, common_keys: keys.common.length, left_out_plans: keys.without ?? [] },
  };
}

/** VmHWM where there is a /proc, else what the system calls the greatest resident set. */
function peakRssMb(): number {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
    if (found?.[1]) return Math.round((Number(found[1]) * 1024) / 1e5) / 10;
  } catch {}
  return Math.round((process.resourceUsage().maxRSS * 1024) / 1e5) / 10;
}
