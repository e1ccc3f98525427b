/** What is measured: labelled sets under `GOLDENROD_DATA`, and generated companies and people. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export type RecordType = 'account' | 'contact';

export type BenchSet = {
  name: string;
  type: RecordType;
  /** Holds records.csv and truth.csv. */
  folder: string;
  /** Two records of one source never belong together. */
  linkOnly: boolean;
  /** The column that tells people from organisations, where a set holds both. */
  typeColumn?: string;
};

/** Companies and people are drawn from one world of this seed. */
const SEED = 7;
/** Heap for three million account rows: 5.2 GB were seen resident. */
const GENERATOR_HEAP_MB = 12_000;

const LABELLED: readonly Omit<BenchSet, 'folder'>[] = [
  { name: 'dedupe_chicago_centers', type: 'account', linkOnly: false },
  { name: 'restaurants_fodors_zagats', type: 'account', linkOnly: true },
  { name: 'goldenmatch_orgs_hard', type: 'account', linkOnly: false },
  { name: 'splink_fake_1000', type: 'contact', linkOnly: false },
  { name: 'febrl3', type: 'contact', linkOnly: false },
  { name: 'senzing_truthset', type: 'contact', linkOnly: false, typeColumn: 'type' },
];

/** The labelled sets that lie under `data`. */
export function labelledSets(data: string | undefined): BenchSet[] {
  if (data === undefined) return [];
  return LABELLED.map((set) => ({ ...set, folder: join(data, set.name) })).filter((set) =>
    existsSync(set.folder),
  );
}

/** Every name that a set can have. */
export const SET_NAMES: readonly string[] = [
  ...LABELLED.map((set) => set.name),
  'generated accounts',
  'generated contacts',
];

/** Companies and people of a world of `rows` account records, which `ensureGenerated` puts there. */
export function generatedSets(folder: string, rows: number): BenchSet[] {
  return (['account', 'contact'] as const).map((type) => ({
    name: `generated ${type}s`,
    type,
    folder: join(folder, String(rows), `${type}s`),
    linkOnly: false,
  }));
}

/** Generates the world of that size unless it is there from an earlier run. */
export function ensureGenerated(folder: string, rows: number): void {
  const world = join(folder, String(rows));
  if (!existsSync(world)) generate(world, rows);
}

/** In a process of its own, for its heap; under another name until it is complete, so that no half of it is taken for a whole. */
function generate(world: string, rows: number): void {
  const draft = `${world}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const script = join(import.meta.dirname, 'generate.ts');
  const heap = `--max-old-space-size=${GENERATOR_HEAP_MB}`;
  const { status } = spawnSync(process.execPath, [heap, script, draft, String(rows), String(SEED)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`generating ${rows} rows ended with code ${status}`);
  renameSync(draft, world);
}
