import { outcome } from './compare/comparator.ts';
import { featuresOf } from './features.ts';
import type { MatchModel } from './model.ts';
import { weightOf, weightTables } from './weights.ts';

/** One level of one feature, as the model weighs it. */
export type LevelRow = {
  feature: string;
  level: string;
  /** P(level | same entity). */
  m: number;
  /** P(level | different entities); of a level whose weight depends on the value, for one that `heldBy` records hold. */
  u: number;
  /** log2(m/u), with the rules that hold for it. */
  weight: number;
  /** How many records hold the value that `u` and `weight` are given for; null where it makes no difference. */
  heldBy: number | null;
};

/** A value that two records share is held by two at least: that is the most agreement on it can tell. */
const RAREST = 2;

/** Every level of every feature, best first. */
export function levelTable(model: MatchModel): LevelRow[] {
  const features = featuresOf(model.type, model.extras);
  const tables = weightTables(model, features);
  return features.flatMap(({ name, comparator }, index) =>
    comparator.levels
      .map((level, at): LevelRow => {
        const isRare = at >= comparator.rare;
        const weight = weightOf(tables, index, outcome(at, isRare ? RAREST : 1));
        const m = model.features[index]?.m[at] ?? 0;
        return {
          feature: name,
          level,
          m,
          u: Math.min(1, m / 2 ** weight),
          weight,
          heldBy: isRare ? RAREST : null,
        };
      })
      .toReversed(),
  );
}
