import { featuresOf } from './features.ts';
import type { MatchModel } from './model.ts';
import { type WeightTables, weightTables } from './weights.ts';

/**
 * The look-up tables of a model that nobody changes any more, made once: the pipeline weighs every change with one
 * model, and making its tables takes longer than weighing most changes does.
 */
export function knownTables(model: MatchModel): WeightTables {
  const known = tables.get(model);
  if (known !== undefined) return known;
  const made = weightTables(model, featuresOf(model.type, model.extras));
  tables.set(model, made);
  return made;
}

const tables = new WeakMap<MatchModel, WeightTables>();
