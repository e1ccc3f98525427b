import { expect, it } from 'vitest';
import { indexBlocks, indexVisited } from '#src/core/match/block-index.ts';
import { buildCorpus } from '#src/core/match/corpus.ts';
import { drawPairs } from '#src/core/match/drawn-pairs.ts';
import { sampleOf } from '#src/core/match/estimate-sample.ts';
import { featuresOf } from '#src/core/match/features.ts';
import { prepareBlocks } from '#src/core/match/learn.ts';
import { generatedRecords } from '../../support/match-records.ts';

const corpus = buildCorpus(generatedRecords('account', 400), {
  features: featuresOf('account'),
  keepSources: false,
});
const { blocks, comparer } = prepareBlocks('account', corpus, { extras: [] });
const drawOf = (share: { at: number; of: number }) =>
  drawPairs(corpus, blocks, comparer, { linkOnly: false, most: 2_000, share });

it('the nodes of blocks that are visited know all their blocks, the others none', () => {
  const all = indexBlocks(blocks);
  const visited = Int32Array.of(3, 40, blocks.count - 1);
  const some = indexVisited(blocks, visited);
  const blocksOf = ({ blockOf, offsets }: typeof all, node: number) => [
    ...blockOf.subarray(offsets[node], offsets[node + 1]),
  ];
  const nodes = new Set(
    [...visited].flatMap((block) => [
      ...blocks.members.subarray(blocks.starts[block], blocks.starts[block + 1]),
    ]),
  );
  for (let node = 0; node < corpus.nodes; node++)
    expect(blocksOf(some, node)).toEqual(nodes.has(node) ? blocksOf(all, node) : []);
});

it('shares of a draw are together the whole of it', () => {
  const [whole, ...shares] = [
    { at: 0, of: 1 },
    { at: 0, of: 3 },
    { at: 1, of: 3 },
    { at: 2, of: 3 },
  ].map(drawOf);
  expect(whole?.step).toBeGreaterThan(1);
  for (const list of ['left', 'right', 'outcomes'] as const)
    expect(shares.flatMap((share) => [...share[list]])).toEqual([...(whole?.[list] ?? [])]);
});

it('a pair that is drawn stands for as many as it was drawn from, times those of equal records', () => {
  const drawn = drawOf({ at: 0, of: 1 });
  const pairsOf = (copies: number): number => {
    const { weight } = sampleOf(drawn, { ...corpus, multiplicity: corpus.multiplicity.map(() => copies) });
    return weight.reduce((total, each) => total + each, 0);
  };
  expect(pairsOf(1)).toBe(drawn.step * drawn.left.length);
  expect(pairsOf(3)).toBe(9 * drawn.step * drawn.left.length);
});
