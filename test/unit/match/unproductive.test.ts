import { describe, expect, it } from 'vitest';
import { type Blocks, blocksByNode, forEachCandidate } from '#src/core/match/blocks.ts';
import { buildCorpus } from '#src/core/match/corpus.ts';
import { featuresOf } from '#src/core/match/features.ts';
import { learnModel, prepareBlocks } from '#src/core/match/learn.ts';
import { thresholdsFor } from '#src/core/match/model.ts';
import { NodeMatcher } from '#src/core/match/node-matcher.ts';
import { unproductivePlans } from '#src/core/match/unproductive.ts';
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
  const search = (blocks: Blocks) => {
    let [pairs, matches] = [0, 0];
    forEachCandidate(blocks, 0, blocks.count, (left, right) => {
      pairs++;
      if (nodes.weigh(left, right) >= model.thresholds.match) matches++;
    });
    return { pairs, matches };
  };

  it('are few matches lost and many pairs saved', () => {
    const names = unproductivePlans(prepared.blocks, nodes);
    const [all, rest] = [search(prepared.blocks), search(blocksByNode(prepared.blocks, names))];
    expect(names).not.toEqual([]);
    expect(rest.pairs).toBeLessThan(0.9 * all.pairs);
    // The part that may be lost, and as much for the error of the sample.
    expect(rest.matches).toBeGreaterThan(0.994 * all.matches);
    expect(blocksByNode(prepared.blocks, names).report.unproductive).toEqual(names);
  });

  it('are none where every plan is', () => {
    const others = prepared.blocks.plans.map(({ name }) => name).filter((name) => name !== 'email');
    const keys = { ...prepared.limits, without: others };
    const { blocks: emails } = prepareBlocks('contact', corpus, { extras: [], model: { ...model, keys } });
    expect(emails.count).toBeGreaterThan(100);
    expect(unproductivePlans(emails, nodes)).toEqual([]);
  });

  it('are kept out of small sets, which are searched with every key', () => {
    expect(model.keys.without).toBeUndefined();
  });
});
