import { type Candidate, keepBest, type SurvivorshipRule } from '../candidate.ts';

/** The record that was created first wins; one without a creation instant counts by its last change. */
export const oldest: SurvivorshipRule = (candidates) => keepBest(candidates, createdAtMs);

function createdAtMs({ member }: Candidate): number {
  const createdAt = member.record['created_at'];
  const parsed = typeof createdAt === 'string' ? Date.parse(createdAt) : Number.NaN;
  return Number.isNaN(parsed) ? member.modifiedAtMs : parsed;
}
