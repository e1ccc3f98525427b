import { keepBest, type SurvivorshipRule } from '../candidate.ts';

/** The longest text (or list) wins. */
export const longest: SurvivorshipRule = (candidates) =>
  keepBest(candidates, ({ value }) =>
    typeof value === 'string' || Array.isArray(value) ? -value.length : -String(value).length,
  );
