import type { ContentPair } from '../../core/match/compare-contents.ts';
import { decisionOf, type MatchModel, probabilityOf } from '../../core/match/model.ts';
import type { JudgedPair, Rounds } from '../ports/match.ts';

/** Pairs as they are stored: with probability and what it comes to, and the rounds in which each is a candidate. */
export function judgedPairs(
  model: MatchModel,
  pairs: readonly ContentPair[],
  roundsOf: (pair: ContentPair) => Rounds,
): JudgedPair[] {
  return pairs.map((pair) => ({
    ...pair,
    probability: probabilityOf(pair.weight),
    decision: decisionOf(pair.weight, model.thresholds),
    rounds: roundsOf(pair),
  }));
}
