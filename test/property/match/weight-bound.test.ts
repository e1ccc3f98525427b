import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atomTables } from '#src/core/match/atoms.ts';
import { buildCorpus } from '#src/core/match/corpus.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import { PairComparer } from '#src/core/match/evidence.ts';
import { featuresOf } from '#src/core/match/features.ts';
import { knownIn } from '#src/core/match/model.ts';
import { NodeMatcher } from '#src/core/match/node-matcher.ts';
import { generatedRecords } from '../../support/match-records.ts';

describe('a pair that is given up early', () => {
  it.each(['account', 'contact'] as const)(
    'would not have reached the threshold; any other %s weighs what it weighs',
    (type) => {
      const records = generatedRecords(type, 120);
      const model = estimateModel(type, records);
      const corpus = buildCorpus(records, { features: featuresOf(type), keepSources: false });
      const nodes = new NodeMatcher(
        corpus,
        new PairComparer(corpus, atomTables(corpus, model.frequencies), knownIn(model, corpus.features)),
        model,
      );
      const node = fc.integer({ min: 0, max: corpus.nodes - 1 });
      // Half of the pairs are of one entity or nearly: those weigh about as much as the thresholds.
      const near = fc.constantFrom(...likely(nodes));
      fc.assert(
        fc.property(
          fc.oneof(fc.tuple(node, node), near),
          fc.double({ min: -40, max: 40, noNaN: true }),
          ([left, right], least) => {
            fc.pre(left !== right);
            const weight = nodes.weigh(left, right);
            const found = nodes.weighFrom(left, right, least);
            if (weight >= least) expect(found).toBe(weight);
            else expect([weight, Number.NEGATIVE_INFINITY]).toContain(found);
          },
        ),
        { numRuns: 3_000, seed: 5 },
      );
    },
  );
});

describe('names that are missing, or stand in each other’s place', () => {
  const people = generatedRecords('contact', 60);
  const model = estimateModel('contact', people);
  // Each person also without a given name, without a family name, and with both swapped.
  const odd = people.slice(0, 120).flatMap(({ id, standardised: { first = '', last = '', ...rest } }) =>
    [{ last: first }, { first: last }, { first: last, last: first }, { first, last }].map((names, kind) => ({
      id: `${id}-${kind}`,
      standardised: Object.fromEntries(
        Object.entries({ ...rest, ...names }).filter(([, value]) => value !== ''),
      ) as Record<string, string>,
    })),
  );
  const corpus = buildCorpus(odd, { features: featuresOf('contact'), keepSources: false });
  const nodes = new NodeMatcher(
    corpus,
    new PairComparer(corpus, atomTables(corpus, model.frequencies), knownIn(model, corpus.features)),
    model,
  );
  const pair = fc.constantFrom(...likely(nodes));

  it('are given up no earlier than they may be', () => {
    fc.assert(
      fc.property(pair, fc.double({ min: 0, max: 0.01, noNaN: true }), ([left, right], below) => {
        const weight = nodes.weigh(left, right);
        expect(nodes.weighFrom(left, right, weight - below)).toBe(weight);
      }),
      { numRuns: 2_000, seed: 7 },
    );
  });

  it('weigh the same from either side', () => {
    fc.assert(
      fc.property(pair, ([left, right]) => {
        expect(nodes.weigh(left, right)).toBe(nodes.weigh(right, left));
      }),
      { numRuns: 2_000, seed: 7 },
    );
  });
});

/** Pairs that weigh more than most. */
function likely(nodes: NodeMatcher): [number, number][] {
  const found: [number, number][] = [];
  for (let left = 0; left < nodes.corpus.nodes; left++) {
    for (let right = left + 1; right < nodes.corpus.nodes; right++) {
      if (nodes.weigh(left, right) > -12) found.push([left, right]);
    }
  }
  return found;
}
