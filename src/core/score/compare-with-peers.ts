/** Components and reasons of a score that a model made: each measure against the median of the account's peers. */
import type { ScoreComponent } from './score.ts';
import { ALL_SEGMENT, medianOf, type SegmentMedians } from './segment.ts';

export type PeerMeasure = {
  key: string;
  label: string;
  value: number | null;
  /** `1,200 USD`, `8.2 a year`. */
  words: (value: number) => string;
  /** Whether more of it raises the score. */
  higherIsBetter: boolean;
};

export type PeerComparison = {
  components: ScoreComponent[];
  /** Reason and strength (a log ratio); positive raises the score. */
  reasons: WeighedReason[];
};

export type WeighedReason = { text: string; weight: number };

/** Under this share of difference a measure is "as usual" and no reason. */
const NOTABLE = Math.log(1.1);

export function compareWithPeers(
  measures: readonly PeerMeasure[],
  medians: SegmentMedians,
  segment: string,
): PeerComparison {
  const components: ScoreComponent[] = [];
  const reasons: WeighedReason[] = [];
  for (const { key, label, value, words, higherIsBetter } of measures) {
    const median = medianOf(medians, segment, key);
    const contribution = value === null || median === null ? null : value - median;
    components.push({ key, label, measured: value, contribution, median });
    if (value === null || median === null || median <= 0) continue;
    const strength = Math.log(Math.max(value, median / 1000) / median);
    if (Math.abs(strength) < NOTABLE) continue;
    const side = strength > 0 ? 'over' : 'under';
    const text = `${label} ${words(value)}, ${side} the ${peersOf(segment, medians)} median of ${words(median)}`;
    reasons.push({ text, weight: higherIsBetter ? strength : -strength });
  }
  return { components, reasons };
}

function peersOf(segment: string, medians: SegmentMedians): string {
  if (segment === ALL_SEGMENT || medians[segment] === undefined) return 'overall';
  return segment.slice(segment.indexOf(':') + 1);
}
