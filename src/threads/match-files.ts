/** Matches the rows of CSV files on several threads. The same result, bit for bit, as on one. */

import type { CountedAtoms } from '../core/match/atoms.ts';
import { type Blocks, blocksByNode, type PlanBlocks } from '../core/match/blocks.ts';
import { groupComponents, spread, writeGroup } from '../core/match/cluster-nodes.ts';
import type { Edge } from '../core/match/components.ts';
import { assembleCorpus, type Chunk, type Corpus } from '../core/match/corpus.ts';
import type { MergedTexts, PackedTexts } from '../core/match/dictionary.ts';
import type { PairSample } from '../core/match/estimate-sample.ts';
import { PairComparer } from '../core/match/evidence.ts';
import { type ExtraFeature, featuresOf } from '../core/match/features.ts';
import type { PartTable } from '../core/match/key-tables.ts';
import { keyPlansOf, LOOSE_RECORDS, partsByColumn } from '../core/match/keys.ts';
import { keyLimitFor, learnModel, ownAtoms, withBlocks } from '../core/match/learn.ts';
import { copiesOf, type MatchResult } from '../core/match/match-all.ts';
import { thresholdsFor } from '../core/match/model.ts';
import { NodeMatcher } from '../core/match/node-matcher.ts';
import { toPortable } from '../core/match/portable.ts';
import type { GoldenType } from '../core/model/entity.ts';
import type { CsvLayout } from './csv-layout.ts';
import type {
  BeginInput,
  ClusterInput,
  CompareOutput,
  EncodeInput,
  LoadInput,
  PartsInput,
  TablesInput,
} from './match-worker.ts';
import type { RecordLayout } from './record-reader.ts';
import { WorkerPool } from './worker-pool.ts';

export type MatchFilesInput = {
  type: GoldenType;
  extras: readonly ExtraFeature[];
  linkOnly: boolean;
  threads: number;
  files: readonly CsvLayout[];
  /** Per file. */
  layouts: readonly RecordLayout[];
  /** The rows in their order, cut into pieces. */
  pieces: readonly EncodeInput[];
};

/** Tasks per thread: enough that none waits long for the last. */
const SHARES = 12;

export async function matchFiles(input: MatchFilesInput): Promise<MatchResult> {
  const pool = new WorkerPool(new URL('./match-worker.ts', import.meta.url), input.threads);
  try {
    return await match(input, pool);
  } finally {
    await pool.close();
  }
}

async function match(input: MatchFilesInput, pool: WorkerPool): Promise<MatchResult> {
  const { type, extras, linkOnly, threads } = input;
  const corpus = await encode(input, pool);
  await pool.onEach('corpus', () => toPortable(corpus, type, extras));
  const counted = await pool.map<CountedAtoms>('count', [...corpus.spaces.keys()]);
  const { frequencies, atoms } = ownAtoms(corpus, counted);
  await pool.onEach('atoms', () => atoms);
  const loose = corpus.records <= LOOSE_RECORDS;
  const plans = keyPlansOf(type, extras, { loose });
  const columns = Array.from(partsByColumn(plans).keys(), (column): PartsInput => ({ loose, column }));
  const tables = await pool.map<PartTable[]>('parts', columns);
  const limit = keyLimitFor(corpus.records);
  await pool.onEach('tables', () => ({ loose, limit, tables }) satisfies TablesInput);
  const [[strangers], perPlan] = await Promise.all([
    pool.map<PairSample>('strangers', [linkOnly]),
    pool.map<PlanBlocks>('plan', [...plans.plans.keys()]),
  ]);
  const {
    blocks: all,
    strictBlocks,
    limits,
  } = withBlocks(corpus.nodes, perPlan, {
    ...{ limit, loose, model: undefined },
  });
  const comparer = new PairComparer(corpus, atoms);
  const model = learnModel({
    ...{ type, linkOnly, extras: [...extras], thresholds: thresholdsFor(linkOnly), corpus },
    ...{ frequencies, atoms, comparer, blocks: all, strictBlocks, limits },
    ...(strangers === undefined ? {} : { strangers }),
  });
  const blocks = blocksByNode(all, model.keys.without ?? []);
  const { frequencies: _, ...bare } = model;
  await pool.onEach('load', () => ({ model: bare, blocks }) satisfies LoadInput);
  const found = await pool.map<CompareOutput>('compare', blockShares(blocks, threads * SHARES));
  const pairs = found.flatMap(({ left, right, weight }) =>
    Array.from(
      left,
      (a, index): Edge => ({ left: a, right: right[index] as number, weight: weight[index] as number }),
    ),
  );
  const nodes = new NodeMatcher(corpus, comparer, model);
  const { clusterOf, components, cut } = await cluster(pool, { nodes, pairs, threads });
  const comparisons = found.reduce((sum, { comparisons: each }) => sum + each, 0);
  const copies = copiesOf(nodes);
  return {
    model,
    corpus,
    clusterOf: spread(nodes, clusterOf),
    copies,
    pairs,
    stats: { comparisons, components, cut, keys: blocks.report },
  };
}

async function encode(input: MatchFilesInput, pool: WorkerPool): Promise<Corpus> {
  const { type, extras, linkOnly, threads, files, layouts, pieces } = input;
  const rows = pieces.reduce((sum, piece) => sum + piece.rows.length, 0);
  const share = Math.ceil(rows / threads);
  await pool.onEach(
    'begin',
    (owner) => ({ owner, files, layouts, keepSources: linkOnly, share }) satisfies BeginInput,
  );
  const chunks = await pool.map<Chunk>('encode', pieces);
  const texts = await pool.onEach<PackedTexts[]>('texts', () => undefined);
  const perSpace = (texts[0] ?? []).map((_, space) => texts.map((own) => own[space] as PackedTexts));
  const merged = await pool.map<MergedTexts>('merge', perSpace);
  return assembleCorpus(chunks, featuresOf(type, extras), merged);
}

/** Ranges of blocks with about equally many pairs. */
function blockShares(blocks: Blocks, shares: number): { from: number; to: number }[] {
  let total = 0;
  const sizeOf = (block: number) => (blocks.starts[block + 1] as number) - (blocks.starts[block] as number);
  for (let block = 0; block < blocks.count; block++) total += (sizeOf(block) * (sizeOf(block) - 1)) / 2;
  const ranges: { from: number; to: number }[] = [];
  let [from, sum] = [0, 0];
  for (let block = 0; block < blocks.count; block++) {
    sum += (sizeOf(block) * (sizeOf(block) - 1)) / 2;
    if (sum < total / shares && block + 1 < blocks.count) continue;
    ranges.push({ from, to: block + 1 });
    [from, sum] = [block + 1, 0];
  }
  return ranges;
}

type Clustering = { nodes: NodeMatcher; pairs: readonly Edge[]; threads: number };

async function cluster(
  pool: WorkerPool,
  { nodes, pairs, threads }: Clustering,
): Promise<{ clusterOf: Int32Array; components: number; cut: number }> {
  const grouped = groupComponents(nodes, pairs);
  const shares: number[][][] = Array.from({ length: threads * SHARES }, () => []);
  grouped.groups.forEach((group, index) => shares[index % shares.length]?.push(group));
  const used = shares.filter((share) => share.length > 0);
  const answers = await pool.map<Int32Array>('cluster', used.map(clusterInput));
  used.forEach((share, index) => {
    let start = 0;
    for (const group of share) {
      writeGroup(
        group,
        (answers[index] as Int32Array).subarray(start, start + group.length),
        grouped.clusterOf,
      );
      start += group.length;
    }
  });
  return grouped;
}

function clusterInput(groups: readonly (readonly number[])[]): ClusterInput {
  let end = 0;
  return {
    nodes: Int32Array.from(groups.flat()),
    ends: Int32Array.from(groups, (group) => (end += group.length)),
  };
}
