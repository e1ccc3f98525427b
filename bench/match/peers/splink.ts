/** Splink on one set: the same file, whole process, in the same run as ours. */
import { join } from 'node:path';
import { entitiesInOrder, scoreFile } from '../labels.ts';
import { type ProcessCost, runMeasured } from '../process-cost.ts';
import type { ClusterScore } from '../score.ts';
import type { BenchSet } from '../sets.ts';
import { type BestThreshold, bestThreshold, readPairs } from './best-threshold.ts';

/** `best` is the score at the best threshold, found with the truth; the rest is at probability 0.95. */
export type PeerRow = ClusterScore & ProcessCost & { peer: 'splink'; best: BestThreshold };
export type PeerFailure = { peer: 'splink'; failed: string };

const SCRIPT = join(import.meta.dirname, 'splink_dedupe.py');

/**
 * From the start of Python to the clusters in their file. The process then still writes its pairs, which is not
 * counted; nor is its end, in the peer's favour.
 */
export async function measureSplink(
  python: string,
  set: BenchSet,
  scratch: string,
): Promise<PeerRow | PeerFailure> {
  if (set.typeColumn !== undefined) return { peer: 'splink', failed: 'has one model per run' };
  const [out, pairs] = [join(scratch, 'splink-clusters.csv'), join(scratch, 'splink-pairs.csv')];
  const files = [
    '--records',
    join(set.folder, 'records.csv'),
    '--out',
    out,
    '--pairs',
    pairs,
    '--temp',
    scratch,
  ];
  const options = ['--type', set.type, ...(set.linkOnly ? ['--link-only'] : [])];
  try {
    const { stdout: _, ...cost } = await runMeasured(python, ['-B', SCRIPT, ...files, ...options], {
      until: 'clusters written',
      cwd: scratch,
    });
    const best = await bestThreshold(entitiesInOrder(out, set.folder), readPairs(pairs));
    return { peer: 'splink', ...scoreFile(out, set.folder), ...cost, best };
  } catch (error) {
    return { peer: 'splink', failed: (error as Error).message };
  }
}
