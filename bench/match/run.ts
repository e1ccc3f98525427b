/**
 * Measures `dedupe` from outside, whole process, files included: on every labelled set under `GOLDENROD_DATA`, and on
 * generated companies and people of the sizes asked for. No labels are shown to it, all settings are the defaults.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { layOutCsv, readRow } from '#src/threads/csv-layout.ts';
import { writeGenerated } from './generate.ts';
import { type ClusterScore, scoreClusters } from './score.ts';

type Row = ClusterScore & {
  set: string;
  records: number;
  pairs_per_record: number;
  seconds: number;
  peak_rss_mb: number;
};

const LABELLED: readonly [string, readonly string[]][] = [
  ['dedupe_chicago_centers', ['--type', 'account']],
  ['restaurants_fodors_zagats', ['--type', 'account', '--link-only']],
  ['goldenmatch_orgs_hard', ['--type', 'account']],
  ['splink_fake_1000', ['--type', 'contact']],
  ['febrl3', ['--type', 'contact']],
  ['senzing_truthset', ['--type', 'contact', '--type-column', 'type']],
];

/** Runs everything; `sizes` are numbers of account records to generate. Prints JSON, or a table with `table`. */
export function runMatchBench(sizes: readonly number[], table: boolean): void {
  const scratch = mkdtempSync(join(tmpdir(), 'goldenrod-bench-'));
  const rows: Row[] = [];
  try {
    const data = process.env['GOLDENROD_DATA'];
    for (const [set, options] of LABELLED) {
      if (data !== undefined && existsSync(join(data, set)))
        rows.push(measure(set, join(data, set), options, scratch));
    }
    for (const size of sizes) {
      writeGenerated(join(scratch, String(size)), size, 7);
      for (const type of ['account', 'contact'] as const) {
        rows.push(
          measure(`generated ${type}s`, join(scratch, String(size), `${type}s`), ['--type', type], scratch),
        );
      }
      rmSync(join(scratch, String(size)), { recursive: true });
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.versions.node}`;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const at = new Date().toISOString().slice(0, 10);
  process.stdout.write(
    table
      ? markdown(rows, { machine, commit, at })
      : `${JSON.stringify({ machine, commit, at, rows }, null, 2)}\n`,
  );
}

function measure(set: string, folder: string, options: readonly string[], scratch: string): Row {
  const out = join(scratch, 'clusters.csv');
  const main = new URL('../../src/cli/main.ts', import.meta.url).pathname;
  const input = join(folder, 'records.csv');
  const started = performance.now();
  const answer = execFileSync(
    process.execPath,
    [main, 'dedupe', input, ...options, '--out', out, '--json', '--home', join(scratch, 'home')],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const seconds = (performance.now() - started) / 1000;
  const result = JSON.parse(answer) as { records: number; pairs_compared: number; peak_rss_mb: number };
  const entityOf = new Map(columns(join(folder, 'truth.csv'), ['id', 'entity_id']) as [string, string][]);
  const found = columns(out, ['id', 'cluster_id']);
  const score = scoreClusters(
    found.map(([, cluster]) => cluster as string),
    found.map(([id]) => entityOf.get(id as string) as string),
  );
  return {
    set,
    records: result.records,
    ...score,
    pairs_per_record: result.pairs_compared / result.records,
    seconds,
    peak_rss_mb: result.peak_rss_mb,
  };
}

function columns(path: string, names: readonly string[]): string[][] {
  const file = layOutCsv(readFileSync(path), path);
  const at = names.map((name) => file.header.indexOf(name));
  return Array.from({ length: file.starts.length }, (_, row) => {
    const cells = readRow(file, row);
    return at.map((column) => cells[column] ?? '');
  });
}

function markdown(
  rows: readonly Row[],
  { machine, commit, at }: { machine: string; commit: string; at: string },
): string {
  const head =
    '| set | records | precision | recall | F1 (pairs) | B-cubed F1 | exact clusters F1 | pairs per record | seconds | peak MB |\n|---|---|---|---|---|---|---|---|---|---|\n';
  const body = rows.map((row) => {
    const scores = [row.precision, row.recall, row.f1, row.bcubed_f1, row.exact_f1].map((score) =>
      score.toFixed(4),
    );
    return `| ${[row.set, row.records.toLocaleString('en-GB'), ...scores, row.pairs_per_record.toFixed(1), row.seconds.toFixed(1), row.peak_rss_mb.toFixed(0)].join(' | ')} |`;
  });
  return `${at}, commit ${commit}, ${machine}.\n\n${head}${body.join('\n')}\n`;
}
