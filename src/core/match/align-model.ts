import { RARITY_BINS } from './estimate-sums.ts';
import { type Feature, featuresOf } from './features.ts';
import { kinshipsOf } from './kinships.ts';
import type { FeatureModel, MatchModel } from './model.ts';

/** log2 odds of a kinship that the model was not estimated with: it explains nothing. */
const NEVER = -1_000;
/** So frequent would its values have to be, in bits beyond all records, that agreement on none of them tells anything. */
const TELLS_NOTHING_BITS = 40;

/**
 * A stored version as this program reads it: what it says goes by name, since features and kinships were added, dropped
 * or moved since it was estimated. What it knows nothing of, or in other levels, weighs nothing (`unknown`) until another
 * version is estimated and adopted: the version goes on as what it was.
 */
export function alignModel(model: MatchModel): MatchModel {
  const features = new Map(model.features.map((feature) => [feature.name, feature]));
  const kinships = new Map(model.kinships.map((kin) => [kin.name, kin]));
  return {
    ...model,
    kinships: kinshipsOf(model.type).map(({ name }) => kinships.get(name) ?? { name, odds: NEVER }),
    features: featuresOf(model.type, model.extras).map((feature) => {
      const own = features.get(feature.name);
      return own?.m.length === feature.comparator.levels.length
        ? own
        : unknownFeature(feature, model.records);
    }),
  };
}

function unknownFeature({ name, comparator }: Feature, records: number): FeatureModel {
  const evenly = comparator.levels.map(() => 1 / comparator.levels.length);
  return {
    name,
    m: evenly,
    u: evenly,
    scale: evenly.map((_, level) => (level < comparator.rare ? 0 : records * 2 ** TELLS_NOTHING_BITS)),
    share: new Array<number>(RARITY_BINS).fill(1),
    unknown: true,
  };
}
