import { describe, expect, it } from 'vitest';
import { indexBlocks } from '#src/core/match/block-index.ts';
import {
  assembleBlocks,
  type BlockList,
  type Blocks,
  blocksByNode,
  buildPlanBlocks,
  forEachCandidate,
  type PlanBlocks,
} from '#src/core/match/blocks.ts';
import { buildCorpus } from '#src/core/match/corpus.ts';
import { drawPairs } from '#src/core/match/drawn-pairs.ts';
import { featuresOf } from '#src/core/match/features.ts';
import { keyPlansOf } from '#src/core/match/keys.ts';
import { learnModel, prepareBlocks } from '#src/core/match/learn.ts';
import { thresholdsFor } from '#src/core/match/model.ts';
import { NodeMatcher } from '#src/core/match/node-matcher.ts';
import { findsOfPlans, unproductivePlans } from '#src/core/match/unproductive.ts';
import { generatedRecords } from '../../support/match-records.ts';

describe('plans that are not worth their pairs', () => {
  const corpus = buildCorpus(generatedRecords('contact', 1_500), {
    features: featuresOf('contact'),
    keepSources: false,
  });
  const prepared = prepareBlocks('contact', corpus, { extras: [] });
  const model = learnModel({
    ...{ type: 'contact', linkOnly: false, extras: [], thresholds: thresholdsFor(false), corpus },
    ...prepared,
  });
  const nodes = new NodeMatcher(corpus, prepared.comparer, model);
  const poorOf = (list: BlockList) => {
    const options = { linkOnly: false, most: 80_000, share: { at: 0, of: 1 } };
    const drawn = drawPairs(corpus, list, prepared.comparer, options);
    return unproductivePlans(list.plans, findsOfPlans(drawn, nodes));
  };
  const search = (blocks: Blocks) => {
    let [pairs, matches] = [0, 0];
    forEachCandidate(blocks, 0, blocks.count, (left, right) => {
      pairs++;
      if (nodes.weigh(left, right) >= model.thresholds.match) matches++;
    });
    return { pairs, matches };
  };

  it('are few matches lost and many pairs saved', () => {
    const names = poorOf(prepared.blocks);
    const [all, rest] = [search(indexBlocks(prepared.blocks)), search(blocksByNode(prepared.blocks, names))];
    expect(names).not.toEqual([]);
    expect(rest.pairs).toBeLessThan(0.9 * all.pairs);
    // All of these few pairs are in the sample.
    expect(rest.matches).toBeGreaterThanOrEqual(0.999 * all.matches);
    expect(blocksByNode(prepared.blocks, names).report.unproductive).toEqual(names);
  });

  it('are none where every plan is', () => {
    const others = prepared.blocks.plans.map(({ name }) => name).filter((name) => name !== 'email');
    const keys = { ...prepared.limits, without: others };
    const { blocks: emails } = prepareBlocks('contact', corpus, { extras: [], model: { ...model, keys } });
    expect(emails.count).toBeGreaterThan(100);
    expect(poorOf(emails)).toEqual([]);
  });

  it('are not both of two that find the same matches and strangers of their own', () => {
    const plans = keyPlansOf('contact', [], { loose: true });
    const all = buildPlanBlocks(corpus, { plans, atoms: prepared.atoms, known: undefined, limit: 60 });
    const email = all.find(({ plan }) => plan === 'email') as PlanBlocks;
    const two = [1, 2].map((step) => together(email, neighbours(email, corpus.nodes, step)));
    expect(poorOf(assembleBlocks(corpus.nodes, two, 60))).toHaveLength(1);
  });

  it('are kept out of small sets, which are searched with every key', () => {
    expect(model.keys.without).toBeUndefined();
  });
});

/** The blocks of both, under the second one's name. */
function together(one: PlanBlocks, other: PlanBlocks): PlanBlocks {
  return {
    ...other,
    members: Int32Array.of(...one.members, ...other.members),
    starts: Int32Array.of(...one.starts, ...other.starts.subarray(1).map((at) => at + one.members.length)),
  };
}

/** Nodes go by a hash of their content, so that neighbours are strangers. */
function neighbours(like: PlanBlocks, nodes: number, step: number): PlanBlocks {
  const pairs = Array.from({ length: nodes - step }, (_, node) => [node, node + step]);
  return {
    ...{ ...like, plan: `neighbours ${step}`, members: Int32Array.from(pairs.flat()) },
    starts: Int32Array.from({ length: pairs.length + 1 }, (_, pair) => 2 * pair),
  };
}
