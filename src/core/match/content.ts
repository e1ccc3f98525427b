import type { GoldenType } from '../model/entity.ts';
import { COLLECTIVE_COLUMN } from './collective.ts';
import { featuresOf } from './features.ts';
import { hash53 } from './hash.ts';
import { matchKeys } from './keys.ts';
import type { KeyLimits, MatchModel } from './model.ts';
import type { Standardised } from './standardised.ts';

/**
 * What matching sees of a record, under the number of its hash: records with the same content have the same keys and
 * the same pairs, so that a thousand copies cost as much as one.
 */
export type Content = { content: number; standardised: Standardised };

/** Columns that no feature looks at are left out: a change there changes no content. */
export function contentReader(type: GoldenType): (standardised: Standardised) => Content {
  const columns = [...new Set(featuresOf(type).map((feature) => feature.column))];
  return (standardised) => {
    const seen = columns.flatMap((column) => {
      const value = standardised[column];
      return value === undefined || value === '' ? [] : [[column, value] as const];
    });
    return {
      content: hash53(seen.map(([column, value]) => `${column}\u0000${value}`).join('\u0001')),
      standardised: Object.fromEntries(seen),
    };
  };
}

/** A million entries at most, read once per model. */
const commonKeys = new WeakMap<KeyLimits, ReadonlySet<number>>();

/** Blocking keys of one content, the common ones narrowed as the model says. */
export function contentKeys(model: MatchModel, standardised: Standardised): number[] {
  let common = commonKeys.get(model.keys);
  if (common === undefined) {
    common = new Set(model.keys.common.map(Number));
    commonKeys.set(model.keys, common);
  }
  // Asked for with the few limits that concern this content: building the set of all takes longer than the rest.
  const limited = (own: string[]) => ({ ...model, keys: { ...model.keys, common: own } });
  const whole = matchKeys(model.type, standardised, limited([]));
  const narrowed = whole.filter((key) => common.has(key)).map(String);
  return narrowed.length === 0 ? whole : matchKeys(model.type, standardised, limited(narrowed));
}

/** The keys that a content of the second round has by what the other type tells of it, besides those of the first. */
export function collectiveKeys(model: MatchModel, standardised: Standardised): number[] {
  const column = COLLECTIVE_COLUMN[model.type];
  if (standardised[column] === undefined) return [];
  // None of them is known to be common: limits are those of the first round.
  const unlimited = { ...model, keys: { ...model.keys, common: [] } };
  return matchKeys(model.type, standardised, unlimited, column);
}

/** A key that more contents hold than this finds no pairs, however it came to be so common; as in a whole load. */
export function mostHolders(model: MatchModel): number {
  return 2 * model.keys.limit;
}
