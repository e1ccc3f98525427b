/** What a pair's weight is less (or more) than the sum of its features, and why: step by step, adding up exactly. */
import type { MatchModel } from './model.ts';
import { groupWeight, totalWeight, type WeightTables } from './weights.ts';

export type Correction =
  /** The features of a group tell partly the same. */
  | { reason: 'overlap'; features: string[]; weight: number }
  /** A kinship would agree on these features as well. */
  | { reason: 'kin'; kinship: string; features: string[]; weight: number };

/** A correction smaller than this is no step of its own. */
const LEAST = 0.05;

type Weighed = {
  model: MatchModel;
  tables: WeightTables;
  names: readonly string[];
  perFeature: Float64Array;
};

/** In the order of the features' groups, then kinships by how much they explain. */
export function correctionsOf(weighed: Weighed): Correction[] {
  return [...overlaps(weighed), ...kin(weighed)];
}

function overlaps({ tables, names, perFeature }: Weighed): Correction[] {
  return tables.members.flatMap((group): Correction[] => {
    const told = [...group].filter((feature) => perFeature[feature] !== 0);
    const sum = told.reduce((total, feature) => total + (perFeature[feature] as number), 0);
    const weight = groupWeight(perFeature, group) - sum;
    if (weight === 0) return [];
    return [{ reason: 'overlap', features: told.map((feature) => names[feature] as string), weight }];
  });
}

/** `−log2(1 + Σ kin)`, parted by how likely each kinship is beside the others; the faint ones go with the likeliest. */
function kin({ model, tables, names, perFeature }: Weighed): Correction[] {
  const odds = new Float64Array(tables.kinOdds.length);
  totalWeight(tables, perFeature, odds);
  const others = odds.reduce((sum, each) => sum + 2 ** each, 0);
  const whole = -Math.log2(1 + others);
  if (whole === 0) return [];
  const ranked = [...odds.keys()].sort((a, b) => (odds[b] as number) - (odds[a] as number));
  const [likeliest = 0, ...rest] = ranked;
  const weightOf = (index: number) => (whole * 2 ** (odds[index] as number)) / others;
  const told = rest.filter((index) => -weightOf(index) >= LEAST);
  const left = whole - told.reduce((sum, index) => sum + weightOf(index), 0);
  return [likeliest, ...told].map((index) => ({
    ...{ reason: 'kin', kinship: model.kinships[index]?.name ?? '' },
    features: sharedBy(tables.kinAgree[index] as Uint8Array, names, perFeature),
    weight: index === likeliest ? left : weightOf(index),
  }));
}

/** What agrees, and would among kin, whole or in part. */
function sharedBy(agree: Uint8Array, names: readonly string[], perFeature: Float64Array): string[] {
  return names.filter(
    (_, feature) => (perFeature[feature] as number) > 0 && (agree[feature] === 1 || agree[feature] === 2),
  );
}
