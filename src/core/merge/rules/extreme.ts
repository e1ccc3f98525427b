import { type Candidate, keepBest, type SurvivorshipRule } from '../candidate.ts';

/** The smallest number, or the first date, wins; text that is neither takes no part. */
export const min: SurvivorshipRule = (candidates) => keepBest(candidates, magnitude);
/** The largest number, or the last date, wins. */
export const max: SurvivorshipRule = (candidates) => keepBest(candidates, (c) => -magnitude(c));

function magnitude({ value }: Candidate): number {
  if (typeof value === 'number') return value;
  const parsed = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(parsed) ? Number.MAX_VALUE : parsed;
}
