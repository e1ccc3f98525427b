import { keepBest, type SurvivorshipRule } from '../candidate.ts';

/** The record that knows most fields wins. */
export const completeness: SurvivorshipRule = (candidates) =>
  keepBest(candidates, (c) => -Object.values(c.member.record).filter((value) => value !== null).length);
