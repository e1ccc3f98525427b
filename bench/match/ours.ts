/** `dedupe` on one set, whole process, files included: no labels are shown to it, all settings are the defaults. */
import { join } from 'node:path';
import { scoreFile } from './labels.ts';
import { type ProcessCost, runMeasured } from './process-cost.ts';
import type { ClusterScore } from './score.ts';
import type { BenchSet } from './sets.ts';

export type OurRow = ClusterScore & ProcessCost & { set: string; records: number; pairs_per_record: number };

const MAIN = new URL('../../src/cli/main.ts', import.meta.url).pathname;

/** Leaves its files in `scratch`. */
export async function measureOurs(set: BenchSet, scratch: string): Promise<OurRow> {
  const out = join(scratch, 'clusters.csv');
  const options = [
    ...['--type', set.type],
    ...(set.linkOnly ? ['--link-only'] : []),
    ...(set.typeColumn === undefined ? [] : ['--type-column', set.typeColumn]),
  ];
  const files = ['--out', out, '--json', '--home', join(scratch, 'home')];
  const command = [MAIN, 'dedupe', join(set.folder, 'records.csv'), ...options, ...files];
  const { stdout, ...cost } = await runMeasured(process.execPath, command);
  const { records, pairs_compared } = JSON.parse(stdout) as { records: number; pairs_compared: number };
  return {
    set: set.name,
    records,
    ...scoreFile(out, set.folder),
    pairs_per_record: pairs_compared / records,
    ...cost,
  };
}
