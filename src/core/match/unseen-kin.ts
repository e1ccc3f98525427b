/**
 * Kin that no candidate pair shows. Of the branches of a great chain only those are compared that share a city or a telephone as
 * well, so that the larger the set, the fewer of them are seen: among the rest, every one that is seen looks like a copy.
 */
import { levelOf, outcome, rarityBitsOf } from './compare/comparator.ts';
import type { PairSample } from './estimate-sample.ts';
import { RARITY_BINS } from './estimate-sums.ts';
import type { Feature } from './features.ts';
import type { SharedMarks } from './sharing.ts';
import { CROWDS, type WeightTables, weightOf } from './weights.ts';

/** A sample of the candidates may show so many times fewer than there are. */
const SAMPLED = 1.1;

/** The pairs that share the marks of a kinship and are no candidates: strangers hardly share them all. */
export function unseenKin(
  { features: marks, pairs }: SharedMarks,
  candidates: PairSample,
  features: readonly Feature[],
): SharedMarks {
  const seen = new Float64Array(RARITY_BINS);
  const width = features.length;
  for (let row = 0; row < candidates.size; row++) {
    const bin = sharedBin(candidates.outcomes.subarray(row * width, (row + 1) * width), marks, features);
    if (bin >= 0) seen[bin] = (seen[bin] as number) + (candidates.weight[row] as number);
  }
  return {
    features: marks,
    pairs: pairs.map((all, bin) => Math.max(0, all - SAMPLED * (seen[bin] as number))),
  };
}

/** The bin of the rarest mark; −1 where a pair does not share them all. */
function sharedBin(outcomes: Int32Array, marks: readonly number[], features: readonly Feature[]): number {
  let bin = RARITY_BINS - 1;
  for (const mark of marks) {
    const packed = outcomes[mark] as number;
    if (packed < 0 || levelOf(packed) !== fullOf(features, mark)) return -1;
    bin = Math.min(bin, Math.floor(rarityBitsOf(packed)));
  }
  return bin;
}

/** The same by crowd, as `crowdOf` would tell it of each. */
export function unseenByCrowd(
  { features: marks, pairs }: SharedMarks,
  tables: WeightTables,
  features: readonly Feature[],
): Float64Array {
  const crowds = new Float64Array(CROWDS);
  pairs.forEach((unseen, bin) => {
    let lost = CROWDS - 1;
    for (const mark of marks) {
      // In the middle of the bin.
      const weight = weightOf(tables, mark, outcome(fullOf(features, mark), 2 ** (bin + 0.5)));
      lost = Math.min(lost, (tables.rarest[mark] as number) - weight);
    }
    const crowd = Math.max(0, Math.floor(lost + 1e-9));
    crowds[crowd] = (crowds[crowd] as number) + unseen;
  });
  return crowds;
}

function fullOf(features: readonly Feature[], feature: number): number {
  return (features[feature] as Feature).comparator.levels.length - 1;
}
