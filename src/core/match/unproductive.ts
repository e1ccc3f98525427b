/** Key plans that are not worth the pairs they bring, told from the data at hand. */
import type { BlockList, Blocks } from './blocks.ts';
import type { DrawnPairs } from './drawn-pairs.ts';
import type { NodeMatcher } from './node-matcher.ts';

/** A match is worth so many pairs … */
const WORTH = 1_000;
/** … while all that the plans left out would have found come to no more than this part of the matches. */
const MOST_LOST = 0.001;
/** A plan that saves a smaller part of the pairs stays: what it costs nobody feels, and other data may need it. */
const LEAST_SAVED = 0.01;

/** Pairs of the sample that the same plans find, by their places. */
export type Found = { plans: readonly number[]; pairs: number; matches: number };

/**
 * In great sets some keys bring millions of pairs and next to no match that another key does not find. Which ones
 * depends on what the records hold, so it is asked of a sample: one plan after another is left out, the one that saves
 * most. Two plans that find the same pairs are worth nothing beside each other, but one of them is without the other; so
 * what a plan alone finds is asked anew each time.
 */
export function unproductivePlans(plans: BlockList['plans'], sample: readonly Found[]): string[] {
  const most = MOST_LOST * matchesOf(sample);
  const least = LEAST_SAVED * sample.reduce((sum, { pairs }) => sum + pairs, 0);
  const without = new Set<number>();
  for (let lost = 0; ; ) {
    const [best] = [...plans.keys()]
      .filter((plan) => !without.has(plan))
      .map((plan) => ({ plan, ...onlyOf(sample, plan, without) }))
      .filter(
        ({ pairs, matches }) => pairs >= least && gain({ pairs, matches }) > 0 && lost + matches <= most,
      )
      // Plans have their places, so that ties fall alike each time.
      .sort((a, b) => gain(b) - gain(a) || a.plan - b.plan);
    if (best === undefined) return plans.flatMap(({ name }, plan) => (without.has(plan) ? [name] : []));
    without.add(best.plan);
    lost += best.matches;
  }
}

type Counts = Pick<Found, 'pairs' | 'matches'>;

function gain({ pairs, matches }: Counts): number {
  return pairs - WORTH * matches;
}

function matchesOf(sample: readonly Found[]): number {
  return sample.reduce((sum, { matches }) => sum + matches, 0);
}

/** What no other plan finds that is still there. */
function onlyOf(sample: readonly Found[], plan: number, without: ReadonlySet<number>): Counts {
  const only = sample.filter(
    ({ plans }) => plans.includes(plan) && plans.every((other) => other === plan || without.has(other)),
  );
  return { pairs: only.reduce((sum, { pairs }) => sum + pairs, 0), matches: matchesOf(only) };
}

/** What pairs that were drawn from the blocks of all plans tell of these. */
export function findsOfPlans({ blocks, left, right, outcomes }: DrawnPairs, nodes: NodeMatcher): Found[] {
  const { match } = nodes.model.thresholds;
  const width = nodes.corpus.features.length;
  const finds = new Map<string, Found>();
  for (let pair = 0; pair < left.length; pair++) {
    const [a, b] = [left[pair] as number, right[pair] as number];
    const plans = plansOf(blocks, a, b);
    const found = finds.get(plans.join()) ?? { plans, pairs: 0, matches: 0 };
    finds.set(plans.join(), found);
    found.pairs++;
    if (nodes.weighAs(a, b, outcomes.subarray(pair * width, (pair + 1) * width)) >= match) found.matches++;
  }
  return [...finds.values()];
}

/** Places of the plans that bring these two nodes together. */
function plansOf({ blockOf, offsets, plans }: Blocks, left: number, right: number): number[] {
  const found: number[] = [];
  let i = offsets[left] as number;
  let j = offsets[right] as number;
  let plan = 0;
  while (i < (offsets[left + 1] as number) && j < (offsets[right + 1] as number)) {
    const [a, b] = [blockOf[i] as number, blockOf[j] as number];
    if (a <= b) i++;
    if (b <= a) j++;
    if (a !== b) continue;
    // The blocks of a node ascend, and so do those of the plans.
    while ((plans[plan]?.to as number) <= a) plan++;
    if (found.at(-1) !== plan) found.push(plan);
  }
  return found;
}
