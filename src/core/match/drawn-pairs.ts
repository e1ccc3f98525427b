import { indexVisited } from './block-index.ts';
import { type BlockList, type Blocks, forEachCandidate } from './blocks.ts';
import type { Corpus } from './corpus.ts';
import type { PairComparer } from './evidence.ts';
import { mix32 } from './hash.ts';

/**
 * Candidate pairs that were drawn, and what they agree in: a model is estimated from them, and with the model they are
 * asked which keys are worth their pairs.
 */
export type DrawnPairs = {
  /** They know the blocks of the nodes that were drawn. */
  blocks: Blocks;
  /** How many candidates each stands for. */
  step: number;
  /** The nodes of each pair, and its packed outcomes, row by row. */
  left: Int32Array;
  right: Int32Array;
  outcomes: Int32Array;
};

/** Of what is drawn, the share that one of several threads takes; all of it for one. */
export type Share = { at: number; of: number };

export type DrawOptions = { linkOnly: boolean; most: number; share: Share };

/** All candidate pairs, or an evenly drawn part. */
export function drawPairs(
  corpus: Corpus,
  list: BlockList,
  comparer: PairComparer,
  { linkOnly, most, share }: DrawOptions,
): DrawnPairs {
  const draw = drawBlocks(list, most);
  const drawn = shareOf(draw.blocks, share);
  const blocks = indexVisited(list, drawn);
  const [left, right]: [number[], number[]] = [[], []];
  for (const block of drawn) {
    forEachCandidate(blocks, block, block + 1, (a, b) => {
      if (linkOnly && corpus.sourceOfNode[a] === corpus.sourceOfNode[b]) return;
      left.push(a);
      right.push(b);
    });
  }
  const width = corpus.features.length;
  const outcomes = new Int32Array(left.length * width);
  for (let pair = 0; pair < left.length; pair++) {
    const row = outcomes.subarray(pair * width, (pair + 1) * width);
    comparer.compare(left[pair] as number, right[pair] as number, row);
  }
  return { blocks, step: draw.step, left: Int32Array.from(left), right: Int32Array.from(right), outcomes };
}

/** Blocks that were drawn; each stands for `step`. */
type Draw = { step: number; blocks: Int32Array };

/**
 * Draws blocks evenly, so that they have about `most` pairs. Whole blocks are drawn: a pair belongs to the first block that
 * it shares, so every pair has the same chance.
 */
function drawBlocks({ starts, count }: BlockList, most: number): Draw {
  let total = 0;
  for (let block = 0; block < count; block++) {
    const size = (starts[block + 1] as number) - (starts[block] as number);
    total += (size * (size - 1)) / 2;
  }
  const step = Math.max(1, Math.ceil(total / most));
  const drawn: number[] = [];
  for (let block = 0; block < count; block++) if (step === 1 || mix32(block) % step === 0) drawn.push(block);
  return { step, blocks: Int32Array.from(drawn) };
}

function shareOf(blocks: Int32Array, { at, of }: Share): Int32Array {
  const [from, to] = [at, at + 1].map((each) => Math.floor((blocks.length * each) / of));
  return blocks.subarray(from, to);
}
