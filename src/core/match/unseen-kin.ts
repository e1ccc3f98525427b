/**
 * Kin that no candidate pair shows. Of the branches of a great chain only those are compared that share a city or a telephone
 * as well: the larger the set, the fewer of them are seen, and among the rest every one that is seen looks like a copy.
 */
import { outcome } from './compare/comparator.ts';
import type { PairSample } from './estimate-sample.ts';
import type { Feature } from './features.ts';
import { markPlace, raritiesAt, type SharedMarks } from './sharing.ts';
import { CROWDS, type WeightTables, weightOf } from './weights.ts';

/** Candidates are drawn by blocks: where so many times fewer are seen than there are, all of them may be candidates. */
const SAMPLED = 1.1;

/** The pairs that share the marks of a kinship and are no candidates: strangers hardly share them all. */
export function unseenKin(
  { features: marks, pairs }: SharedMarks,
  candidates: PairSample,
  features: readonly Feature[],
): SharedMarks {
  const seen = new Float64Array(pairs.length);
  for (let row = 0; row < candidates.size; row++) {
    const place = markPlace(candidates.outcomes, row * features.length, marks, features);
    if (place >= 0) seen[place] = (seen[place] as number) + (candidates.weight[row] as number);
  }
  const unseen = pairs.map((all, place) => Math.max(0, all - SAMPLED * (seen[place] as number)));
  // What few blocks hold may not be drawn at all, and what others hold be drawn too often: in all, they even out.
  const left = Math.max(0, sum(pairs) - SAMPLED * sum(seen));
  const part = left === 0 ? 0 : Math.min(1, left / sum(unseen));
  return { features: marks, pairs: unseen.map((each) => each * part) };
}

/** The same by crowd, as `crowdOf` tells it of a pair. */
export function unseenByCrowd(
  { features: marks, pairs }: SharedMarks,
  tables: WeightTables,
  features: readonly Feature[],
): Float64Array {
  const crowds = new Float64Array(CROWDS);
  pairs.forEach((unseen, place) => {
    if (unseen === 0) return;
    const rarities = raritiesAt(place, marks.length);
    const lost = marks.map((mark, at) => lostBits(tables, mark, features, rarities[at] as number));
    const crowd = Math.max(0, Math.floor(Math.min(CROWDS - 1, ...lost) + 1e-9));
    crowds[crowd] = (crowds[crowd] as number) + unseen;
  });
  return crowds;
}

/** What agreement on a value of this rarity tells less than on one of two records; taken in the middle of the bin. */
function lostBits(tables: WeightTables, mark: number, features: readonly Feature[], rarity: number): number {
  const full = (features[mark] as Feature).comparator.levels.length - 1;
  const weight = weightOf(tables, mark, outcome(full, 2 ** (rarity + 0.5)));
  return weight <= 0 ? CROWDS : (tables.rarest[mark] as number) - weight;
}

function sum(list: Float64Array): number {
  return list.reduce((total, value) => total + value, 0);
}
