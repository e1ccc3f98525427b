/** Matches the rows of CSV files on several threads. The same result, bit for bit, as on one. */
import { setFlagsFromString } from 'node:v8';

import type { CountedAtoms } from '../core/match/atoms.ts';
import { type BlockList, type Blocks, blocksByNode, type PlanBlocks } from '../core/match/blocks.ts';
import { groupComponents } from '../core/match/cluster-nodes.ts';
import { type EdgeColumns, joinEdges } from '../core/match/components.ts';
import { type Copies, copiesOver, joinCopies, spread } from '../core/match/copies.ts';
import { type Corpus, layOutCorpus } from '../core/match/corpus.ts';
import type { MergedTexts, PackedTexts } from '../core/match/dictionary.ts';
import { emptyRecords } from '../core/match/encoded-records.ts';
import type { PairSample } from '../core/match/estimate-sample.ts';
import { PairComparer } from '../core/match/evidence.ts';
import type { ExtraFeature } from '../core/match/extra-features.ts';
import { featuresOf } from '../core/match/features.ts';
import { joinTables, type PartTable, valueRanges } from '../core/match/key-tables.ts';
import { type KeyPlans, keyPlansOf, LOOSE_RECORDS, partsByColumn } from '../core/match/keys.ts';
import { kinshipsOf } from '../core/match/kinships.ts';
import {
  isSearchedWhole,
  keyLimitFor,
  type Learning,
  modelOf,
  ownAtoms,
  withBlocks,
  withoutPoorPlans,
} from '../core/match/learn.ts';
import type { MatchResult } from '../core/match/match-all.ts';
import { type MatchModel, thresholdsFor } from '../core/match/model.ts';
import { NodeMatcher } from '../core/match/node-matcher.ts';
import { toPortable } from '../core/match/portable.ts';
import { knownWhereAsked, type SharedMarks } from '../core/match/sharing.ts';
import { type Found, unproductivePlans } from '../core/match/unproductive.ts';
import { indexPairs, type WeighedPairs } from '../core/match/weighed-pairs.ts';
import type { GoldenType } from '../core/model/entity.ts';
import type { CsvLayout } from './csv-layout.ts';
import type {
  BeginInput,
  CandidatesInput,
  ClusterInput,
  CompareOutput,
  EncodeInput,
  FillInput,
  FindsInput,
  LoadInput,
  PartsInput,
  Range,
  TablesInput,
} from './match-worker.ts';
import type { RecordLayout } from './record-reader.ts';
import { WorkerPool } from './worker-pool.ts';

export type MatchFilesInput = {
  type: GoldenType;
  extras: readonly ExtraFeature[];
  linkOnly: boolean;
  pool: WorkerPool;
  files: readonly CsvLayout[];
  /** Per file. */
  layouts: readonly RecordLayout[];
  /** The rows in their order, cut into pieces. */
  pieces: readonly EncodeInput[];
  /** Told what is being done now. */
  onPhase?: (line: string) => void;
};

/** Tasks per thread: enough that none waits long for the last. */
const SHARES = 12;

/** How large a thread's heap may become before it is looked through for what can be freed. */
const HEAP_MB = 400;

/** Threads that can match; they start while the caller does something else. */
export function startMatchers(threads: number): WorkerPool {
  // Read when a thread's heap is laid out. From V8's own few megabytes on, it would be marked some thirty times in a run
  // over a million rows, and in vain: what is kept lies in typed arrays.
  setFlagsFromString(`--initial-heap-size=${HEAP_MB}`);
  return new WorkerPool(new URL('./match-worker.ts', import.meta.url), threads);
}

export async function matchFiles(input: MatchFilesInput): Promise<MatchResult> {
  const { linkOnly, pool, onPhase = () => {} } = input;
  const corpus = await encode(input);
  onPhase(`${shown(corpus.nodes)} different records; estimating what tells them apart …`);
  const { model, blocks, comparer } = await learn(input, corpus);
  onPhase('Comparing candidates …');
  const found = await pool.map<CompareOutput>('compare', blockShares(blocks, pool.size * SHARES));
  const comparisons = found.reduce((sum, { comparisons: each }) => sum + each, 0);
  const pairs = joinEdges(found);
  onPhase(`${shown(comparisons)} pairs compared; putting clusters together …`);
  const nodes = new NodeMatcher(corpus, comparer, model);
  const [{ clusterOf, components, cut }, weighed] = await Promise.all([
    cluster(pool, nodes, { pairs, weighed: indexPairs(corpus.nodes, found) }),
    pool.map<Copies>('copies', shares(corpus.nodes, pool.size)),
  ]);
  const copies = joinCopies(weighed);
  const { match, review } = model.thresholds;
  return {
    ...{ model, corpus, pairs },
    clusterOf:
      areCopies(corpus) && !linkOnly
        ? new Int32Array(corpus.records)
        : spread(corpus, clusterOf, copies, match),
    copies: copiesOver(copies, review),
    stats: { comparisons, components, cut, keys: blocks.report },
  };
}

/**
 * Whether all rows are equal, and say whom they describe: then there is nothing to estimate from, and they are copies of
 * one. A country alone, or nothing, describes nobody.
 */
export function areCopies({ nodes, records, features, rows }: Corpus): boolean {
  const knows = (name: string) => rows[features.findIndex((feature) => feature.name === name)] !== 0;
  const isNamed = features.some(({ name }) => name === 'first')
    ? knows('first') && knows('last')
    : knows('name');
  return nodes === 1 && records > 1 && isNamed;
}

const shown = (count: number): string => count.toLocaleString('en-GB');

type Learned = { model: MatchModel; blocks: Blocks; comparer: PairComparer };

/** Keys, blocks and the model; afterwards the threads are ready to compare. */
async function learn(input: MatchFilesInput, corpus: Corpus): Promise<Learned> {
  const { type, extras, linkOnly, pool } = input;
  await pool.onEach('corpus', () => toPortable(corpus, type, extras));
  const counted = await pool.map<CountedAtoms>(
    'count',
    [...corpus.spaces.keys()],
    corpus.spaces.map(({ texts }) => texts.bytes.length),
  );
  const { frequencies, atoms } = ownAtoms(corpus, counted);
  await pool.onEach('atoms', () => atoms);
  const loose = corpus.records <= LOOSE_RECORDS;
  const plans = keyPlansOf(type, extras, { loose });
  const tables = await partsOfColumns(pool, corpus, { plans, loose });
  const limit = keyLimitFor(corpus.records);
  await pool.onEach('tables', () => ({ loose, limit, tables }) satisfies TablesInput);
  const [[strangers], sharing, marks, perPlan] = await Promise.all([
    pool.map<PairSample>('strangers', [linkOnly]),
    pool.map<Float64Array>('sharing', [...corpus.features.keys()]),
    pool.map<SharedMarks | undefined>('marks', [...kinshipsOf(type).keys()]),
    pool.map<PlanBlocks>('plan', [...plans.plans.keys()]),
  ]);
  const all = withBlocks(corpus.nodes, perPlan, { limit, loose, model: undefined });
  const comparer = new PairComparer(corpus, atoms, knownWhereAsked(corpus));
  const learning: Learning = {
    ...{ type, linkOnly, extras: [...extras], thresholds: thresholdsFor(linkOnly), corpus },
    ...{ frequencies, atoms, comparer, ...all },
  };
  const candidates = await pool.onEach<PairSample>(
    'candidates',
    (at) => ({ blocks: all.strictBlocks, linkOnly, share: { at, of: pool.size } }) satisfies CandidatesInput,
  );
  const samples = { candidates, strangers: strangers as PairSample, sharing, marks };
  const model = await withoutPoor(modelOf(learning, samples), { pool, corpus, list: all.blocks });
  const blocks = blocksByNode(all.blocks, model.keys.without ?? []);
  await pool.onEach('load', () => ({ model: bare(model), blocks }) satisfies LoadInput);
  return { model, blocks, comparer };
}

/** The tables of every column's parts, in the order of `partsByColumn`. */
async function partsOfColumns(
  pool: WorkerPool,
  corpus: Corpus,
  { plans, loose }: { plans: KeyPlans; loose: boolean },
): Promise<PartTable[][]> {
  const columns = partsByColumn(plans);
  const tasks = columns.flatMap((parts, column) =>
    valueRanges(corpus, parts[0]?.column ?? '').map((range): PartsInput => ({ loose, column, range })),
  );
  const found = await pool.map<PartTable[]>('parts', tasks);
  return columns.map((_, column) => joinTables(found.filter((_, task) => tasks[task]?.column === column)));
}

type Searching = { pool: WorkerPool; corpus: Corpus; list: BlockList };

/** The model without the keys that are not worth their pairs, where the set is great enough to tell them. */
async function withoutPoor(model: MatchModel, { pool, corpus, list }: Searching): Promise<MatchModel> {
  if (isSearchedWhole(corpus)) return model;
  const finds = await pool.onEach<Found[]>('finds', () => ({ model: bare(model) }) satisfies FindsInput);
  return withoutPoorPlans(model, unproductivePlans(list.plans, finds.flat()));
}

/** Frequencies are millions of numbers, and threads have them in the atoms. */
function bare({ frequencies: _, ...model }: MatchModel): Omit<MatchModel, 'frequencies'> {
  return model;
}

async function encode(input: MatchFilesInput): Promise<Corpus> {
  const { type, extras, linkOnly, pool, files, layouts, pieces } = input;
  const features = featuresOf(type, extras);
  const records = pieces.reduce((sum, piece) => sum + piece.rows.length, 0);
  const encoded = emptyRecords(records, features.length);
  const shared = { files, layouts, keepSources: linkOnly, encoded, threads: pool.size };
  // A thread does one after the other: the first pieces need not wait until all have begun.
  await Promise.all([
    pool.onEach('begin', (owner) => ({ ...shared, owner }) satisfies BeginInput),
    pool.map('encode', pieces),
  ]);
  const texts = await pool.onEach<PackedTexts[]>('texts', () => undefined);
  const perSpace = (texts[0] ?? []).map((_, space) => texts.map((own) => own[space] as PackedTexts));
  const merged = await pool.map<MergedTexts>('merge', perSpace);
  const { corpus, unfilled } = layOutCorpus(encoded, features, merged);
  await pool.map(
    'fill',
    shares(corpus.nodes, pool.size).map((share) => ({ ...share, unfilled }) satisfies FillInput),
  );
  return corpus;
}

/** So many things in about equal parts. */
function shares(things: number, parts: number): Range[] {
  const size = Math.ceil(things / parts);
  return Array.from({ length: parts }, (_, at) => ({
    from: Math.min(things, at * size),
    to: Math.min(things, (at + 1) * size),
  }));
}

/** Ranges of blocks with about equally many pairs. */
function blockShares(blocks: Blocks, shares: number): Range[] {
  let total = 0;
  const sizeOf = (block: number) => (blocks.starts[block + 1] as number) - (blocks.starts[block] as number);
  for (let block = 0; block < blocks.count; block++) total += (sizeOf(block) * (sizeOf(block) - 1)) / 2;
  const ranges: Range[] = [];
  let [from, sum] = [0, 0];
  for (let block = 0; block < blocks.count; block++) {
    sum += (sizeOf(block) * (sizeOf(block) - 1)) / 2;
    if (sum < total / shares && block + 1 < blocks.count) continue;
    ranges.push({ from, to: block + 1 });
    [from, sum] = [block + 1, 0];
  }
  return ranges;
}

async function cluster(
  pool: WorkerPool,
  nodes: NodeMatcher,
  { pairs, weighed }: { pairs: EdgeColumns; weighed: WeighedPairs },
): Promise<{ clusterOf: Int32Array; components: number; cut: number }> {
  const grouped = groupComponents(nodes, pairs);
  const { groups, clusterOf } = grouped;
  const ranges = shares(groups.ends.length, pool.size * SHARES);
  await pool.map(
    'cluster',
    ranges.map((range) => ({ ...range, groups, clusterOf, weighed }) satisfies ClusterInput),
  );
  return grouped;
}
