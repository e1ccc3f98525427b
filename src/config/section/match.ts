import { z } from 'zod';

const Probability = z.number().gt(0).lt(1);

const Thresholds = z
  .strictObject({
    /** At or over it two records are one, without anybody being asked. Absent: the model's own. */
    match: Probability.optional(),
    /** Between it and `match` a steward decides. */
    review: Probability.optional(),
  })
  .refine(({ match, review }) => match === undefined || review === undefined || review <= match, {
    path: ['review'],
    error: 'must not be over match',
  });

/** Probabilities at which records are merged, or shown to a steward. */
export const MatchConfig = z.strictObject({
  account: Thresholds.prefault({}),
  contact: Thresholds.prefault({}),
});
export type MatchConfig = z.output<typeof MatchConfig>;
