import type { CanonicalRecord, CanonicalValue } from '../model/field.ts';

/** A source record as survivorship sees it. */
export type Member = {
  /** `connection/stream/external id`: unique, stable, the last resort of every tie. */
  key: string;
  connection: string;
  /** Lower is trusted more. */
  trust: number;
  /** Source's modification instant, milliseconds since 1970. */
  modifiedAtMs: number;
  record: CanonicalRecord;
};

/** One member's value of one field. Empty values never become candidates. */
export type Candidate = { member: Member; value: Exclude<CanonicalValue, null> };

/** A rule keeps the best of the candidates; the next rule of the chain decides among those. */
export type SurvivorshipRule = (candidates: readonly Candidate[]) => readonly Candidate[];

export function keepBest(
  candidates: readonly Candidate[],
  rank: (c: Candidate) => number,
): readonly Candidate[] {
  let best = Number.POSITIVE_INFINITY;
  let kept: Candidate[] = [];
  for (const candidate of candidates) {
    const value = rank(candidate);
    if (value < best) {
      best = value;
      kept = [candidate];
    } else if (value === best) {
      kept.push(candidate);
    }
  }
  return kept;
}

/** Equal values are one value, whichever member holds them. */
export function valueIdentity(value: Candidate['value']): string {
  return JSON.stringify(value);
}
