import { comparePair, type FeatureEvidence } from '../../core/match/compare-pair.ts';
import type { MatchModel } from '../../core/match/model.ts';
import { standardise } from '../../core/match/standardise/standardise.ts';
import type { Runtime } from '../../runtime.ts';
import type { ExampleMerge } from '../../store/report.ts';
import { shorten } from './words.ts';

const SHOWN = 3;

/** The strongest evidence between the first record of a merge and each of the others. */
export async function describeMerge(runtime: Runtime, { members }: ExampleMerge): Promise<string[]> {
  const stored = await runtime.store.match.model('account');
  const [first, ...others] = members;
  if (stored === null || first === undefined) return [];
  const model = stored.model as unknown as MatchModel;
  const best = new Map<string, FeatureEvidence>();
  for (const other of others) {
    const { features } = comparePair(
      model,
      standardise('account', first.record),
      standardise('account', other.record),
    );
    for (const evidence of features) {
      if (evidence.weight > (best.get(evidence.feature)?.weight ?? 0)) best.set(evidence.feature, evidence);
    }
  }
  return [...best.values()]
    .sort((a, b) => b.weight - a.weight || (a.feature < b.feature ? -1 : 1))
    .slice(0, SHOWN)
    .map(({ feature, level, left, right, weight }) => {
      const values =
        left === right
          ? shorten(readable(left), 40)
          : `${shorten(readable(left), 30)} ~ ${shorten(readable(right), 30)}`;
      return `${feature} ${level}: ${values} (${oddsInWords(weight)})`;
    });
}

/** Standardised values keep their parts apart with bars. */
function readable(value: string): string {
  return value.replaceAll('|', ' ').trim();
}

/** A weight of w means 2^w times likelier if they are the same than if they are not. */
function oddsInWords(weight: number): string {
  return weight > 30
    ? 'beyond doubt'
    : `${Math.round(2 ** weight).toLocaleString('en')} times likelier if the same`;
}
