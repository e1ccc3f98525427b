/**
 * Bands do not flicker: a band changes when it was crossed by a margin (`decisive`), or when the same other band
 * was found on two different as-of days. A second run at the same as-of therefore changes nothing.
 */
import type { PendingBand, Score } from './score.ts';

export type BandBound = { name: string; from: number };
export type SettledBand = { band: string; pendingBand: PendingBand | null };

/** `bounds` by falling `from`; under the lowest bound the last band holds all the same. */
export function bandOf(value: number, bounds: readonly BandBound[]): string {
  return (bounds.find(({ from }) => value >= from) ?? bounds.at(-1))?.name ?? '';
}

/** Whether the value lies past the previous band by more than `margin` (in the value's unit). */
export function isPastMargin(
  value: number,
  previousBand: string,
  { bounds, margin }: { bounds: readonly BandBound[]; margin: number },
): boolean {
  return bandOf(value - margin, bounds) !== previousBand && bandOf(value + margin, bounds) !== previousBand;
}

export type BandQuestion = {
  /** The band that the value alone would give. */
  found: string;
  decisive: boolean;
  previous: Score | null;
  asOf: string;
};

export function settleBand({ found, decisive, previous, asOf }: BandQuestion): SettledBand {
  const before = previous?.band ?? null;
  if (before === null || before === found || decisive) return { band: found, pendingBand: null };
  const pending = previous?.pendingBand ?? null;
  const today = asOf.slice(0, 10);
  if (pending?.band !== found) return { band: before, pendingBand: { band: found, since: today } };
  if (pending.since === today) return { band: before, pendingBand: pending };
  return { band: found, pendingBand: null };
}
