/**
 * Measures `dedupe` from outside on every labelled set and on generated companies and people, and its peers beside it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureOurs } from './ours.ts';
import { peerPython } from './peers/environment.ts';
import { measureSplink } from './peers/splink.ts';
import { type BenchSet, ensureGenerated, generatedSets, labelledSets } from './sets.ts';
import { type BenchRow, markdown } from './tables.ts';

export type MatchBenchOptions = {
  /** Numbers of account records to generate. */
  sizes: readonly number[];
  /** Names of the sets to measure; absent: all there are. */
  only?: readonly string[];
  table: boolean;
  peers: boolean;
  /** Keeps generated sets for the next run. */
  data?: string;
  /** Keeps the peers' packages for the next run. */
  venv?: string;
};

/** Runs everything, progress on standard error; prints JSON, or tables with `table`. */
export async function runMatchBench(options: MatchBenchOptions): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'goldenrod-bench-'));
  try {
    const python = options.peers ? findPython(options.venv ?? join(scratch, 'venv')) : undefined;
    const rows: BenchRow[] = [];
    for (const set of wantedSets(options, scratch)) rows.push(await measure(set, scratch, python));
    const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.versions.node}`;
    const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
    const at = new Date().toISOString().slice(0, 10);
    process.stdout.write(
      options.table
        ? markdown(rows, { machine, commit, at })
        : `${JSON.stringify({ machine, commit, at, rows }, null, 2)}\n`,
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Generated sets one size after the other, so that a great one is not made before a small one is measured. */
function* wantedSets({ sizes, only, data }: MatchBenchOptions, scratch: string): Generator<BenchSet> {
  const isWanted = (set: BenchSet) => only === undefined || only.includes(set.name);
  const folder = process.env['GOLDENROD_DATA'];
  const labelled = labelledSets(folder);
  if (labelled.length === 0)
    process.stderr.write(`Labelled sets are left out: ${folder ?? 'GOLDENROD_DATA'} holds none of them.\n`);
  yield* labelled.filter(isWanted);
  for (const size of sizes) {
    const generated = generatedSets(data ?? scratch, size).filter(isWanted);
    if (generated.length === 0) continue;
    ensureGenerated(data ?? scratch, size);
    yield* generated;
    if (data === undefined) rmSync(join(scratch, String(size)), { recursive: true });
  }
}

async function measure(set: BenchSet, scratch: string, python: string | undefined): Promise<BenchRow> {
  process.stderr.write(`${set.name}…\n`);
  const ours = await measureOurs(set, scratch);
  return python === undefined ? ours : { ...ours, peers: [await measureSplink(python, set, scratch)] };
}

function findPython(folder: string): string | undefined {
  const python = peerPython(folder);
  if (typeof python === 'string') return python;
  process.stderr.write(`Peers are left out: ${python.message}.\n`);
  return undefined;
}
