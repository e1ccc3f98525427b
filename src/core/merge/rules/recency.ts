import { keepBest, type SurvivorshipRule } from '../candidate.ts';

/** The record that was changed last wins. */
export const recency: SurvivorshipRule = (candidates) => keepBest(candidates, (c) => -c.member.modifiedAtMs);
