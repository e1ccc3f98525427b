import { keepBest, type SurvivorshipRule } from '../candidate.ts';

/** The most trusted connection wins. */
export const trust: SurvivorshipRule = (candidates) => keepBest(candidates, (c) => c.member.trust);
