/** A worker thread: encodes rows, works out key parts, compares blocks, clusters components. */
import { parentPort } from 'node:worker_threads';
import { type AtomTable, type CountedAtoms, countAtoms } from '../core/match/atoms.ts';
import {
  type BlockList,
  type Blocks,
  forEachCandidate,
  type PlanBlocks,
  type PlanOptions,
  PlanScratch,
  planBlocks,
} from '../core/match/blocks.ts';
import { clusterGroup } from '../core/match/cluster-nodes.ts';
import { type Copies, weighCopies } from '../core/match/copies.ts';
import { type Corpus, hashContents, sourceHash, TextTables } from '../core/match/corpus.ts';
import { type MergedTexts, mergeTexts, type PackedTexts } from '../core/match/dictionary.ts';
import { type DrawnPairs, type Share } from '../core/match/drawn-pairs.ts';
import type { EncodedRecords } from '../core/match/encoded-records.ts';
import { type PairSample, sampleOf } from '../core/match/estimate-sample.ts';
import { PairComparer } from '../core/match/evidence.ts';
import type { ExtraFeature } from '../core/match/extra-features.ts';
import { featuresOf } from '../core/match/features.ts';
import type { KeyPart } from '../core/match/key-parts.ts';
import { type PartTable, partTables, type ValueRange } from '../core/match/key-tables.ts';
import { keyPlansOf, partsByColumn } from '../core/match/keys.ts';
import { type Kinship, kinshipsOf } from '../core/match/kinships.ts';
import { drawCandidates, drawStrangers } from '../core/match/learn.ts';
import type { MatchModel } from '../core/match/model.ts';
import { groupAt, type NodeGroups } from '../core/match/node-groups.ts';
import { NodeMatcher } from '../core/match/node-matcher.ts';
import { fillNodes, type UnfilledNodes } from '../core/match/nodes.ts';
import { fromPortable, type PortableCorpus } from '../core/match/portable.ts';
import { knownWhereAsked, type SharedMarks, sharedMarks, sharingPairs } from '../core/match/sharing.ts';
import { type Found, findsOfPlans } from '../core/match/unproductive.ts';
import type { PairList, WeighedPairs } from '../core/match/weighed-pairs.ts';
import type { GoldenType } from '../core/model/entity.ts';
import type { CsvLayout } from './csv-layout.ts';
import type { RecordLayout } from './record-reader.ts';
import { RowEncoder } from './row-encoder.ts';
import type { TaskMessage } from './worker-pool.ts';

/** What rows are encoded from, and which thread this is. */
export type BeginInput = {
  owner: number;
  threads: number;
  files: readonly CsvLayout[];
  /** Per file. */
  layouts: readonly RecordLayout[];
  keepSources: boolean;
  /** What all rows are encoded into. */
  encoded: EncodedRecords;
};
/** Things from `from` to `to`. */
export type Range = { from: number; to: number };
export type EncodeInput = {
  /** Place in the list of files. */
  file: number;
  rows: Int32Array;
  /** Which of all records the first of them is. */
  at: number;
  /** Of each row, where sources are kept apart. */
  sources: readonly string[];
};

export type FillInput = Range & { unfilled: UnfilledNodes };

/** Which column, in the order of `partsByColumn`, and which of its values. */
export type PartsInput = { loose: boolean; column: number; range: ValueRange };
/** The tables of each column's parts. */
export type TablesInput = { loose: boolean; limit: number; tables: readonly (readonly PartTable[])[] };
export type CandidatesInput = { blocks: BlockList; linkOnly: boolean; share: Share };
/** The corpus and its atoms, which hold the model's frequencies, are there already. */
export type FindsInput = { model: BareModel };
export type LoadInput = { model: BareModel; blocks: Blocks };
type BareModel = Omit<MatchModel, 'frequencies'>;
export type CompareOutput = PairList & { comparisons: number };
export type ClusterInput = Range & { groups: NodeGroups; clusterOf: Int32Array; weighed: WeighedPairs };

let encoding: (BeginInput & { texts: TextTables; encoders: readonly RowEncoder[] }) | undefined;
let prepared: { corpus: Corpus; type: GoldenType; extras: readonly ExtraFeature[] } | undefined;
let atoms: readonly AtomTable[] = [];
let planning: PlanOptions | undefined;
let comparer: PairComparer | undefined;
let drawn: DrawnPairs | undefined;
let loaded: { matcher: NodeMatcher; blocks: Blocks } | undefined;

function matcherOf(model: BareModel): NodeMatcher {
  const { corpus } = prepared as NonNullable<typeof prepared>;
  // Frequencies are in the atoms already.
  return new NodeMatcher(corpus, comparer as PairComparer, { ...model, frequencies: {} });
}

/** A pool matches one type after another: what the first took is free for the next. */
function forgetMatched(): void {
  prepared = undefined;
  atoms = [];
  comparer = undefined;
  drawn = undefined;
  loaded = undefined;
}

const tasks: Record<string, (input: never) => unknown> = {
  begin(input: BeginInput) {
    forgetMatched();
    const [layout] = input.layouts as [RecordLayout];
    const texts = new TextTables(featuresOf(layout.type, layout.extras));
    // Files that are laid out alike share what is remembered of their cells.
    const byLayout = new Map<string, RowEncoder>();
    const share = Math.ceil(input.encoded.records / input.threads);
    const encoders = input.layouts.map((each) => {
      const key = JSON.stringify(each);
      const encoder = byLayout.get(key) ?? new RowEncoder(each, texts, share);
      byLayout.set(key, encoder);
      return encoder;
    });
    encoding = { ...input, texts, encoders };
  },
  encode({ file, rows, at, sources }: EncodeInput): void {
    const { files, encoders, texts, owner, encoded, keepSources } = encoding as NonNullable<typeof encoding>;
    const encoder = encoders[file] as RowEncoder;
    encoded.owners.fill(owner, at, at + rows.length);
    for (let index = 0; index < rows.length; index++) {
      const record = at + index;
      encoder.encode(files[file] as CsvLayout, rows[index] as number, encoded.rows, record * texts.width);
      encoded.sources[record] = sourceHash(sources[index] ?? '', { keepSources });
    }
    hashContents(encoded, texts, at, at + rows.length);
  },
  /** The texts of all rows that this thread has encoded, per space. */
  texts(): PackedTexts[] {
    const packed = (encoding as NonNullable<typeof encoding>).texts.pack();
    encoding = undefined;
    return packed;
  },
  merge(parts: readonly PackedTexts[]): MergedTexts {
    return mergeTexts(parts);
  },
  /** A share of the nodes. */
  fill({ unfilled, from, to }: FillInput): void {
    fillNodes(unfilled, from, to);
  },
  corpus(corpus: PortableCorpus) {
    prepared = { corpus: fromPortable(corpus), extras: corpus.extras, type: corpus.type };
  },
  /** The atoms of one space. */
  count(space: number): CountedAtoms {
    return countAtoms((prepared as NonNullable<typeof prepared>).corpus, space);
  },
  atoms(tables: readonly AtomTable[]) {
    atoms = tables;
    const { corpus } = prepared as NonNullable<typeof prepared>;
    comparer = new PairComparer(corpus, atoms, knownWhereAsked(corpus));
  },
  parts({ loose, column, range }: PartsInput): PartTable[] {
    const { corpus, type, extras } = prepared as NonNullable<typeof prepared>;
    const parts = partsByColumn(keyPlansOf(type, extras, { loose }))[column] ?? [];
    return partTables(corpus, parts, atoms, range);
  },
  tables({ loose, limit, tables }: TablesInput) {
    const { type, extras } = prepared as NonNullable<typeof prepared>;
    const plans = keyPlansOf(type, extras, { loose });
    const found = partsByColumn(plans).flatMap((parts, column) =>
      (tables[column] ?? []).map((table, at) => [parts[at] as KeyPart, table] as const),
    );
    planning = { plans, tables: new Map(found), known: undefined, limit, scratch: new PlanScratch() };
  },
  /** The blocks of one key plan. */
  plan(index: number): PlanBlocks {
    const { corpus } = prepared as NonNullable<typeof prepared>;
    return planBlocks(corpus, index, planning as PlanOptions);
  },
  strangers(linkOnly: boolean): PairSample {
    const { corpus } = prepared as NonNullable<typeof prepared>;
    return drawStrangers(corpus, comparer as PairComparer, linkOnly);
  },
  sharing(feature: number): Float64Array {
    const { corpus } = prepared as NonNullable<typeof prepared>;
    return sharingPairs(corpus, atoms, feature);
  },
  marks(kinship: number): SharedMarks | undefined {
    const { corpus, type } = prepared as NonNullable<typeof prepared>;
    return sharedMarks(corpus, comparer as PairComparer, kinshipsOf(type)[kinship] as Kinship);
  },
  candidates({ blocks: strictBlocks, linkOnly, share }: CandidatesInput): PairSample {
    // All is planned: what that took is free.
    planning = undefined;
    const { corpus } = prepared as NonNullable<typeof prepared>;
    const drawing = { corpus, strictBlocks, comparer: comparer as PairComparer, linkOnly };
    drawn = drawCandidates(drawing, share);
    return sampleOf(drawn, corpus);
  },
  /** What the candidates that this thread has drawn tell of the plans. */
  finds({ model }: FindsInput): Found[] {
    return findsOfPlans(drawn as DrawnPairs, matcherOf(model));
  },
  load({ model, blocks }: LoadInput) {
    drawn = undefined;
    loaded = { matcher: matcherOf(model), blocks };
  },
  compare({ from, to }: Range): CompareOutput {
    const { matcher, blocks } = loaded as NonNullable<typeof loaded>;
    const { review } = matcher.model.thresholds;
    let comparisons = 0;
    const found = matcher.listFrom(review, (visit) =>
      forEachCandidate(blocks, from, to, (left, right) => {
        if (matcher.isSameSource(left, right)) return;
        comparisons++;
        visit(left, right);
      }),
    );
    return { ...found, comparisons };
  },
  copies({ from, to }: Range): Copies {
    return weighCopies((loaded as NonNullable<typeof loaded>).matcher, from, to);
  },
  /** A share of the groups, whose clusters are written into `clusterOf`. */
  cluster({ groups, clusterOf, weighed, from, to }: ClusterInput): void {
    const { matcher } = loaded as NonNullable<typeof loaded>;
    for (let index = from; index < to; index++)
      clusterGroup(matcher, groupAt(groups, index), clusterOf, { weighed });
  },
};

parentPort?.on('message', ({ id, task, input }: TaskMessage) => {
  try {
    parentPort?.postMessage({ id, output: tasks[task]?.(input as never) });
  } catch (error) {
    parentPort?.postMessage({
      id,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});
