import { keepBest, type SurvivorshipRule, valueIdentity } from '../candidate.ts';

/** The value that most records agree on wins. */
export const frequency: SurvivorshipRule = (candidates) => {
  const counts = new Map<string, number>();
  for (const { value } of candidates) {
    const identity = valueIdentity(value);
    counts.set(identity, (counts.get(identity) ?? 0) + 1);
  }
  return keepBest(candidates, (c) => -(counts.get(valueIdentity(c.value)) ?? 0));
};
