import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atomTables } from '#src/core/match/atoms.ts';
import { NO_CONSTRAINTS } from '#src/core/match/constraints.ts';
import { buildCorpus } from '#src/core/match/corpus.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import { PairComparer } from '#src/core/match/evidence.ts';
import { featuresOf } from '#src/core/match/features.ts';
import { knownIn } from '#src/core/match/model.ts';
import { NodeMatcher } from '#src/core/match/node-matcher.ts';
import { indexPairs, placeOfPair } from '#src/core/match/weighed-pairs.ts';
import { generatedRecords } from '../../support/match-records.ts';

describe.each(['account', 'contact'] as const)('pairs of an %s that were weighed already', (type) => {
  const records = generatedRecords(type, 60);
  const model = estimateModel(type, records);
  const corpus = buildCorpus(records, { features: featuresOf(type), keepSources: false });
  const nodes = new NodeMatcher(
    corpus,
    new PairComparer(corpus, atomTables(corpus, model.frequencies), knownIn(model, corpus.features)),
    model,
  );
  const { review, match } = model.thresholds;
  // As two threads list them, the larger node first now and then.
  const lists = [0, 1].map((thread) =>
    nodes.listFrom(review, (visit) => {
      for (let left = 0; left < corpus.nodes; left++) {
        for (let right = left + 1; right < corpus.nodes; right++) {
          if (left % 2 !== thread) continue;
          if (right % 2 === 0) visit(right, left);
          else visit(left, right);
        }
      }
    }),
  );
  const weighed = indexPairs(corpus.nodes, lists);

  it('are found again with their weights', () => {
    let found = 0;
    for (let left = 0; left < corpus.nodes; left++) {
      for (let right = left + 1; right < corpus.nodes; right++) {
        const place = placeOfPair(weighed, left, right);
        const weight = nodes.weigh(left, right);
        if (place >= 0) found++;
        expect(place >= 0 ? weighed.weight[place] : review - 1).toBe(weight >= review ? weight : review - 1);
      }
    }
    expect(found).toBeGreaterThan(30);
  });

  it('come to the same clusters as if they were compared anew', () => {
    const any = fc.uniqueArray(fc.integer({ min: 0, max: corpus.nodes - 1 }), { minLength: 1, maxLength: 3 });
    let joined = 0;
    fc.assert(
      fc.property(any, (seeds) => {
        const near = Array.from({ length: corpus.nodes }, (_, at) => at).filter((at) =>
          seeds.some((seed) => seed === at || nodes.weigh(seed, at) >= match - 12),
        );
        const group = near.slice(0, 12);
        const anew = nodes.cluster(group);
        expect(nodes.cluster(group, NO_CONSTRAINTS, weighed)).toEqual(anew);
        if (group.length > new Set(anew.clusterOf).size + 1) joined++;
      }),
      { numRuns: 400, seed: 4 },
    );
    expect(joined).toBeGreaterThan(20);
  });
});
