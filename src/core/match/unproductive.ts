/** Key plans that are not worth the pairs they bring, told from the data at hand. */
import { type Blocks, forEachCandidate } from './blocks.ts';
import { mix32 } from './hash.ts';
import type { NodeMatcher } from './node-matcher.ts';

/** Pairs drawn of each plan. */
const SAMPLE = 4_000;
/** A plan that finds fewer matches than one in so many pairs is left out … */
const LEAST_YIELD = 1 / 1_000;
/** … while all that are left out find no more than this part of the matches. */
const MOST_LOST = 0.003;

type Yield = { plan: string; pairs: number; matches: number };

/**
 * In great sets some keys bring millions of pairs and next to no match that another key does not find. Which ones
 * depends on what the records hold, so it is asked of a sample.
 */
export function unproductivePlans(blocks: Blocks, nodes: NodeMatcher): string[] {
  const yields = blocks.plans.map((plan) => sampleYield(blocks, plan, nodes));
  const all = yields.reduce((sum, { matches }) => sum + matches, 0);
  const poor = yields
    .filter(({ pairs, matches }) => pairs > 0 && matches / pairs < LEAST_YIELD)
    .sort((a, b) => a.matches / a.pairs - b.matches / b.pairs || (a.plan < b.plan ? -1 : 1));
  let lost = 0;
  return poor.flatMap(({ plan, matches }) => {
    if (lost + matches > MOST_LOST * all) return [];
    lost += matches;
    return [plan];
  });
}

/** What a plan finds that no earlier plan does, estimated from whole blocks. */
function sampleYield(blocks: Blocks, { name, from, to }: Blocks['plans'][number], nodes: NodeMatcher): Yield {
  const { match } = nodes.model.thresholds;
  const step = Math.max(1, Math.ceil(pairsOfBlocks(blocks, from, to) / SAMPLE));
  let [pairs, matches] = [0, 0];
  for (let block = from; block < to; block++) {
    if (step > 1 && mix32(block) % step !== 0) continue;
    forEachCandidate(blocks, block, block + 1, (left, right) => {
      if (nodes.isSameSource(left, right)) return;
      pairs++;
      if (nodes.weighFrom(left, right, match) >= match) matches++;
    });
  }
  return { plan: name, pairs: pairs * step, matches: matches * step };
}

function pairsOfBlocks({ starts }: Blocks, from: number, to: number): number {
  let pairs = 0;
  for (let block = from; block < to; block++) {
    const size = (starts[block + 1] as number) - (starts[block] as number);
    pairs += (size * (size - 1)) / 2;
  }
  return pairs;
}
