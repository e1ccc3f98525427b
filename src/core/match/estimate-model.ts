import type { GoldenType } from '../model/entity.ts';
import { buildCorpus, type MatchRecord } from './corpus.ts';
import type { ExtraFeature } from './extra-features.ts';
import { featuresOf } from './features.ts';
import { learnModel, prepareBlocks } from './learn.ts';
import { type MatchModel, type Thresholds, thresholdsFor } from './model.ts';

export type EstimateOptions = {
  linkOnly?: boolean;
  extras?: readonly ExtraFeature[];
  thresholds?: Thresholds;
};

/** Estimates a model version from records, without labels. The order of the records does not matter. */
export function estimateModel(
  type: GoldenType,
  records: Iterable<MatchRecord>,
  options: EstimateOptions = {},
): MatchModel {
  const linkOnly = options.linkOnly ?? false;
  const extras = [...(options.extras ?? [])];
  const corpus = buildCorpus(records, { features: featuresOf(type, extras), keepSources: linkOnly });
  const prepared = prepareBlocks(type, corpus, { extras });
  return learnModel({
    type,
    linkOnly,
    extras,
    thresholds: options.thresholds ?? thresholdsFor(linkOnly),
    corpus,
    ...prepared,
  });
}
